//! Which format a source has: by its name, by how it begins, or by both.

use crate::ingest::alias::Aliases;
use crate::ingest::source::Kind;
#[cfg(feature = "html")]
use crate::ingest::{factiva_html, warc};
use crate::ingest::{factiva_xml, nexis, table};

/// What a source of text turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON: an array of objects.
    Array,
    /// The HTML export of Factiva.
    #[cfg(feature = "html")]
    FactivaHtml,
    /// The XML export of Factiva.
    FactivaXml,
    /// Markup that no reader knows.
    Foreign,
    /// A page of the web.
    #[cfg(feature = "html")]
    Html,
    /// JSON: an object a line.
    Lines,
    /// The text export of Nexis.
    Nexis,
    /// JSON: one object, or an object a line.
    Object,
    /// CSV or TSV.
    Table,
    /// One article.
    Text,
    /// An archive of pages.
    #[cfg(feature = "html")]
    Warc,
}

impl Format {
    /// The format by name and content. In what is named JSON an array of objects is told from an object a line; what bears no name that
    /// tells is text unless it begins as another format does.
    pub fn of(kind: Kind, head: &[u8], aliases: &Aliases) -> Self {
        let mut marks = head.iter().filter(|byte| !byte.is_ascii_whitespace());
        let (first, second) = (marks.next(), marks.next());
        let objects = first == Some(&b'[') && matches!(second, Some(b'{' | b']') | None);
        match (kind, first) {
            #[cfg(feature = "html")]
            _ if is_archive(kind, head) => Format::Warc,
            (Kind::Text | Kind::Unknown, _) if nexis::is_export(head) => Format::Nexis,
            (Kind::Markup | Kind::Unknown, _) if factiva_xml::is_export(head) => Format::FactivaXml,
            #[cfg(feature = "html")]
            (Kind::Markup | Kind::Page | Kind::Unknown, _) if kind == Kind::Page || is_page(head) => {
                if factiva_html::is_export(head) {
                    Format::FactivaHtml
                } else {
                    Format::Html
                }
            }
            (Kind::Markup | Kind::Page, _) => Format::Foreign,
            (Kind::Text, _) => Format::Text,
            (Kind::Lines | Kind::Unknown, _) if objects => Format::Array,
            (Kind::Lines, _) => Format::Lines,
            (Kind::Json, Some(b'[')) => Format::Array,
            (Kind::Json, _) => Format::Object,
            (Kind::Unknown, Some(b'{')) if matches!(second, Some(b'"' | b'}')) => Format::Object,
            (Kind::Table, _) => Format::Table,
            (Kind::Unknown, _) if table::is_table(head, aliases) => Format::Table,
            // Parquet and packed documents are no text and do not come here.
            (Kind::Archive | Kind::Document | Kind::Parquet | Kind::Unknown, _) => Format::Text,
        }
    }
}

/// True if a file is a web archive: its pages may have any bytes near its start.
#[cfg(feature = "html")]
pub fn is_archive(kind: Kind, head: &[u8]) -> bool {
    kind == Kind::Archive || head.starts_with(warc::MARK)
}
/// True if a file is named as a web archive is.
#[cfg(not(feature = "html"))]
pub fn is_archive(kind: Kind, _: &[u8]) -> bool {
    kind == Kind::Archive
}

/// True if the beginning of a file is that of a page.
#[cfg(feature = "html")]
fn is_page(head: &[u8]) -> bool {
    let head = head[..head.len().min(512)].to_ascii_lowercase();
    let starts = |mark: &[u8]| head.trim_ascii_start().starts_with(mark);
    starts(b"<!doctype html") || starts(b"<html") || starts(b"<?xml") && memchr::memmem::find(&head, b"<html").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_name_that_tells_nothing_leaves_it_to_the_content() {
        let aliases = Aliases::new(&BTreeMap::new());
        let nexis = "Terms: ferry\n\n   1 of 2 DOCUMENTS\n\n";
        for (kind, head, format) in [
            (Kind::Unknown, "Words.", Format::Text),
            (Kind::Unknown, "[Editor's note.] Words.", Format::Text),
            (Kind::Unknown, "[{\"text\"", Format::Array),
            (Kind::Unknown, "{\"text\"", Format::Object),
            (Kind::Unknown, "title,text\n", Format::Table),
            (Kind::Unknown, nexis, Format::Nexis),
            (Kind::Text, nexis, Format::Nexis),
            (Kind::Text, "title,text\n", Format::Text),
            (Kind::Text, "<html><body>", Format::Text),
            (Kind::Markup, "<?xml version=\"1.0\"?><rss>", Format::Foreign),
            (Kind::Lines, nexis, Format::Lines),
        ] {
            assert_eq!(Format::of(kind, head.as_bytes(), &aliases), format, "{head}");
        }
    }

    #[cfg(feature = "html")]
    #[test]
    fn a_page_is_known_by_how_it_begins() {
        let aliases = Aliases::new(&BTreeMap::new());
        for (kind, head, format) in [
            (Kind::Page, "<p>Words.</p>", Format::Html),
            (Kind::Markup, "<?xml version=\"1.0\"?>\n<html>", Format::Html),
            (Kind::Unknown, "\n<!DOCTYPE HTML><title>Factiva</title>", Format::FactivaHtml),
            (Kind::Unknown, "WARC/1.0\r\n", Format::Warc),
            (Kind::Archive, "Words.", Format::Warc),
        ] {
            assert_eq!(Format::of(kind, head.as_bytes(), &aliases), format, "{head}");
        }
    }
}
