//! What is true of every dictionary of frames. The fuzz target and `cargo test` make the same claims.

use tone::dictionary::import::import;
use tone::dictionary::set::Pattern;
use tone::framing::framer::Framer;
use tone::text::document::Document;

/// Any bytes in each of the forms: a dictionary in which every entry is kept or counted as dropped, or one mistake.
pub fn hold(bytes: &[u8]) {
    for name in ["d.yml", "d.dic", "d.csv", "d.tsv"] {
        let Ok(read) = import(name, bytes) else { continue };
        let kept: usize = read.set.categories.iter().map(|category| category.patterns.len()).sum();
        assert!(kept > 0 && read.entries == kept + read.dropped, "{name}: {read:?}");
        for category in &read.set.categories {
            assert!(!category.name.is_empty() && !category.patterns.is_empty(), "{name}: {category:?}");
            for pattern in &category.patterns {
                assert!(!Pattern::fits_all(&pattern.glob), "{name}: {pattern:?} fits every word");
                assert!(!pattern.glob.contains(char::is_control), "{name}: {pattern:?}");
            }
        }
        let text = String::from_utf8_lossy(bytes);
        let document = Document::parse(&text, false);
        let framer = Framer::new(std::slice::from_ref(&read.set));
        for hit in framer.hits(&text, &document.tokens) {
            assert!(!framer.pattern(hit.pattern).is_empty(), "{name}: {hit:?}");
        }
    }
}
