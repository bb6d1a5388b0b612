//! What a record says, into an article.

use crate::article::Article;
use crate::ingest::compressed::unpacked_name;
use crate::ingest::field::{Fault, Field, Record, Value};
use crate::ingest::genre::{Signs, genre};
use crate::ingest::outlet::{OutletIndex, host};
use crate::ingest::source::Source;
use crate::ingest::{date, file_name, lead, wire};

/// A record's own words, before the configuration says what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its id, or empty.
    pub id: String,
    /// The outlet as it is named, or empty.
    pub outlet: String,
    /// The date as written, or empty.
    pub date: String,
    /// The headline, on one line.
    pub title: String,
    /// The address, or empty.
    pub url: String,
    /// The genre as named, or empty.
    pub genre: String,
    /// The body, as written.
    pub text: String,
    /// Lines are wrapped at a fixed width.
    pub hard_wrapped: bool,
}

impl Draft {
    /// A record with a text among its fields. Fails if it has none, or a field twice.
    pub fn of(mut record: Record) -> Result<Self, Fault> {
        record.check()?;
        let text = record.take_text()?;
        Ok(Self { text, ..Self::about(&record) })
    }

    /// Puts U+FFFD for NUL, which is no text and at which readers of tables stop; before any span is counted.
    fn without_nul(&mut self) {
        let Self { id, outlet, date, title, url, genre, text, hard_wrapped: _ } = self;
        for words in [id, outlet, date, title, url, genre, text] {
            if memchr::memchr(0, words.as_bytes()).is_some() {
                *words = words.replace('\0', "\u{fffd}");
            }
        }
    }

    /// What a record says but for the text.
    pub fn about(record: &Record) -> Self {
        let (mut outlet, mut url) = (one_line(&record.word(Field::Outlet)), record.word(Field::Url));
        if url.is_empty() {
            // Some exports keep the address under `source`, beside the outlet or in its place.
            let address = |value: &Value| match value {
                Value::Text(word) if word.contains("://") => Some(one_line(word)),
                _ => None,
            };
            url = record.values(Field::Outlet).find_map(address).unwrap_or_default();
        }
        if outlet.contains("://") {
            outlet = host(&outlet).unwrap_or_default().to_lowercase();
        }
        Self {
            id: record.word(Field::Id),
            outlet,
            date: record.word(Field::Date),
            title: one_line(&record.word(Field::Title)),
            url,
            genre: record.word(Field::Genre),
            ..Self::default()
        }
    }

    /// The article. `number` is the record's in its source, from 1, and part of the id if the source may hold `several`.
    pub fn article(mut self, source: &Source, number: u64, several: bool, outlets: &OutletIndex) -> Article {
        self.without_nul();
        let signs = Signs {
            field: &self.genre,
            outlet: &self.outlet,
            title: &self.title,
            place: &source.place,
            url: &self.url,
        };
        let genre = genre(signs);
        let dateline = lead::outlet(&self.text, self.hard_wrapped, outlets.boilerplate());
        let dateline = dateline.map(|outlet| one_line(&outlet));
        let named = |literal| outlets.by_name_or_literal(literal);
        // A file's name is about one article.
        let file = if several { None } else { file_name::named(&source.place) };
        let by_file = || file.iter().flat_map(|file| &file.others).find_map(|part| outlets.by_name(part));
        let (outlet, group) = if !self.outlet.is_empty() {
            named(self.outlet.as_str())
        } else {
            let by_path = outlets.by_folder(&source.place).or_else(by_file);
            by_path.unwrap_or_else(|| named(dateline.as_deref().unwrap_or_default()))
        };
        let (outlet, group) = (outlet.to_owned(), group.to_owned());
        let date = match date::iso(&self.date) {
            unread if unread.is_empty() => file.as_ref().map_or(unread, |file| file.date.clone()),
            date => date,
        };
        let credited = || wire::credited(&self.text, self.hard_wrapped, outlets.boilerplate());
        let agency = dateline.clone().or_else(|| credited().map(|agency| one_line(&agency)));
        let wire = agency.as_deref().map(|literal| named(literal).0);
        let wire = wire.filter(|wire| !wire::is_same(wire, &outlet)).map(str::to_owned);
        Article {
            input: source.input.clone(),
            record: number,
            id: if self.id.is_empty() { id(&source.input, number, several) } else { self.id },
            outlet,
            group,
            wire: wire.unwrap_or_default(),
            genre,
            date,
            title: self.title,
            url: self.url,
            text: self.text,
            hard_wrapped: self.hard_wrapped,
        }
    }
}

/// Words with one blank for any run of white space.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The path without its ending, and the record's number where there may be several. A file has the ids that it has uncompressed.
fn id(input: &str, number: u64, several: bool) -> String {
    let input = unpacked_name(input);
    let name = input.rfind('/').map_or(0, |slash| slash + 1);
    let end = input[name..].rfind('.').filter(|&dot| dot > 0).map_or(input.len(), |dot| name + dot);
    if several { format!("{}#{number}", &input[..end]) } else { input[..end].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Genre;
    use crate::config::{Config, Group, Outlet};
    use crate::ingest::json;
    use crate::ingest::source::{Kind, Origin};

    fn article(place: &str, json: &str) -> Article {
        one_of(place, json, true)
    }

    fn one_of(place: &str, json: &str, several: bool) -> Article {
        let outlet =
            |name: &str, alias: &str| Outlet { name: name.into(), names: vec![alias.into()], ..Outlet::default() };
        let config = Config {
            outlets: vec![outlet("Polar Post", "post.example"), outlet("Xinhua", "Xinhua News Agency")],
            groups: vec![Group { name: "north".into(), outlets: vec!["Polar Post".into()] }],
            ..Config::default()
        };
        let (input, kind, origin) = (place.to_owned(), Kind::Lines, Origin::File);
        let source = Source { path: place.into(), input, place: place.into(), bytes: 0, kind, origin };
        let outlets = OutletIndex::new(&config).unwrap();
        let draft = json::record(json, outlets.aliases()).and_then(Draft::of).expect(json);
        draft.article(&source, 3, several, &outlets)
    }

    #[test]
    fn the_first_that_names_an_outlet_decides() {
        let outlet = |place: &str, json: &str| {
            let Article { outlet, group, wire, .. } = article(place, json);
            [outlet, group, wire]
        };
        let dispatch = r#""text":"BEIJING, Jan. 10 (Xinhua) -- Talks go on.""#;
        let field = |name: &str| format!("{{\"source\":\"{name}\",{dispatch}}}");
        assert_eq!(outlet("polar-post/a.jsonl", &field("xinhua news agency")), ["Xinhua", "other", ""]);
        assert_eq!(outlet("polar-post/a.jsonl", &field("Evening  Sun")), ["Evening Sun", "other", "Xinhua"]);
        assert_eq!(outlet("polar-post/2018/a.jsonl", &format!("{{{dispatch}}}")), ["Polar Post", "north", "Xinhua"]);
        assert_eq!(outlet("2018/a.jsonl", &format!("{{{dispatch}}}")), ["Xinhua", "other", ""]);
        assert_eq!(outlet("2018/a.jsonl", r#"{"text":"Talks go on."}"#), ["", "other", ""]);
        let signed = r#"{"source":"Sun","text":"SEOUL — Talks go on.\nSource: Xinhua News Agency"}"#;
        assert_eq!(outlet("a.jsonl", signed), ["Sun", "other", "Xinhua"]);
        assert_eq!(outlet("a.jsonl", &signed.replace("Sun", "xinhua")), ["Xinhua", "other", ""]);
    }

    #[test]
    fn a_file_s_name_says_what_its_one_article_does_not() {
        let said = |place: &str, json: &str, several: bool| {
            let Article { outlet, group, date, .. } = one_of(place, json, several);
            [outlet, group, date].join("|")
        };
        let silent = r#"{"text":"BEIJING, Jan. 10 (Xinhua) -- Talks go on."}"#;
        assert_eq!(said("a/Polar-Post_2018-06-12_7.json", silent, false), "Polar Post|north|2018-06-12");
        assert_eq!(said("a/2018-06-12_talks.json", silent, false), "Xinhua|other|2018-06-12");
        assert_eq!(said("xinhua/Polar Post_2018-06-12.json", silent, false), "Xinhua|other|2018-06-12");
        assert_eq!(said("a/Polar Post_2018-06-12.jsonl", silent, true), "Xinhua|other|", "it is about many");
        let unread = r#"{"outlet":"Sun","date":"n.d.","text":"Talks go on."}"#;
        assert_eq!(said("a/Polar Post_2018-06-12.json", unread, false), "Sun|other|2018-06-12");
        let telling = r#"{"outlet":"Sun","date":"2018-06-13","text":"Talks go on."}"#;
        assert_eq!(said("a/Polar Post_2018-06-12.json", telling, false), "Sun|other|2018-06-13");
    }

    #[test]
    fn a_nul_is_shown_as_what_is_no_character() {
        let read =
            article("a.jsonl", r#"{"id":"n\u00001","source":"P\u0000","title":"\u0000","text":"One\u0000.\u0000"}"#);
        assert_eq!(
            [&read.id, &read.outlet, &read.title, &read.text],
            ["n\u{fffd}1", "P\u{fffd}", "\u{fffd}", "One\u{fffd}.\u{fffd}"]
        );
    }

    #[test]
    fn an_address_may_stand_where_the_outlet_belongs() {
        let known = article("a.jsonl", r#"{"source":"https://www.post.example/opinion/a","text":"x"}"#);
        assert_eq!((known.outlet.as_str(), known.url.as_str()), ("Polar Post", "https://www.post.example/opinion/a"));
        assert_eq!(known.genre, Genre::Opinion);
        let unknown = article("a.jsonl", r#"{"source":"http://WWW.Sun.example/a","url":"u","text":"x"}"#);
        assert_eq!((unknown.outlet.as_str(), unknown.url.as_str()), ("sun.example", "u"));
        let beside = article("a.jsonl", r#"{"source":"https://sun.example/a","hostname":"Sun","text":"x"}"#);
        assert_eq!((beside.outlet.as_str(), beside.url.as_str()), ("Sun", "https://sun.example/a"));
    }

    #[test]
    fn words_stay_as_written_but_titles_take_one_line() {
        let json = r#"{"id":17,"title":" Talks\u00a0 go\non ","date":"June 12, 2018","text":" Talks\r\ngo on. "}"#;
        let article = article("a.jsonl", json);
        assert_eq!((article.id.as_str(), article.title.as_str()), ("17", "Talks go on"));
        assert_eq!((article.date.as_str(), article.text.as_str()), ("2018-06-12", " Talks\r\ngo on. "));
        assert_eq!((article.record, article.hard_wrapped), (3, false));
    }

    #[test]
    fn an_id_is_made_from_the_path() {
        assert_eq!(id("a.b/c.d.txt", 1, false), "a.b/c.d");
        assert_eq!(id("a.b/.txt", 2, true), "a.b/.txt#2");
        assert_eq!(id("a.b/c", 1, false), "a.b/c");
        assert_eq!(id("-", 4, true), "-#4");
        assert_eq!(id("a/b.jsonl.zst", 2, true), "a/b#2");
    }
}
