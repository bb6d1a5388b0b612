//! One thing to read, and what its name says about it.

use crate::ingest::compressed::unpacked_name;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What to open.
    pub path: PathBuf,
    /// Its unique name: the path below the PATH given, with `/`; `-` for standard input. Bytes that are not UTF-8 stand as `\xFF`. Where
    /// two PATHs hold files of one name, as much of the PATH as tells them apart stands before it.
    pub input: String,
    /// The last folder of the PATH and the path below it, with `/`: its folders may name the outlet. No more of the PATH than that, for
    /// the articles are the same wherever the corpus lies.
    pub place: String,
    /// Its length; 0 where nobody knows.
    pub bytes: u64,
    /// What its name says about its format, whether or not it is compressed.
    pub kind: Kind,
    /// What sort of thing it is.
    pub origin: Origin,
}

/// What the name of a source says about its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `.warc`: a web archive, where pages are read.
    Archive,
    /// `.docx`: a packed text.
    Document,
    /// `.html`, `.htm`, `.xhtml`: a page, where pages are read (feature `html`).
    Page,
    /// `.txt`: one article.
    Text,
    /// `.jsonl`, `.ndjson`, standard input: an object a line.
    Lines,
    /// `.json`: an array, one object, or an object a line.
    Json,
    /// `.parquet`: a record a row, in columns; only where that is built in.
    Parquet,
    /// `.csv`, `.tsv`: a header, and a record a row.
    Table,
    /// `.xml`: the content says which.
    Markup,
    /// Nothing; the content has to.
    Unknown,
}

/// What sort of thing a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A regular file.
    File,
    /// A pipe or a device that was named.
    Stream,
    /// Standard input.
    Stdin,
}

/// Endings of formats that are no prose as they stand: even a file that was named is not read as if it were.
const OTHER_FORMATS: &[&str] = &["pdf", "rtf", "tar", "tgz", "toml", "xlsx", "yaml", "yml", "zip"];

/// Endings of formats that have a reader, and their kinds.
const ENDINGS: [(&str, Kind); 13] = [
    ("txt", Kind::Text),
    ("jsonl", Kind::Lines),
    ("ndjson", Kind::Lines),
    ("json", Kind::Json),
    ("csv", Kind::Table),
    ("tsv", Kind::Table),
    ("parquet", Kind::Parquet),
    ("html", Kind::Page),
    ("htm", Kind::Page),
    ("xhtml", Kind::Page),
    ("warc", Kind::Archive),
    ("docx", Kind::Document),
    ("xml", Kind::Markup),
];

/// What is said of a Parquet file by a program that was built without.
pub const NO_PARQUET: &str = "this build reads no Parquet: install with --features parquet, or convert it to .csv";
/// What is said of a page or an archive of pages by such a program.
const NO_PAGES: &str = "this build reads no pages: install with --features html, or save them as .txt";

impl Kind {
    /// The kind that a reader claims by the file's name.
    pub fn of(name: &OsStr) -> Option<Self> {
        Kind::meant(name).filter(|kind| kind.is_built())
    }

    /// The endings that are read, as a list in a message.
    pub fn endings() -> String {
        let built = ENDINGS.iter().filter(|(_, kind)| kind.is_built());
        built.map(|(end, _)| format!(".{end}")).collect::<Vec<_>>().join(", ")
    }

    /// True if the name is that of a format that no reader claims and that is no prose.
    pub fn is_other(name: &OsStr) -> bool {
        let other = || extension(name).is_some_and(|end| OTHER_FORMATS.contains(&end.as_str()));
        Kind::of(name).is_none() && (Kind::meant(name).is_some() || other())
    }

    /// Why a file of such a name has no reader, where that could be helped.
    pub fn why_not(name: &OsStr) -> &'static str {
        match Kind::meant(name) {
            Some(Kind::Parquet) => NO_PARQUET,
            Some(Kind::Archive | Kind::Page) => NO_PAGES,
            _ => "",
        }
    }

    /// The kind that a name means, whether or not its reader is built in.
    fn meant(name: &OsStr) -> Option<Self> {
        let end = extension(name)?;
        ENDINGS.iter().find(|(ending, _)| *ending == end).map(|(_, kind)| *kind)
    }

    /// True if this program was built with the reader.
    fn is_built(self) -> bool {
        let is_page = matches!(self, Kind::Archive | Kind::Page);
        (cfg!(feature = "html") || !is_page) && (cfg!(feature = "parquet") || self != Kind::Parquet)
    }
}

/// The ending in small letters; that of what is compressed, if the name says that it is.
fn extension(name: &OsStr) -> Option<String> {
    let name = name.to_string_lossy();
    Some(Path::new(unpacked_name(&name)).extension()?.to_str()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_canonical() {
        assert!(OTHER_FORMATS.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(OTHER_FORMATS.iter().all(|end| Kind::of(format!("a.{end}").as_ref()).is_none()));
    }

    #[test]
    fn what_is_not_built_in_is_no_prose() {
        for (name, built) in [
            ("a.parquet", cfg!(feature = "parquet")),
            ("a.html", cfg!(feature = "html")),
            ("a.warc.gz", cfg!(feature = "html")),
            ("a.docx", true),
        ] {
            let name = name.as_ref();
            assert_eq!((Kind::of(name).is_some(), Kind::is_other(name)), (built, !built), "{name:?}");
        }
        assert!(Kind::endings().starts_with(".txt, .jsonl") && Kind::endings().ends_with(".docx, .xml"));
        assert_eq!(Kind::endings().contains(".html"), cfg!(feature = "html"));
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(Kind::of("A.TXT".as_ref()), Some(Kind::Text));
        assert_eq!(Kind::of(".txt".as_ref()), None, "a hidden file without an ending");
        assert!(Kind::is_other("page.PDF".as_ref()));
    }

    #[test]
    fn a_compressed_file_is_of_the_kind_that_is_in_it() {
        assert_eq!(Kind::of("a.jsonl.gz".as_ref()), Some(Kind::Lines));
        assert_eq!(Kind::of("a.TXT.ZST".as_ref()), Some(Kind::Text));
        assert!(Kind::is_other("a.tar.gz".as_ref()));
        assert_eq!((Kind::of("a.gz".as_ref()), Kind::is_other("a.gz".as_ref())), (None, false));
    }
}
