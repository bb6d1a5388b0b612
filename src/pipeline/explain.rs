//! Articles with the reasons for their rows, one after another.

use super::Options;
use super::analyse::{guarded, nothing};
use crate::analysis::analyst::Analyst;
use crate::analysis::explanation::Explained;
use crate::article::Article;
use crate::error::Result;
use crate::ingest::outlet::OutletIndex;
use crate::ingest::read::{given, read};
use crate::ingest::reader::{Fate, Item, Omission};
use crate::ingest::source::{Kind as Format, Origin, Source};
use crate::ingest::walk;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// What can be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The words themselves, read as a `.txt` file is.
    Text(String),
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input: text, or records.
    Stdin,
}

/// Hands on every article of a subject with its sentences, their rows, and the reasons for them; one after another, for somebody reads
/// them. Gives what yielded no article.
pub fn explain(
    options: &Options,
    subject: &Subject,
    take: &mut dyn FnMut(&Article, &[Explained]) -> Result<()>,
) -> Result<Vec<Omission>> {
    let analyst = Analyst::new(&options.config, options.profile, options.sentences);
    let outlets = OutletIndex::new(&options.config)?;
    let mut omissions = Vec::new();
    let (mut articles, mut failed) = (0, None);
    // Whoever types a text wants it explained.
    let typed = matches!(subject, Subject::Text(_));
    let explained = |article: &Article| {
        if typed { analyst.explain_any(article) } else { analyst.explain(article) }
    };
    let mut emit = |item: Item| {
        match item {
            Item::Article(article) => match guarded(&article, || explained(&article)) {
                Ok(sentences) => {
                    articles += 1;
                    failed = take(&article, &sentences).err();
                }
                Err(omission) => omissions.push(omission),
            },
            Item::Omission(omission) => omissions.push(omission),
            Item::Input(_) => {}
        }
        if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let found = match subject {
        Subject::Text(text) => {
            let _ = given(text, &outlets, &mut emit);
            walk::Found::default()
        }
        Subject::Path(path) => walk::find(std::slice::from_ref(path), None),
        Subject::Stdin => {
            let [input, place] = ["-"; 2].map(str::to_owned);
            let source =
                Source { path: "-".into(), input, place, bytes: 0, kind: Format::Unknown, origin: Origin::Stdin };
            walk::Found { sources: vec![source], omissions: Vec::new() }
        }
    };
    for source in &found.sources {
        if read(source, &outlets, &mut emit, &|_| ()).is_break() {
            break;
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    omissions.extend(found.omissions);
    omissions.sort();
    if articles == 0 && omissions.iter().all(|o| o.fate == Fate::Ignored) {
        return Err(nothing(&omissions));
    }
    Ok(omissions)
}
