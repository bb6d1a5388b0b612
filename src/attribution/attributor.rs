//! The one entry to attribution: the configured names of title and body are looked up, then attributions with names come out.

use super::detect::{detect, detect_in_title};
use super::named_text::NamedText;
use super::names::Names;
use super::resolve::{Attribution, resolve};
use crate::config::Config;
use crate::text::document::Document;

/// Attributes sentences to speakers. Cheap to share between threads; made once from a configuration.
#[derive(Debug)]
pub struct Attributor {
    names: Names,
}

impl Attributor {
    /// Compiles a configuration.
    pub fn new(config: &Config) -> Self {
        Self { names: Names::new(config) }
    }

    /// Looks for the configured names in a title or a body.
    pub fn look<'a>(&'a self, document: &'a Document<'a>) -> NamedText<'a> {
        NamedText::new(&self.names, document)
    }

    /// The attributions of a title and a body, for an article of this outlet.
    pub fn attribute(
        outlet: &str,
        title: &NamedText<'_>,
        body: &NamedText<'_>,
    ) -> (Vec<Attribution>, Vec<Attribution>) {
        resolve(outlet, (title, detect_in_title(title.document)), (body, detect(body.document)))
    }
}
