//! A page of the web: the body of its article without what surrounds it, and what the page says of itself.
//!
//! `dom_smoothie`, a port of Mozilla's Readability, finds the body. It does not recurse, but a hostile page can cost it the square of its
//! elements, so a page is weighed before it is parsed and measured before it is searched: see [`light`] and [`parsed`].

use crate::fault::survived;
use crate::ingest::date;
use crate::ingest::decode::decode_page;
use crate::ingest::field::Fault;
use crate::ingest::outlet::host;
use crate::ingest::reason;
use crate::ingest::record::{Draft, one_line};
use crate::ingest::sink::Sink;
use crate::ingest::whole::whole;
use crate::limits::{PAGE_DEPTH, PAGE_ELEMENTS, PAGE_MARKS, PAGE_NODES, RECORD_BYTES};
use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, BufRead};
use std::ops::ControlFlow;

/// Characters below which the search for a body begins again with less doubt about what is one.
const SHORT: usize = 160;
/// Elements whose content is no text and is taken out before the page is parsed.
const SILENT: [&str; 3] = ["script", "style", "svg"];
/// Elements that are opened again in every paragraph until they are closed. Of `a` only one is open at a time.
const FORMATTING: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Formatting elements of one kind that may be open at once (the rule of HTML).
const ALIKE: usize = 3;

/// Reads a file that is one page.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let Some(page) = page(reader, sink)? else { return Ok(ControlFlow::Continue(())) };
    Ok(sink.record(article(&page), None, false))
}

/// The page as text; none where there is none, or where it is refused.
pub fn page(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<Option<String>> {
    let Some(bytes) = whole(reader)? else {
        let _ = sink.refuse(reason::TOO_LARGE, format!("a page of more than {RECORD_BYTES} bytes"));
        return Ok(None);
    };
    let (page, encoding) = decode_page(&bytes, sink.encoding, None);
    sink.encoding = sink.encoding.joined(encoding);
    Ok(if page.trim().is_empty() { None } else { Some(page) })
}

/// The article of a page.
pub fn article(page: &str) -> Result<Draft, Fault> {
    let light = light(page);
    let document = parsed(&light.html)?;
    let mut draft = about(&document, &light.data);
    let config =
        Config { char_threshold: SHORT, disable_json_ld: true, text_mode: TextMode::Formatted, ..Config::default() };
    let found = survived(|| Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse()));
    let Some(Ok(found)) = found else {
        return Err(Fault::new(reason::NO_TEXT, "no article was found in the page"));
    };
    if draft.title.is_empty() {
        draft.title = one_line(&found.title);
    }
    draft.text = with_paragraphs(&found.text_content);
    if draft.text.is_empty() {
        return Err(Fault::new(reason::NO_TEXT, "no article was found in the page"));
    }
    Ok(draft)
}

/// A page without scripts, styles and drawings, and the data about the article among the scripts.
pub struct Light {
    /// The page.
    pub html: String,
    /// The content of `<script type="application/ld+json">`.
    pub data: Vec<String>,
}

/// Takes the elements out whose content is no text. What is parsed later is what stays, so nothing can hide in them.
pub fn light(page: &str) -> Light {
    let lower = page.to_ascii_lowercase();
    let (mut light, mut from) = (Light { html: String::with_capacity(page.len()), data: Vec::new() }, 0);
    let (mut at, mut open_drawing) = (0, false);
    while let Some(found) = memchr::memmem::find(&lower.as_bytes()[at..], b"<s") {
        let start = at + found;
        at = start + 1;
        let is_border = |rest: &str| rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let name = SILENT.iter().find(|name| lower[at..].strip_prefix(**name).is_some_and(is_border));
        let Some(name) = name else { continue };
        // A drawing may close itself, and what is left open would take the whole page with it.
        if *name == "svg" && open_drawing {
            continue;
        }
        let tag = if *name == "svg" { lower[at..].split('>').next().unwrap_or_default() } else { "" };
        if tag.ends_with('/') {
            at += tag.len();
            continue;
        }
        let close = lower[at..].find(&format!("</{name}")).map(|close| at + close);
        if *name == "svg" && close.is_none() {
            open_drawing = true;
            continue;
        }
        let close = close.unwrap_or(page.len());
        let body = lower[at..close].find('>').map_or(close, |head| at + head + 1);
        light.html.push_str(&page[from..start]);
        if lower[at..body].contains("application/ld+json") {
            light.data.push(page[body..close].to_owned());
        }
        from = lower[close..].find('>').map_or(page.len(), |end| close + end + 1);
        at = from;
    }
    light.html.push_str(&page[from..]);
    light
}

/// Parses a page that is neither too heavy nor too deep.
pub fn parsed(html: &str) -> Result<Document, Fault> {
    weigh(html)?;
    let document = survived(|| Document::from(html)).ok_or_else(|| Fault::new(reason::DAMAGED, "no page"))?;
    let mut depths: HashMap<NodeId, usize> = HashMap::new();
    // A node comes before what is in it.
    for node in document.root().descendants_it() {
        let depth = node.parent().and_then(|parent| depths.get(&parent.id)).map_or(0, |depth| depth + 1);
        if depth > PAGE_DEPTH {
            return Err(Fault::new(reason::TOO_LARGE, format!("elements more than {PAGE_DEPTH} deep in one another")));
        }
        depths.insert(node.id, depth);
    }
    Ok(document)
}

/// Fails if a page may cost too much to parse: by what stands in it, however it is parsed.
fn weigh(html: &str) -> Result<(), Fault> {
    let heavy = |what: String| Err(Fault::new(reason::TOO_LARGE, what));
    let (mut elements, mut formatting) = (0usize, BTreeSet::new());
    for (number, piece) in html.split('<').enumerate().skip(1) {
        let marks =
            piece.bytes().filter(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')).count();
        if marks > PAGE_MARKS {
            return heavy(format!("more than {PAGE_MARKS} words without a tag"));
        }
        if !piece.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        elements += 1;
        let tag = piece.split('>').next().unwrap_or_default();
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        if FORMATTING.contains(&name.as_str()) {
            // A tag that seems to end inside of a quotation may be any.
            let quoted = tag.bytes().filter(|byte| matches!(byte, b'"' | b'\'')).count() % 2 == 1;
            formatting.insert((tag, if quoted { number } else { 0 }));
        }
    }
    if elements > PAGE_ELEMENTS || elements.saturating_mul(1 + ALIKE * formatting.len()) > PAGE_NODES {
        return heavy(format!("a page of {elements} elements, {} of them kinds of formatting", formatting.len()));
    }
    Ok(())
}

/// What a page says of itself, in its `<meta>` elements and its data.
fn about(document: &Document, data: &[String]) -> Draft {
    let mut metas: HashMap<String, String> = HashMap::new();
    for meta in document.select("meta[content], time[itemprop]").nodes() {
        let key = ["property", "name", "itemprop"].into_iter().find_map(|key| meta.attr(key));
        let value = meta.attr("content").or_else(|| meta.attr("datetime"));
        if let (Some(key), Some(value)) = (key, value) {
            metas.entry(key.to_lowercase()).or_insert_with(|| value.trim().to_owned());
        }
    }
    let meta = |keys: &[&str]| keys.iter().filter_map(|key| metas.get(*key)).find(|value| !value.is_empty()).cloned();
    let data = data.iter().find_map(|json| described(json)).unwrap_or_default();
    let canonical = document.select("link[rel=canonical]").nodes().first().and_then(|link| link.attr("href"));
    let urls = [canonical.map(|url| url.to_string()), meta(&["og:url"])];
    let url = urls.into_iter().flatten().find(|url| url.contains("://")).unwrap_or_default();
    let outlet = meta(&["og:site_name"]).or(data.outlet).or_else(|| host(&url).map(str::to_lowercase));
    let dates = DATES.iter().filter_map(|key| metas.get(*key).cloned()).chain(data.date);
    Draft {
        outlet: one_line(&outlet.unwrap_or_default()),
        date: dates.map(|date| date::iso(&date)).find(|date| !date.is_empty()).unwrap_or_default(),
        title: one_line(&meta(&["og:title", "twitter:title"]).or(data.title).unwrap_or_default()),
        url,
        ..Draft::default()
    }
}

/// Under these names pages keep the date of publication.
const DATES: [&str; 11] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "publish-date",
    "pubdate",
    "date",
];

/// What data in a page say of its article.
#[derive(Default)]
struct Described {
    outlet: Option<String>,
    date: Option<String>,
    title: Option<String>,
}

/// The article in data of schema.org: an object with a date of publication, alone, in a list or in `@graph`.
fn described(json: &str) -> Option<Described> {
    let value: Value = serde_json::from_str(json.trim()).ok()?;
    let lists = [Some(&value), value.get("@graph")].into_iter().flatten();
    let mut objects = lists.flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
    let article = objects.find(|object| object.get("datePublished").is_some())?;
    let word = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    Some(Described {
        outlet: word(article.get("publisher").and_then(|publisher| publisher.get("name"))),
        date: word(article.get("datePublished")),
        title: word(article.get("headline")),
    })
}

/// Text with one blank line at most between its lines, and none of them with white space at its ends.
fn with_paragraphs(text: &str) -> String {
    let (mut out, mut blank) = (String::with_capacity(text.len()), false);
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        out.push_str(line);
        blank = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: &str = include_str!("../../tests/formats/page.html");

    #[test]
    fn the_body_comes_out_alone() {
        let draft = article(PAGE).unwrap();
        assert_eq!((draft.title.as_str(), draft.outlet.as_str()), ("Ferry fares to rise in spring", "Hill Post"));
        assert_eq!((draft.date.as_str(), draft.url.as_str()), ("2019-03-03", "https://hill.example/ferry-fares"));
        let paragraphs: Vec<_> = draft.text.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 4, "{}", draft.text);
        assert!(
            paragraphs[0].starts_with("Ferry fares will rise") && paragraphs[3].ends_with("in June."),
            "{}",
            draft.text
        );
        for foreign in ["cookies", "Sign up", "Storm closes bridge", "All rights reserved", "World", "var "] {
            assert!(!draft.text.contains(foreign), "{foreign}: {}", draft.text);
        }
    }

    #[test]
    fn data_say_what_no_meta_element_does() {
        let paragraph =
            "<p>The bridge is shut, the mayor said, and it will stay shut for a week, or for two, if it rains.</p>";
        let page = |head: &str| {
            format!(
                "<html><head><title>Bridge</title>{head}</head><body><article>{}</article></body></html>",
                paragraph.repeat(5)
            )
        };
        let data = r#"<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"headline":"Bridge shut","datePublished":"2019-05-04T01:00:00Z","publisher":{"name":"Hill Post"}}]}</script>"#;
        let draft = article(&page(data)).unwrap();
        assert_eq!([draft.title, draft.outlet, draft.date], ["Bridge shut", "Hill Post", "2019-05-04"]);
        let draft = article(&page(
            "<link rel=canonical href='https://WWW.Hill.example/a'><meta name=date content='4 May 2019'>",
        ))
        .unwrap();
        assert_eq!([draft.title, draft.outlet, draft.date], ["Bridge", "hill.example", "2019-05-04"]);
        let deep = format!("<script type='application/ld+json'>{}</script>", "{\"@graph\":".repeat(100_000));
        assert_eq!(article(&page(&deep)).unwrap().title, "Bridge");
    }

    #[test]
    fn pages_that_cost_too_much_are_refused() {
        let words = "<p>Words of a body, with commas, and so on.</p>";
        for (name, page) in [
            ("deep", "<div>".repeat(200_000)),
            ("deeper", "<span>".repeat(PAGE_ELEMENTS / 2)),
            ("a drawing without an end", format!("<svg/><math>{}", "<div>".repeat(200_000))),
            (
                "formatting",
                format!(
                    "<p>{}</p>{}",
                    (0..300).map(|n| format!("<b a={n}>")).collect::<String>(),
                    "<p>x</p>".repeat(9_000)
                ),
            ),
            (
                "hidden formatting",
                format!(
                    "<p>{}</p>{}",
                    (0..300).map(|n| format!("<b a='>{n}'>")).collect::<String>(),
                    "<p>x</p>".repeat(9_000)
                ),
            ),
            ("attributes", format!("<p {}>", "a b ".repeat(PAGE_MARKS))),
        ] {
            assert_eq!(article(&format!("<body>{page}{words}")).unwrap_err().reason, reason::TOO_LARGE, "{name}");
        }
        assert_eq!(article("<body></body>").unwrap_err().reason, reason::NO_TEXT);
    }

    #[test]
    fn scripts_and_styles_go_before_the_page_is_parsed() {
        let light = light(
            "a<svg/><SCRIPT x>if (a<b) '<div>'</Script >b<style>p{}</style><svg a><path/></svg><section>c</section><script type=\"application/ld+json\">{}</script><script>d",
        );
        assert_eq!((light.html.as_str(), light.data), ("a<svg/>b<section>c</section>", vec!["{}".to_owned()]));
        let inside = "<svg <svg <svg />a<svg>b</svg>";
        assert_eq!(self::light(inside).html, "<svg <svg <svg />a");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn any_page_ends(pieces in proptest::collection::vec(
            prop_oneof![
                "<(div|p|b|table|td|svg|script|style|math|a|li|template|select|frameset|!--)( a='[<>]{0,2}'?)?>?".prop_map(String::from),
                "</(div|p|b|table|td|svg|script|style|math|a|li|template|select|body)>".prop_map(String::from),
                "[a-zé ,.&;#x0-9]{0,20}".prop_map(String::from),
            ],
            0..60,
        )) {
            let _ = article(&pieces.concat());
        }
    }
}
