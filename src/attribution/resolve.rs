//! Names for attributions: speakers and relays.

use super::cast::{Cast, Place};
use super::chain::{CHAIN, Own, relays};
use super::detect::Found;
use super::evidence::{Cited, How, Relayed};
use super::line::{Line, read};
use super::named_text::NamedText;
use super::quoting::mend;
use super::rule::Rule;
use super::scene::Scene;
use crate::row::{Act, CueClass, Manner};
use crate::score::Score;
use crate::span::Span;

/// A speaker of an attribution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The configured name if the speaker is configured, else the same as `in_article`; empty if unresolved.
    pub name: String,
    /// The fullest form the article gives.
    pub in_article: String,
    /// True if configured: as a speaker, a side or an outlet.
    pub known: bool,
    /// By what the source means it.
    pub how: How,
    /// The words of the source that mean it.
    pub words: Option<Cited>,
    /// The words elsewhere in the article that those point to.
    pub to: Option<Cited>,
}

/// An attribution with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Its number in the article, from 1.
    pub number: u32,
    /// The number of the attribution it is nested in.
    pub within: Option<u32>,
    /// One or, for joint speakers, more; one unresolved (empty) speaker where the text has none.
    pub speakers: Vec<Speaker>,
    /// As in [`Found`].
    pub source: Vec<Span>,
    /// As in [`Found`].
    pub cue: Vec<Span>,
    /// As in [`Found`].
    pub content: Vec<Span>,
    /// As named in the text, nearest to the speaker first; the article's own outlet left out.
    pub relays: Vec<Relayed>,
    /// Canonical names of the relays.
    pub via: Vec<String>,
    /// As in [`Found`].
    pub act: Act,
    /// As in [`Found`].
    pub cue_class: CueClass,
    /// Set for statements printed whole; elsewhere a matter of quotation marks.
    pub manner: Option<Manner>,
    /// The rule that found it.
    pub rule: Rule,
    /// As in [`Found`].
    pub confidence: Score,
    /// True if that is the tagger's and not the rule's.
    pub read: bool,
}

/// Gives names to the attributions of an article: of its title, then of its body. Numbers run through both. `outlet` is the article's own.
pub fn resolve(
    outlet: &str,
    title: (&NamedText<'_>, Vec<Found>),
    body: (&NamedText<'_>, Vec<Found>),
) -> (Vec<Attribution>, Vec<Attribution>) {
    if title.1.is_empty() && body.1.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let names = title.0.names;
    let cast = Cast::new(title.0, body.0);
    let mut scene = Scene { names, cast: &cast, said: Vec::new() };
    let body_place = Place::after(title.0.document);
    let mut number = 0;
    let mut part = |(text, mut found): (&NamedText<'_>, Vec<Found>), place: Place| {
        mend(text, &mut found);
        let mut lines = read(&mut scene, text, place, found);
        relays(names, Own::new(names, outlet), text.document, &mut lines);
        finish(lines, body_place, &mut number)
    };
    (part(title, Place::default()), part(body, body_place))
}

/// Numbers the attributions and leaves out the media that only relay.
fn finish(lines: Vec<Line>, body: Place, number: &mut u32) -> Vec<Attribution> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&index| lines.get(index).map(reach));
    let mut numbers: Vec<Option<u32>> = vec![None; lines.len()];
    for &index in &order {
        if lines.get(index).is_some_and(|line| !line.relay_only)
            && let Some(entry) = numbers.get_mut(index)
        {
            *number += 1;
            *entry = Some(*number);
        }
    }
    let outer: Vec<Option<u32>> = (0..lines.len())
        .map(|index| {
            let mut within = lines.get(index).and_then(|line| line.found.within);
            for _ in 0..CHAIN {
                let number = numbers.get(within?).copied().flatten();
                if number.is_some() {
                    return number.filter(|_| within != Some(index));
                }
                within = lines.get(within?).and_then(|line| line.found.within);
            }
            None
        })
        .collect();
    let named = lines.into_iter().zip(numbers).zip(outer);
    let mut all: Vec<Attribution> =
        named.filter_map(|((line, number), within)| Some(attribution(line, body, number?, within))).collect();
    all.sort_by_key(|attribution| attribution.number);
    all
}

/// What puts attributions in text order, outer before inner: where the words begin, the longer first.
fn reach(line: &Line) -> (usize, std::cmp::Reverse<usize>) {
    let spans = || line.found.source.iter().chain(&line.found.cue).chain(&line.found.content);
    let start = spans().map(|span| span.start).min().unwrap_or(0);
    (start, std::cmp::Reverse(spans().map(|span| span.end).max().unwrap_or(0)))
}

fn attribution(line: Line, body: Place, number: u32, within: Option<u32>) -> Attribution {
    let mut speakers: Vec<Speaker> = line
        .parties
        .into_iter()
        .map(|party| Speaker {
            name: party.name,
            in_article: party.in_article,
            known: party.known,
            how: party.reference.how,
            words: party.reference.words.map(|span| Cited::of(span, body)),
            to: party.reference.to.map(|span| Cited::of(span, body)),
        })
        .collect();
    if speakers.is_empty() {
        speakers.push(Speaker::default());
    }
    Attribution {
        number,
        within,
        speakers,
        source: line.found.source,
        cue: line.found.cue,
        content: line.found.content,
        via: line.relays.iter().map(|relayed| relayed.relay.name.clone()).collect(),
        relays: line.relays,
        act: line.found.act,
        cue_class: line.found.cue_class,
        manner: line.found.manner,
        rule: line.found.rule,
        confidence: line.found.confidence,
        read: line.found.read,
    }
}

#[cfg(test)]
mod tests {
    use super::super::attributor::Attributor;
    use super::*;
    use crate::config::builtin;
    use crate::text::document::Document;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ATTRIBUTOR: LazyLock<Attributor> = LazyLock::new(|| Attributor::new(&builtin()));

    /// What an article's body says of its speech: `speakers in the article < relays`, in text order.
    fn read(outlet: &str, title: &str, body: &str) -> Vec<String> {
        let (title, body) = (Document::parse(title, false), Document::parse(body, false));
        let all = Attributor::attribute(outlet, &ATTRIBUTOR.look(&title), &ATTRIBUTOR.look(&body)).1;
        let said = all.iter().filter(|one| matches!(one.act, Act::Speech | Act::Written));
        said.map(|one| {
            let speakers: Vec<&str> = one.speakers.iter().map(|speaker| speaker.in_article.as_str()).collect();
            let via: Vec<String> = one.via.iter().map(|via| format!(" < {via}")).collect();
            format!("{}{}", speakers.join(" + "), via.concat())
        })
        .collect()
    }

    fn reads(body: &str, expected: &[&str]) {
        assert_eq!(read("Daily Planet", "", body), expected, "{body}");
    }

    #[test]
    fn a_report_of_reports_keeps_speakers_and_relays_apart() {
        let body = "Kim Jong Un, whose train reached Xi Jinping on Sunday, said he would keep his word, the official \
            Xinhua News Agency said. Xi said he was glad.\n\
            Xi told Kim of his plan to come, the Korean Central News Agency said in another dispatch. They also \
            agreed that trade should grow, the North Korean report said.\n\
            Kim also said he would wait, Xinhua said.\n\
            “We hope for more of it,” South Korea’s ambassador in Washington, Cho Yoon-je, said at a lunch.\n\
            The North Korean leader said in an address that the path was long.";
        assert_eq!(
            read("Daily Planet", "Leaders Meet Again", body),
            [
                "Kim Jong Un < Xinhua",
                "Xi Jinping",
                "Xi Jinping < KCNA",
                "Xi Jinping + Kim Jong Un < KCNA",
                "Kim Jong Un < Xinhua",
                "Cho Yoon-je",
                "Kim Jong Un",
            ]
        );
    }

    #[test]
    fn the_one_told_is_a_relay_if_a_medium() {
        reads("“They know it,” Ann Hill told Yonhap. “They have known for long.”", &["Ann Hill < Yonhap"]);
        reads("“They know it,” Ann Hill told ABC's Bob Hall.", &["Ann Hill < ABC News"]);
        reads("“They know it,” Ann Hill told reporters.", &["Ann Hill"]);
        reads("“They know it,” Ann Hill told the Evening Herald.", &["Ann Hill < Evening Herald"]);
        reads("Ann Hill said in an interview with Reuters that they knew.", &["Ann Hill < Reuters"]);
        reads("Ann Hill said in a statement released by KCNA that they knew.", &["Ann Hill < KCNA"]);
    }

    #[test]
    fn a_relay_is_carried_within_its_paragraph() {
        reads(
            "Ann Hill told CNN that they knew. Hill added that they had known for long.\nHill said that no more would come.",
            &["Ann Hill < CNN", "Ann Hill < CNN", "Ann Hill"],
        );
    }

    #[test]
    fn who_is_quoted_stands_inside_who_quotes() {
        reads("KCNA quoted Kim Jong Un as saying that all was well.", &["Kim Jong Un < KCNA"]);
        reads(
            "Moon Jae-in said that Kim Jong Un had promised him peace.",
            &["Moon Jae-in", "Kim Jong Un < Moon Jae-in"],
        );
        reads(
            "A ship had left the port, Yonhap news agency reported, citing an unnamed official.",
            &["an unnamed official < Yonhap"],
        );
        reads("The ships left the port on Monday, Yonhap reported.", &["Yonhap"]);
    }

    #[test]
    fn the_own_outlet_is_nobody() {
        let body = "“They know it,” Ann Hill told Xinhua News Agency. Xinhua said on Monday that Bob Hall had arrived.";
        assert_eq!(read("Xinhua", "", body), ["Ann Hill"]);
    }

    #[test]
    fn namesakes_are_told_apart_or_left_alone() {
        reads(
            "Kim Jong Un left. His sister Kim Yo Jong stayed.\nKim Yo Jong said the talks had failed. She said they were over.",
            &["Kim Yo Jong", "Kim Yo Jong"],
        );
        reads("Moon Jae In came. “Welcome to all of you,” Moon said.", &["Moon Jae In"]);
        reads(
            "Kim Jong Un came with Donald Trump.\nKim said he was glad.\n“So are we,” said Kim Su Ok, a spokesman.\nKim said it was late.",
            &["Kim Jong Un", "Kim Su Ok", "Kim Jong Un"],
        );
        reads("DPRK Vice Foreign Minister Choe Son Hui said that all was well.", &["Choe Son Hui"]);
        reads(
            "Donald Trump spoke first. Mr Kim Jong Un listened.\nTrump said it was late. He added that Kim Jong Un had promised him peace.",
            &["Donald Trump", "Donald Trump", "Kim Jong Un < Donald Trump"],
        );
        let body = "Kim Il Nam came.\nKim Su Ok left.\nTime passed.\nMore time passed.\nKim said that all was well.";
        let (title, body) = (Document::parse("", false), Document::parse(body, false));
        let all = Attributor::attribute("", &ATTRIBUTOR.look(&title), &ATTRIBUTOR.look(&body)).1;
        let [Attribution { speakers, .. }] = &all[..] else { panic!("{all:?}") };
        let [kim] = &speakers[..] else { panic!("{speakers:?}") };
        assert_eq!((&*kim.name, &*kim.in_article, kim.known, kim.how), ("Kim", "Kim", false, How::Ambiguous));
    }

    #[test]
    fn every_speaker_has_the_words_that_lead_to_it() {
        let body = "Ann Hill, a professor, met Kim Jong Un. Hill said it was new. She said it was old.\n\
            “It is both,” the professor said. “It will be.”\n\
            A senior official said they would go. The official met Bob Hall, who said they would stay.\n\
            KCNA said so in a report. The North Korean leader said that the agency said it was late.\n\
            “They will not come.”";
        let (title, body) = (Document::parse("Hill Speaks", false), Document::parse(body, false));
        let all = Attributor::attribute("", &ATTRIBUTOR.look(&title), &ATTRIBUTOR.look(&body)).1;
        let words = |cited: Option<Cited>| {
            cited.map_or("", |cited| cited.span.of(if cited.headline { title.text } else { body.text }))
        };
        let shown: Vec<_> = all
            .iter()
            .flat_map(|one| &one.speakers)
            .map(|speaker| (&*speaker.in_article, speaker.how, words(speaker.words), words(speaker.to)))
            .collect();
        assert_eq!(
            shown,
            [
                ("Ann Hill", How::ShortName, "Hill", "Ann Hill"),
                ("Ann Hill", How::Pronoun, "She", "Hill"),
                ("Ann Hill", How::Role, "the professor", "Hill"),
                ("a senior official", How::Description, "A senior official", ""),
                ("Bob Hall", How::Relative, "who", "Bob Hall"),
                ("KCNA", How::ConfiguredName, "KCNA", ""),
                ("Kim Jong Un", How::ConfiguredDescription, "The North Korean leader", ""),
                ("KCNA", How::Medium, "the agency", "KCNA"),
                ("Kim Jong Un", How::Continued, "", "The North Korean leader"),
            ]
        );
    }

    #[test]
    fn pronouns_and_descriptions_find_their_names() {
        reads(
            "Ann Hill, a law professor at Ohio State, said it was new. She said it was old.\n“It is both,” the professor said.",
            &["Ann Hill", "Ann Hill", "Ann Hill"],
        );
        reads(
            "A senior U.S. official said they would go. The official said they would stay.",
            &["a senior U.S. official", "a senior U.S. official"],
        );
        reads(
            "Russian President Boris Ivanov came. The Russian president said he was late.\nIn his speech, Ivanov said that he was not.",
            &["Boris Ivanov", "Boris Ivanov"],
        );
        reads("Pyongyang is silent. North Korea said it was busy.", &["North Korea"]);
    }

    #[test]
    fn joint_speakers_share_an_attribution() {
        reads("Kim Jong Un and Donald Trump said in a statement that they agreed.", &["Kim Jong Un + Donald Trump"]);
        reads(
            "Kim Jong Un met Donald Trump in Hanoi. The two leaders said that they would meet again.",
            &["Kim Jong Un + Donald Trump"],
        );
        reads("The Ministry of Culture and Tourism said that it was open.", &["Ministry of Culture and Tourism"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_words_in_any_order_resolve(words in proptest::collection::vec(
            proptest::sample::select(vec![
                "Kim", "Jong", "Un", "Trump", "said", "told", "Yonhap", "the", "North", "Korean", "report", "he", "she", "they",
                "“", "”", "\"", ",", ".", "\n", "and", "who", "according", "to", "citing", "state", "media", "statement", "’s",
                "President", "Xi", "two", "leaders", "of", "Ministry", "by", "quoted", "as", "saying", "é", "U.S.", "-", "Mr", "일",
            ]), 0..80), outlet in "(KCNA|Xinhua|)")
        {
            let text = words.join(" ");
            let (title, body) = (Document::parse(&text, false), Document::parse(&text, false));
            let (first, second) = Attributor::attribute(&outlet, &ATTRIBUTOR.look(&title), &ATTRIBUTOR.look(&body));
            let numbers: Vec<u32> = first.iter().chain(&second).map(|one| one.number).collect();
            prop_assert!(numbers.iter().copied().eq(1..=numbers.len() as u32), "{numbers:?}");
            for one in first.iter().chain(&second) {
                prop_assert!(!one.speakers.is_empty());
                prop_assert!(one.within.is_none_or(|within| numbers.contains(&within) && within != one.number));
                prop_assert_eq!(one.via.len(), one.relays.len());
                prop_assert!(!one.via.contains(&outlet));
                for span in one.source.iter().chain(&one.cue).chain(&one.content).chain(one.relays.iter().map(|r| &r.relay.span)) {
                    prop_assert!(text.get(span.start..span.end).is_some());
                }
            }
        }
    }
}
