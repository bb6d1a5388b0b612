//! Dictionaries of LIWC: categories between two lines of `%`, a number and a name each, then patterns with the numbers of theirs.
//!
//! Columns are parted by tabs, or by spaces where files were retyped. A category that is indented belongs to the one above it, and is
//! named with it (`affect.posemo`). Conditions on neighbouring words (`<of>131/125`, `(02 134)125/464`) are dropped.

use super::gathered::Gathered;
use super::import::Mistake;
use super::set::Pattern;
use std::collections::HashMap;

/// Spaces that a tab is worth.
const TAB: usize = 4;
/// Spaces that indent; one is a slip.
const INDENTED: usize = 2;

/// Reads a file into a set.
pub fn read(text: &str, gathered: &mut Gathered) -> Result<(), Mistake> {
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    match lines.next() {
        None => return Ok(()),
        Some((_, line)) if is_border(line) => {}
        Some((number, _)) => return Err(Mistake::at(number, "a `%` is to stand alone in the first line")),
    }
    let categories = header(&mut lines, gathered)?;
    for (number, line) in lines {
        entry(number, line, &categories, gathered)?;
    }
    Ok(())
}

fn is_border(line: &str) -> bool {
    line.trim() == "%"
}

/// The categories by their numbers, up to the second `%`.
fn header<'a>(
    lines: &mut impl Iterator<Item = (u64, &'a str)>,
    gathered: &mut Gathered,
) -> Result<HashMap<u64, usize>, Mistake> {
    let mut categories = HashMap::new();
    // Those that the next may belong to, each with its indent.
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut last = 1;
    for (number, line) in lines {
        if is_border(line) {
            return Ok(categories);
        }
        last = number;
        let words = line.trim();
        let (id, name) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let (Some(id), false) = (parse_id(id), name.trim().is_empty()) else {
            gathered.drop(number, words, "not the number and name of a category");
            continue;
        };
        let indent = indent(line);
        while above.pop_if(|(outer, _)| *outer + INDENTED > indent).is_some() {}
        let name = above.last().map_or_else(|| name.trim().to_owned(), |(_, outer)| format!("{outer}.{}", name.trim()));
        if categories.contains_key(&id) {
            gathered.drop(number, words, "a number that another category has");
            continue;
        }
        categories.insert(id, gathered.category(&name, number)?);
        above.push((indent, name));
    }
    Err(Mistake::at(last, "no second `%` behind the categories"))
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

/// A number of a category; `01` is `1`.
fn parse_id(word: &str) -> Option<u64> {
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok())?
}

/// A line of the body.
fn entry(number: u64, line: &str, categories: &HashMap<u64, usize>, gathered: &mut Gathered) -> Result<(), Mistake> {
    let line = line.trim();
    let (pattern, ids) = match line.split_once('\t') {
        Some((pattern, ids)) => (pattern.trim(), fields(ids)),
        None => loose(line),
    };
    if ids.is_empty() {
        gathered.drop(number, line, "no category");
    }
    for id in ids {
        match parse_id(id).map(|id| categories.get(&id)) {
            Some(Some(&category)) => gathered.pattern(category, pattern, Pattern::new("").weight, number)?,
            _ if id.contains(['<', '(', '/', '>', ')']) => gathered.drop(number, id, "a condition on other words"),
            _ => gathered.drop(number, id, "not the number of a category"),
        }
    }
    Ok(())
}

/// Pattern and numbers of a line without tabs: what looks like a number or a condition at its end is one.
fn loose(line: &str) -> (&str, Vec<&str>) {
    let all = fields(line);
    let is_id = |field: &&str| parse_id(field).is_some() || field.starts_with(['<', '(']);
    // The first is the pattern, whatever it looks like.
    let ids = all.iter().skip(1).rev().take_while(|field| is_id(field)).count();
    let ids = all[all.len() - ids..].to_vec();
    let pattern = ids.first().map_or(line, |first| &line[..first.as_ptr() as usize - line.as_ptr() as usize]);
    (pattern.trim_end(), ids)
}

/// What white space parts, except in parentheses.
fn fields(text: &str) -> Vec<&str> {
    let (mut found, mut start, mut nested) = (Vec::new(), None, false);
    for (at, c) in text.char_indices() {
        nested = c == '(' || nested && c != ')';
        match start {
            Some(from) if c.is_whitespace() && !nested => {
                found.push(&text[from..at]);
                start = None;
            }
            None if !c.is_whitespace() => start = Some(at),
            _ => {}
        }
    }
    found.extend(start.map(|from| text[from..].trim_end()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::import::{Imported, import};

    fn read(text: &str) -> Result<Imported, Mistake> {
        import("x.dic", text.as_bytes())
    }

    fn flat(read: &Imported) -> Vec<String> {
        let pairs =
            read.set.categories.iter().flat_map(|c| c.patterns.iter().map(|p| format!("{}={}", c.name, p.glob)));
        pairs.collect()
    }

    #[test]
    fn ragged_columns_are_read() {
        let text = "%\r\n1\tanger\r\n 02   big words (Many)  \r\n\r\n%\r\nhate*\t1\t\t2\r\n  a lot\t 02\r\nfar off   1 2 \r\n9/11\t1\r\n";
        let read = read(text).unwrap();
        let expected = ["anger=hate*", "anger=far off", "anger=9/11"].into_iter();
        let expected = expected.chain(["hate*", "a lot", "far off"].map(|glob| match glob {
            "hate*" => "big words (Many)=hate*",
            "a lot" => "big words (Many)=a lot",
            _ => "big words (Many)=far off",
        }));
        assert_eq!((flat(&read), read.loss()), (expected.map(str::to_owned).collect(), None));
    }

    #[test]
    fn indented_categories_belong_to_the_one_above() {
        let read =
            read("%\n1\taffect\n\t2\tposemo\n\t\t3\tjoy\n\t4\tnegemo\n5\tsocial\n 6\tslip\n%\nx\t2 3 4 5 6").unwrap();
        let names: Vec<&str> = read.set.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(names, ["affect.posemo", "affect.posemo.joy", "affect.negemo", "social", "slip"]);
    }

    #[test]
    fn what_cannot_be_kept_is_counted_and_told() {
        let text = "%\n125\taffect\n253\tlike\n253\tagain\nname\n%\nkind\t<of>131/125\t253\nlike\t(02 134)125/464\t(02 134)126\t253\nalone\nodd\t7\nfar (x";
        let read = read(text).unwrap();
        assert_eq!(flat(&read), ["like=kind", "like=like"]);
        assert_eq!((read.entries, read.dropped), (11, 9));
        let told: Vec<(u64, &str)> = read.told.iter().map(|dropped| (dropped.line, dropped.text.as_str())).collect();
        assert_eq!(
            told,
            [(4, "253\tagain"), (5, "name"), (7, "<of>131/125"), (8, "(02 134)125/464"), (8, "(02 134)126")]
                .map(|(line, text)| (line, if line == 4 { "253 again" } else { text }))
        );
    }

    #[test]
    fn a_broken_head_is_a_mistake() {
        assert_eq!(read("1\ta\n%\nx\t1").unwrap_err().line, Some(1));
        assert_eq!(read("%\n1\ta\nx\t1").unwrap_err().to_string(), "line 3: no second `%` behind the categories");
    }
}
