//! What a browser is not needed for; the rest is looked at in one, by tests/browser.

mod support;

use std::fmt::Write;
use support::{Dir, code, stderr};

const NASTY: [&str; 6] = [
    "<script>run()</script>",
    "\"><img onerror=\"run()\">",
    "</title></svg></style><b>",
    "{{ 7 * 7 }}",
    "\u{202e}turned\u{2066}",
    "'=1+1",
];

/// Articles of three groups in which everything that can be text is hostile; `length` times as long as need be.
fn hostile(dir: &Dir, length: usize) {
    let mut lines = String::new();
    for number in 0..48 {
        let nasty = NASTY[number % NASTY.len()].repeat(length);
        let outlet = ["Harbour Daily", "Hill Post", "Far Gazette"][number % 3];
        let text = format!(
            "The talks {number} were a success and no disaster. Kim Jong Un said the {nasty} deal {number} was wonderful. Anna {nasty} Berg said it \
             was terrible. The road {number} is long and the people of the town have seen it all before, as they say."
        );
        let url = "javascript:run()";
        let line = serde_json::json!({ "id": format!("{number} {nasty}"), "outlet": format!("{outlet} {nasty}"), "title": nasty, "url": url, "text": text });
        writeln!(lines, "{line}").unwrap();
    }
    dir.file("corpus/articles.jsonl", lines);
}

#[test]
fn nothing_of_an_article_is_more_than_text() {
    let dir = Dir::new();
    hostile(&dir, 1);
    let output = dir.run(&["run", "corpus"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = dir.read("reports/report.html");
    assert_eq!(page.matches("<script").count(), 1, "the page's own script alone");
    for markup in ["<img", "<b>", "javascript:", "\u{202e}", "\u{2066}"] {
        assert!(!page.contains(markup), "{markup} is in the page");
    }
    assert!(page.contains("&lt;script&gt;run()"), "what was printed is shown as it was");
    assert!(page.contains("{{ 7 * 7 }}"), "a template in an article is no template");
}

#[test]
fn a_page_of_endless_names_stays_under_a_megabyte() {
    let dir = Dir::new();
    hostile(&dir, 900);
    let output = dir.run(&["run", "corpus"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = dir.read("reports/report.html");
    assert!(page.len() <= 1_000_000, "{} bytes", page.len());
    assert!(page.contains("id=\"speakers\"") && page.trim_end().ends_with("</html>"));
}

#[test]
fn a_declared_comparison_opens_the_page_with_its_verdict_and_three_warnings_at_most() {
    let dir = Dir::new();
    for number in 0..6 {
        let text = format!(
            "The talks {number} were a success. Anna Berg said the deal {number} was wonderful, and nobody feared it."
        );
        dir.file(&format!("corpus/harbour/{number}.txt"), &text);
        dir.file(&format!("corpus/hill/{number}.txt"), text.replace("success", "disaster"));
    }
    let study = "[groups]\nharbour = [\"harbour\"]\nhill = [\"hill\"]\n[[comparison]]\nmeasure = \"outlet_voice\"\ngroups = [\"harbour\", \"hill\"]\n";
    dir.file("corpus/tone.toml", study);
    let output = dir.run(&["run", "corpus"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = dir.read("reports/report.html");
    let claim = page.split("<article class=\"claim").nth(1).expect("no claim").split("</article>").next().unwrap();
    let verdict = &dir.table("comparisons.csv")[0]["verdict"];
    assert!(claim.contains(&format!("<p class=\"verdict\">{verdict}")), "{verdict}: {claim}");
    let beside = claim.split("<details>").next().unwrap();
    assert!((1..=3).contains(&beside.matches("<li>").count()), "{beside}");
    let order = ["comparisons", "speakers", "relays", "about", "robustness", "coverage", "methods"];
    let places: Vec<usize> = order.iter().filter_map(|id| page.find(&format!("<section id=\"{id}\""))).collect();
    assert!(places.len() == order.len() && places.is_sorted(), "{places:?}");
}
