//! The HTML export of Factiva: many articles in one page, each a table of two-letter codes and what they mean.
//!
//! `SN` is the outlet, `PD` the date in the account's language, `HD` the title, `LP` and `TD` the text, `AN` the number in the database.

use crate::ingest::field::Fault;
use crate::ingest::html;
use crate::ingest::reason;
use crate::ingest::record::{Draft, one_line};
use crate::ingest::sink::Sink;
use dom_query::NodeRef;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

/// What begins an article; the language stands before `Article` (`enArticle`).
const ARTICLE: &str = "<div class=\"article ";

/// True if the beginning of a page is that of an export.
pub fn is_export(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let title = head.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    title.is_some_and(|(title, _)| matches!(title.trim(), "Factiva" | "Dow Jones Factiva"))
        || starts(&head).next().is_some()
}

/// Where articles begin.
fn starts(page: &str) -> impl Iterator<Item = usize> {
    page.match_indices(ARTICLE).map(|(at, _)| at).filter(|at| {
        let class = &page.as_bytes()[at + ARTICLE.len()..];
        class.len() > 2 && class[..2].iter().all(u8::is_ascii_lowercase) && class[2..].starts_with(b"Article")
    })
}

/// Reads every article: a record each.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let Some(page) = html::page(reader, sink)? else { return Ok(ControlFlow::Continue(())) };
    let starts: Vec<_> = starts(&page).collect();
    if starts.is_empty() {
        return Ok(sink.whole(reason::NO_TEXT, "an export of Factiva without an article"));
    }
    // Each is parsed alone, so that a page may hold any number of them.
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(page.len());
        if sink.record(article(&page[*start..end]), None, true).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Takes the table of an article apart.
fn article(html: &str) -> Result<Draft, Fault> {
    let document = html::parsed(html)?;
    let mut draft = Draft::default();
    let mut paragraphs = Vec::new();
    for row in document.select("tr").nodes() {
        let cells: Vec<_> = row.element_children().into_iter().filter(|cell| cell.has_name("td")).collect();
        let [code, value] = cells.as_slice() else { continue };
        let words = || one_line(&value.text());
        match one_line(&code.text()).as_str() {
            "AN" => draft.id = words().rsplit(' ').next().unwrap_or_default().to_owned(),
            "HD" => draft.title = words(),
            "LP" | "TD" => paragraphs.extend(texts(value)),
            "PD" => draft.date = words(),
            "SN" => draft.outlet = words(),
            _ => {}
        }
    }
    draft.text = paragraphs.join("\n\n");
    if draft.text.is_empty() {
        return Err(Fault::new(reason::NO_TEXT, "neither LP nor TD"));
    }
    Ok(draft)
}

/// The paragraphs of a cell, and what stands beside them.
fn texts(cell: &NodeRef<'_>) -> Vec<String> {
    let (mut texts, mut beside) = (Vec::new(), String::new());
    for child in cell.children() {
        if child.has_name("p") {
            texts.extend([std::mem::take(&mut beside), child.text().to_string()]);
        } else {
            beside.push_str(&child.text());
        }
    }
    texts.push(beside);
    texts.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_what_is_what() {
        let row =
            |code: &str, value: &str| format!("<tr><td class=\"index\"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>");
        let table = [
            row("HD", "<b class='enHeadline'>Ferry fares\nto rise</b>"),
            row("PD", "3 mars 2019"),
            row("SN", "Hill Post"),
            row("CY", "(c) Hill Post"),
            row("LP", "<p>Fares will rise &amp; rise.</p>\n<p>Again.</p>"),
            row("TD", "Well: <!-- x --><i>no</i>.<p>Nobody\n cheered.</p> So be it."),
            row("AN", "<br/>Document HILL00002019"),
        ];
        let draft =
            article(&format!("<div class=\"article enArticle\"><table>{}</table></div>", table.concat())).unwrap();
        assert_eq!([draft.id, draft.title, draft.date], ["HILL00002019", "Ferry fares to rise", "3 mars 2019"]);
        assert_eq!(
            (draft.outlet.as_str(), draft.text.as_str()),
            ("Hill Post", "Fares will rise & rise.\n\nAgain.\n\nWell: no.\n\nNobody cheered.\n\nSo be it.")
        );
        assert_eq!(article("<div class=\"article enArticle\"></div>").unwrap_err().reason, reason::NO_TEXT);
    }

    #[test]
    fn an_export_is_known_by_its_title_or_its_articles() {
        assert!(is_export(b"<html><head>\n<title>Factiva</title><style>"));
        assert!(is_export(b"<span></span><div class=\"article frArticle\"><table>"));
        assert!(!is_export(b"<title>Factiva is sold</title><div class=\"article main Article\">"));
    }
}
