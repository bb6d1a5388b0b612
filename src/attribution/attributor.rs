//! The one entry to attribution: an article's two documents in, attributions with names out.

use super::detect::{detect, detect_in_title};
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

    /// The attributions of a title and a body.
    pub fn attribute(
        &self,
        outlet: &str,
        title: &Document<'_>,
        body: &Document<'_>,
    ) -> (Vec<Attribution>, Vec<Attribution>) {
        resolve(&self.names, outlet, (title, detect_in_title(title)), (body, detect(body)))
    }

    /// The configured actors a sentence mentions.
    pub fn actors(&self, sentence: &str) -> Vec<String> {
        self.names.actors(sentence)
    }
}
