//! A text with the configured names in it.

use super::names::{Entity, KnownName, Names};
use crate::span::Span;
use crate::text::document::Document;

/// A document in which the configured names were looked for once, sentence by sentence, and in the datelines.
#[derive(Debug)]
pub struct NamedText<'a> {
    /// The configured names.
    pub names: &'a Names,
    /// The document.
    pub document: &'a Document<'a>,
    /// In text order.
    known: Vec<KnownName>,
}

impl<'a> NamedText<'a> {
    /// Looks for the names.
    pub fn new(names: &'a Names, document: &'a Document<'a>) -> Self {
        let mut known = Vec::new();
        for paragraph in &document.paragraphs {
            let sentences = document.sentences[paragraph.sentences.clone()].iter().map(|sentence| sentence.span);
            for span in paragraph.dateline.into_iter().chain(sentences) {
                let found = names.find(span.of(document.text)).into_iter();
                known.extend(found.map(|name| KnownName { span: name.span.shifted(span.start), ..name }));
            }
        }
        Self { names, document, known }
    }

    /// The configured names inside a span, in text order.
    pub fn known_in(&self, span: Span) -> &[KnownName] {
        let from = self.known.partition_point(|name| name.span.start < span.start);
        let behind = &self.known[from..];
        &behind[..behind.partition_point(|name| name.span.end <= span.end)]
    }

    /// The configured speakers and sides that are mentioned in a span, in the order of the configuration, by canonical name.
    pub fn actors(&self, span: Span) -> Vec<String> {
        let mut found: Vec<Entity> = self.known_in(span).iter().map(|name| name.entity).collect();
        found.retain(|entity| !matches!(entity, Entity::Outlet(_)));
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|entity| self.names.name(entity).to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::study;
    use super::*;

    #[test]
    fn actors_follow_the_configuration() {
        let text = "Then Yonhap left. Washington and Trump met Moon Jae-in in Seoul, Yonhap and Kim Yo Jong said.";
        let (names, document) = (study(), Document::parse(text, false));
        let named = NamedText::new(&names, &document);
        let all = Span::new(0, text.len());
        assert_eq!(named.actors(all), ["Donald Trump", "Moon Jae-in", "United States", "South Korea"]);
        let seoul = Span::new(text.find("Moon").unwrap(), text.find(", Yonhap").unwrap());
        assert_eq!(named.actors(seoul), ["Moon Jae-in", "South Korea"]);
        let words: Vec<&str> = named.known_in(all).iter().map(|known| known.span.of(text)).collect();
        assert_eq!(words, ["Yonhap", "Washington", "Trump", "Moon Jae-in", "Seoul", "Yonhap"]);

        let text = "Seoul, June 12 (Yonhap) -- Trump came.";
        let document = Document::parse(text, false);
        let named = NamedText::new(&names, &document);
        assert_eq!(named.actors(Span::new(0, text.len())), ["Donald Trump", "South Korea"]);
    }
}
