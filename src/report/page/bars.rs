//! Amounts, a bar a line, each with its figure beside it.

use super::content::Panel;
use super::svg::{Anchor, Svg, colour};
use crate::report::number::short;

const WIDTH: f64 = 360.0;
const LABEL: f64 = 130.0;
const RIGHT: f64 = 90.0;
const LINE: f64 = 18.0;
const TOP: f64 = 26.0;
const LABEL_CHARS: usize = 20;
const TITLE_CHARS: usize = 46;

/// A bar.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// What stands at the left.
    pub label: String,
    /// How long it is; amounts below nought are drawn as nought.
    pub value: f64,
    /// The figure at its end.
    pub told: String,
}

/// Draws a panel in the colour of a group; `most` is the amount of the longest bar of the figure.
pub fn panel(group: Option<usize>, title: &str, most: f64, bars: &[Bar]) -> Panel {
    let mut svg = Svg::default();
    svg.text([0.0, 14.0], Anchor::Start, r#"font-weight="600" font-size="13""#, &short(title, TITLE_CHARS));
    let colour = format!(r#"fill="{}""#, colour(group.unwrap_or(0)));
    for (at, bar) in bars.iter().enumerate() {
        let y = TOP + LINE * at as f64;
        let width = if most > 0.0 { (bar.value / most).clamp(0.0, 1.0) * (WIDTH - LABEL - RIGHT) } else { 0.0 };
        svg.text([LABEL - 6.0, y + 11.0], Anchor::End, "", &short(&bar.label, LABEL_CHARS));
        svg.rect([LABEL, y + 2.0], [width.max(0.5), 11.0], &colour);
        svg.text([LABEL + width + 5.0, y + 11.0], Anchor::Start, r#"font-size="10.5""#, &bar.told);
    }
    let description: Vec<String> =
        bars.iter().map(|bar| format!("{}: {}", short(&bar.label, LABEL_CHARS), bar.told)).collect();
    let height = TOP + LINE * bars.len() as f64 + 4.0;
    Panel { speaker: None, group, svg: svg.finish(WIDTH, height, &short(title, TITLE_CHARS), &description.join("; ")) }
}
