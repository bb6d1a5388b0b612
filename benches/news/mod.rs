//! The texts that are measured on: real news where it is at hand, the sample corpus elsewhere.

use std::fs;
use std::path::{Path, PathBuf};
use tone::text::paragraph::paragraphs;

/// Every paragraph of the news, in order.
pub struct News {
    /// Where it is from.
    pub name: &'static str,
    pub paragraphs: Vec<String>,
}

impl News {
    /// Reads `../shared/real/articles/threeway.jsonl`, or `corpus/` where it is missing, and says which.
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let real = root.join("../shared/real/articles/threeway.jsonl");
        let (name, texts) =
            if real.exists() { ("real news", records(&real)) } else { ("corpus/", files(&root.join("corpus"))) };
        let paragraphs: Vec<String> = texts
            .iter()
            .flat_map(|text| {
                paragraphs(text, false).into_iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>()
            })
            .collect();
        let news = Self { name, paragraphs };
        #[expect(clippy::print_stderr, reason = "figures of different texts do not compare")]
        {
            eprintln!("measured on {}: {} paragraphs, {} bytes", news.name, news.paragraphs.len(), news.bytes());
        }
        news
    }

    /// Bytes of all paragraphs.
    pub fn bytes(&self) -> u64 {
        bytes(&self.paragraphs)
    }
}

/// Bytes of all texts.
pub fn bytes(texts: &[impl AsRef<str>]) -> u64 {
    texts.iter().map(|text| text.as_ref().len() as u64).sum()
}

/// The texts of a JSONL file.
fn records(path: &Path) -> Vec<String> {
    let text =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    fs::read_to_string(path).unwrap().lines().map(text).collect()
}

/// The text files of the folders in a folder, in order of name.
fn files(folder: &Path) -> Vec<String> {
    let entries = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let outlets = entries(folder).into_iter().filter(|path| path.is_dir());
    let mut files: Vec<PathBuf> = outlets.flat_map(|outlet| entries(&outlet)).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}
