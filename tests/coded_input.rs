//! What comes back from coders and spreadsheets: read if it can be meant in one way only, else told by file and line, and nothing written.

mod support;

use support::{Dir, code, stderr, tree};

const COLUMNS: [&str; 9] = ["coder", "item", "before", "sentence", "after", "words", "tone", "speaker", "notes"];

/// The columns of a coder's file that tests change.
const CODER: usize = 0;
const ITEM: usize = 1;
const WORDS: usize = 5;
const TONE: usize = 6;
const SPEAKER: usize = 7;

type Rows = Vec<Vec<String>>;

/// A sample of a small corpus, drawn by the program, and its coder's file with a tone in every row.
fn drawn() -> (Dir, Rows) {
    let dir = Dir::new();
    for (group, outlet) in [("coast", "Coast Herald"), ("hill", "Hill Post")] {
        for at in 0..4 {
            let text = format!(
                "outlet: {outlet}\ndate: 2021-05-0{}\n\nThe café of {outlet} opened, after {at} days. Mayor Ann Lee of district {at} said that the plan \
                 was a success.\n",
                at + 1
            );
            dir.file(&format!("corpus/{group}/{at}.txt"), text);
        }
    }
    let study =
        "base = \"none\"\n[groups]\ncoast = [\"Coast Herald\"]\nhill = [\"Hill Post\"]\n[speakers.\"Ann Lee\"]\n";
    dir.file("corpus/tone.toml", study);
    assert_eq!(code(&dir.run(&["sample", "-q", "corpus"])), 0);
    let text = dir.read("coding/coder-1.csv");
    let mut rows = rows(&text);
    assert_eq!(rows[0], COLUMNS);
    rows.iter_mut().skip(1).for_each(|row| "0".clone_into(&mut row[TONE]));
    (dir, rows)
}

fn rows(text: &str) -> Rows {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn table(rows: &Rows, separator: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// The table with one cell changed.
fn cell(rows: &Rows, row: usize, column: usize, text: &str) -> Vec<u8> {
    let mut rows = rows.clone();
    text.clone_into(&mut rows[row][column]);
    table(&rows, b',').into_bytes()
}

/// The table with every row changed.
fn each(rows: &Rows, change: impl Fn(&mut Vec<String>)) -> Vec<u8> {
    let mut rows = rows.clone();
    rows.iter_mut().skip(1).for_each(change);
    table(&rows, b',').into_bytes()
}

fn wide(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// `validate` and a run refuse the folder, say all of this, and write nothing.
fn refused(dir: &Dir, what: &str, expected: &[&str]) {
    let before = tree(dir.path());
    for args in [&["validate", "coding"][..], &["run", "-q", "--coded", "coding", "corpus"]] {
        let output = dir.run(args);
        assert_eq!(code(&output), 2, "{what}, {args:?}: {}", stderr(&output));
        for part in expected {
            assert!(stderr(&output).contains(part), "{what}, {args:?}: no {part:?} in\n{}", stderr(&output));
        }
        assert!(tree(dir.path()) == before, "{what}, {args:?}: something was written");
    }
}

#[test]
fn what_spreadsheets_and_scripts_make_of_a_table_is_read() {
    let (dir, rows) = drawn();
    let plain = table(&rows, b',');
    let mut turned = rows.clone();
    turned[1..].reverse();
    let mut more = rows.clone();
    more.iter_mut().for_each(|row| row.push("x".to_owned()));
    let latin = plain.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect::<Vec<u8>>();
    let read: Vec<(&str, Vec<u8>)> = vec![
        ("semicolons", table(&rows, b';').into_bytes()),
        ("tabs", table(&rows, b'\t').into_bytes()),
        ("told separator", format!("sep=;\r\n{}", table(&rows, b';')).into_bytes()),
        ("mark", format!("\u{feff}{plain}").into_bytes()),
        ("UTF-16", wide(&plain)),
        ("Windows-1252", latin),
        ("CRLF", plain.replace('\n', "\r\n").into_bytes()),
        ("CR", plain.replace('\n', "\r").into_bytes()),
        ("rows turned", table(&turned, b',').into_bytes()),
        ("another column", table(&more, b',').into_bytes()),
        ("empty lines", format!("\n{plain}\n,,,,,,,,\n\n").into_bytes()),
        ("guard", cell(&rows, 1, TONE, "'-1")),
        ("curly guard", cell(&rows, 1, TONE, "’-1")),
        ("unseen characters", cell(&rows, 1, TONE, "\u{a0}-1\u{200b}")),
        ("decimal comma", cell(&rows, 1, TONE, "-1,0")),
        ("numbers with a point", each(&rows, |row| [CODER, ITEM].into_iter().for_each(|at| row[at] += ".0"))),
        ("numbers with a comma", each(&rows, |row| [CODER, ITEM].into_iter().for_each(|at| row[at] += ",00"))),
    ];
    for (what, bytes) in read {
        dir.file("coding/coder-1.csv", bytes);
        let output = dir.run(&["validate", "coding"]);
        assert_eq!(code(&output), 0, "{what}: {}", stderr(&output));
    }
}

#[test]
fn what_is_wrong_in_a_coders_file_is_told_by_its_line() {
    let (dir, rows) = drawn();
    let plain = table(&rows, b',');
    let changed = |row, column, text: &str| cell(&rows, row, column, text);
    let without = |column: usize| {
        let rows = rows.iter().map(|row| [&row[..column], &row[column + 1..]].concat()).collect();
        table(&rows, b',').into_bytes()
    };
    let also = |row: &[&str]| format!("{plain}{}\n", row.join(",")).into_bytes();
    let mut alone = rows.clone();
    (alone[1][TONE], alone[1][SPEAKER]) = (String::new(), "Ann Lee".to_owned());
    let speaker_alone = table(&alone, b',').into_bytes();
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("label", changed(1, TONE, "positive"), &["coder-1.csv:2: the tone must be -1, 0 or 1, not `positive`"]),
        ("number", changed(2, TONE, "2"), &["coder-1.csv:3: the tone must be -1, 0 or 1, not `2`"]),
        ("formula", changed(1, TONE, "=-1"), &["coder-1.csv:2: the tone must be -1, 0 or 1, not `=-1`"]),
        ("formula that failed", changed(1, TONE, "#NAME?"), &["coder-1.csv:2: the tone must be"]),
        ("date", changed(1, TONE, "1-Mar"), &["coder-1.csv:2: the tone is `1-Mar`, a date"]),
        ("German date", changed(1, TONE, "1. Mrz"), &["coder-1.csv:2: the tone is `1. Mrz`, a date"]),
        ("number of a day", changed(1, TONE, "44197"), &["coder-1.csv:2: the tone is `44197`, a date"]),
        ("speaker alone", speaker_alone, &["coder-1.csv:2: item 1 has a speaker and no tone"]),
        ("other words", changed(1, WORDS, "words"), &["coder-1.csv:2: the words of item 1 are not those of the key"]),
        ("lost rows", table(&[&rows[..2], &rows[4..]].concat(), b',').into_bytes(), &["has lost items 2, 3: leave"]),
        ("no tone", without(TONE), &["coder-1.csv:1: the column `tone` is missing"]),
        ("no words", without(WORDS), &["coder-1.csv:1: the column `words` is missing"]),
        ("renamed", plain.replacen(",tone,", ",tones,", 1).into_bytes(), &["`tones` may be it, renamed"]),
        ("twice", also(&["1", "1"]), &["item 1 stands on line 2 already"]),
        ("unknown item", also(&["1", "999"]), &["item 999 is not in the key"]),
        ("sum", also(&["", "", "", "", "", "", "9", "", ""]), &["coder must be a whole number, not an empty cell"]),
        ("two coders", also(&["2", "1"]), &["coder 2 in a file of coder 1"]),
        ("header twice", also(&COLUMNS), &["coder must be a whole number, not `coder`"]),
        ("open quote", also(&["1", "1", "\"open"]), &["a quotation mark opens here that nothing closes"]),
        ("commas", also(&["1", "1", ",,,,,,,,,x"]), &["cells where the header has 9"]),
        ("empty", Vec::new(), &["coder-1.csv:1: the file is empty"]),
        ("white", b" \n\n".to_vec(), &["coder-1.csv:1: the file is empty"]),
        ("header alone", COLUMNS.join(",").into_bytes(), &["coder-1.csv:1: the file has no item"]),
        ("NUL", plain.replacen("café", "ca\0é", 1).into_bytes(), &["coder-1.csv:1: not a table of text"]),
        ("workbook", b"PK\x03\x04\x14\0\x06\0and more".to_vec(), &["coder-1.csv:1: not a table of text"]),
        ("workbook without zeros", b"PK\x03\x04and more".to_vec(), &["coder-1.csv:1: not a table of text"]),
        ("pipes", table(&rows, b'|').into_bytes(), &["coder-1.csv:1: no header", "commas, semicolons or tabs"]),
        ("page", b"<html><table>".to_vec(), &["coder-1.csv:1: no header", "`<html><table>`"]),
        ("title", format!("Ann's\n{plain}").into_bytes(), &["coder-1.csv:1: no header", "`Ann's`"]),
        ("another coder", each(&rows, |row| "7".clone_into(&mut row[CODER])), &["no item was dealt to coder 7"]),
        ("long line", also(&["1", &"x".repeat(3_000_000)]), &["item must be a whole number, not `xxx", "x…`"]),
    ];
    for (what, bytes, expected) in cases {
        dir.file("coding/coder-1.csv", bytes);
        refused(&dir, what, expected);
    }
}

#[test]
fn one_mistake_is_told_once_and_many_are_counted() {
    let (dir, rows) = drawn();
    let told = |bytes: Vec<u8>| {
        dir.file("coding/coder-1.csv", bytes);
        stderr(&dir.run(&["validate", "coding"]))
    };
    // Neither an item that cannot be read nor a row that is no row makes its item lost.
    for (row, text) in [(1, "one"), (2, "")] {
        let message = told(cell(&rows, row, ITEM, text));
        assert!(message.contains("item must be") && !message.contains("has lost"), "{message}");
    }
    let cut = table(&rows, b',').replacen(",0,", ",0,\",,,,,,\"\"\",x,x,x,", 1);
    let message = told(cut.into_bytes());
    assert!(!message.contains("has lost"), "{message}");
    let all = told(each(&rows, |row| "7".clone_into(&mut row[CODER])));
    assert_eq!(all.trim().lines().count(), 1, "{all}");
    let mut many = rows.clone();
    for number in 900..930 {
        let mut row = rows[1].clone();
        row[ITEM] = number.to_string();
        many.push(row);
    }
    let message = told(table(&many, b',').into_bytes());
    assert!(message.contains("item 900 is not in the key") && message.contains("… and 10 more mistakes"), "{message}");
}

#[test]
fn a_spoilt_key_is_told_by_its_line() {
    let (dir, rows) = drawn();
    dir.file("coding/coder-1.csv", table(&rows, b','));
    let good = dir.read("coding/key.csv");
    let key = self::rows(&good);
    let at = |name: &str| key[0].iter().position(|column| column == name).unwrap();
    dir.file("coding/key.csv", table(&key, b';').replace('\n', "\r\n"));
    assert_eq!(code(&dir.run(&["validate", "coding"])), 0, "saved again by a spreadsheet");
    std::fs::remove_file(dir.path().join("coding/agreement.csv")).unwrap();
    let twice = [&key[..], &key[1..2]].concat();
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("empty", Vec::new(), &["key.csv:1: the file is empty"]),
        ("header alone", table(&key[..1].to_vec(), b',').into_bytes(), &["key.csv:1: the key has no item"]),
        ("other table", b"a,b\n1,2\n".to_vec(), &["key.csv:1: no header"]),
        ("renamed", good.replacen("cluster", "clusters", 1).into_bytes(), &["`clusters` may be it, renamed"]),
        ("twice", table(&twice, b',').into_bytes(), &["item 1 stands on line 2 already"]),
        ("hash", cell(&key, 1, at("words_hash"), "1.5E+12"), &["key.csv:2: words_hash must be"]),
        ("voice", cell(&key, 1, at("voice"), "said"), &["key.csv:2: voice must be outlet_voice or speech"]),
        ("tone", cell(&key, 2, at("machine_tone"), "1-Mar"), &["key.csv:3: machine_tone must be a number"]),
        ("population", cell(&key, 1, at("population"), "0"), &["key.csv:2:", "is no sample"]),
        ("coders", cell(&key, 1, at("coders"), "x"), &["key.csv:2: coders must be numbers"]),
        ("engine", cell(&key, 2, at("engine"), "tone 0"), &["two keys in one file"]),
        ("workbook", b"PK\x03\x04\0\0".to_vec(), &["key.csv:1: not a table of text"]),
    ];
    for (what, bytes, expected) in cases {
        dir.file("coding/key.csv", bytes);
        refused(&dir, what, expected);
    }
    std::fs::remove_file(dir.path().join("coding/key.csv")).unwrap();
    refused(&dir, "no key", &["no key.csv is here"]);
}

#[test]
fn files_that_lie_about_are_let_be_or_told() {
    let (dir, rows) = drawn();
    dir.file("coding/coder-1.csv", table(&rows, b','));
    let ordinary =
        ["codebook.docx", "coder-1.xlsx", ".coder-1.csv.swp", "~$coder-1.csv", "budget.xlsx", "old/coder-1.csv"];
    for name in ordinary {
        dir.file(&format!("coding/{name}"), "PK\x03\x04");
    }
    assert_eq!(code(&dir.run(&["validate", "coding"])), 0);
    std::fs::remove_file(dir.path().join("coding/agreement.csv")).unwrap();
    for (name, bytes, expected) in [
        ("notes.txt", "Ann was ill on Monday.", &["coding/notes.txt:1: no header", "move it out of the folder"][..]),
        ("key (1).csv", "item,article_id\n", &["coding/key (1).csv:1: the column `coder` is missing"]),
        ("coder-1 copy.csv", &table(&rows, b','), &["coder 1 has another file"]),
        (
            "coder-2.xlsx",
            "PK\x03\x04",
            &["coding/coder-2.xlsx: a spreadsheet's own file is not read", "save it as CSV"],
        ),
        ("coder-2.csv/x", "", &["coding/coder-2.csv: cannot be read: it is a folder"]),
    ] {
        dir.file(&format!("coding/{name}"), bytes);
        refused(&dir, name, expected);
        let path = dir.path().join("coding").join(name.split('/').next().unwrap());
        if path.is_dir() { std::fs::remove_dir_all(path).unwrap() } else { std::fs::remove_file(path).unwrap() }
    }
    assert_eq!(code(&dir.run(&["validate", "coding"])), 0);
}
