//! `[columns]`: under which names records keep their text, outlet, date and the like.

use super::declared::texts;
use crate::config::mistake::{Mistakes, shown};
use crate::config::model::{COLUMNS, literal_key};
use crate::config::read::{Field, unknown};
use std::collections::BTreeMap;

/// Reads `[columns]`. A name may stand once: it cannot hold two things.
pub fn columns(table: &Field<'_>, mistakes: &mut Mistakes) -> Vec<(&'static str, Vec<String>)> {
    let mut columns = Vec::new();
    let mut taken = BTreeMap::new();
    for field in table.table(mistakes).unwrap_or_default() {
        let Some(key) = COLUMNS.into_iter().find(|key| *key == field.key) else {
            unknown(&field, "[columns]", &COLUMNS, mistakes);
            continue;
        };
        let Some(names) = field.one_or_more(mistakes) else { continue };
        if names.is_empty() {
            mistakes.add(field.line, format!("{} names no field: give one, like {key} = \"Name\"", shown(key)));
        }
        for name in &names {
            if let Some((other, line)) = taken.insert(literal_key(&name.text), (key, name.line)) {
                let message = format!("{} is given for {} already (line {line})", shown(&name.text), shown(other));
                mistakes.add(name.line, message);
            }
        }
        columns.push((key, texts(&names)));
    }
    columns
}

#[cfg(test)]
mod tests {
    use crate::config::load::parse;
    use std::path::Path;

    #[test]
    fn a_field_has_a_name_or_several() {
        let text = "[columns]\ntext = \"Volltext\"\noutlet = [\"Zeitung\", \"Quelle\"]\n";
        let columns = parse(text, Path::new("t")).unwrap().columns;
        let columns: Vec<_> = columns.iter().map(|(key, names)| (key.as_str(), names.join("|"))).collect();
        assert_eq!(columns, [("outlet", "Zeitung|Quelle".to_owned()), ("text", "Volltext".to_owned())]);
    }

    #[test]
    fn a_wrong_column_is_told() {
        for (line, expected) in [
            ("tex = \"a\"", "t:2: unknown key `tex` in [columns]: did you mean `text`?"),
            (
                "author = \"a\"",
                "t:2: unknown key `author` in [columns]: [columns] has id, outlet, date, title, text, url, genre",
            ),
            ("text = 7", "t:2: `text` must be a string, or a list of strings like [\"a\", \"b\"], not a whole number"),
            ("text = \" \"", "t:2: `text` is empty"),
            ("text = [\"a\", 7]", "t:2: `text` must hold strings, not a whole number"),
            ("text = []", "t:2: `text` names no field: give one, like text = \"Name\""),
            ("text = \"Full-Text\"\ntitle = \"full text\"", "t:3: `full text` is given for `text` already (line 2)"),
        ] {
            let error = parse(&format!("[columns]\n{line}\n"), Path::new("t")).expect_err(line);
            assert_eq!(error.to_string(), expected);
        }
    }
}
