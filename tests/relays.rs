//! Who speaks, and through whom: whole texts as data, read as `tone run` reads them.
//!
//! `relays.txt` is blocks of lines: `outlet: NAME` where the article has one, the text (` ¶ ` parts paragraphs), and its rows of speech as
//! `SENTENCE SPEAKER < RELAY < RELAY, MANNER`, nearest to the speaker first, or `none`.

use tone::analysis::analyst::Analyst;
use tone::article::Article;
use tone::config::builtin;
use tone::row::{Row, Voice};
use tone::text::style::SentenceStyle;
use tone::tone::scorer::Profile;

const CASES: &str = include_str!("relays.txt");
/// So that none is lost unseen.
const NUMBER: usize = 143;

fn shown(row: &Row) -> String {
    let via: Vec<String> = row.via.iter().map(|relay| format!(" < {relay}")).collect();
    let manner = row.manner.map_or("", |manner| manner.as_str());
    format!("{} {}{}, {manner}", row.sentence, row.speaker_in_article, via.concat())
}

#[test]
fn the_cases_hold() {
    let analyst = Analyst::new(&builtin(), Profile::News, SentenceStyle::News);
    let mut wrong = Vec::new();
    let blocks: Vec<&str> = CASES.trim_end().split("\n\n").collect();
    for block in &blocks {
        let (outlet, rest) = match block.strip_prefix("outlet: ") {
            Some(rest) => rest.split_once('\n').expect("a text after the outlet"),
            None => ("", *block),
        };
        let (text, expected) = rest.split_once('\n').expect("rows after the text");
        let article = Article { outlet: outlet.to_owned(), text: text.replace(" ¶ ", "\n"), ..Article::default() };
        let rows = analyst.rows(&article).expect("English");
        let said: Vec<String> = rows.iter().filter(|row| row.voice == Voice::Speech).map(shown).collect();
        let found = if said.is_empty() { "none".to_owned() } else { said.join("\n") };
        if found != expected {
            wrong.push(format!("{block}\nbut found\n{found}\n"));
        }
    }
    assert_eq!(blocks.len(), NUMBER, "cases were added or lost: set the number");
    assert!(wrong.is_empty(), "{} of {} cases are wrong:\n\n{}", wrong.len(), blocks.len(), wrong.join("\n"));
}
