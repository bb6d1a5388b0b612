//! Parts of a whole, a bar a line, told apart by pattern as well as by colour.

use super::content::{Key, Panel};
use super::svg::{Anchor, Svg};
use crate::report::number::short;

const WIDTH: f64 = 360.0;
const LABEL: f64 = 112.0;
const RIGHT: f64 = 74.0;
const LINE: f64 = 22.0;
const TOP: f64 = 26.0;
const LABEL_CHARS: usize = 17;
const TITLE_CHARS: usize = 46;
/// The least share whose figure fits its part.
const TOLD: f64 = 0.16;

/// A kind of part: its colour, and the lines over it.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// What it is.
    pub name: &'static str,
    colour: &'static str,
    /// White or black, whichever is read on the colour.
    ink: &'static str,
    /// Distance of the lines over it; none for a plain part.
    lines: Option<f64>,
}

impl Part {
    /// A kind of part.
    pub const fn new(name: &'static str, colour: &'static str, ink: &'static str, lines: Option<f64>) -> Self {
        Self { name, colour, ink, lines }
    }

    fn draw(&self, svg: &mut Svg, at: [f64; 2], size: [f64; 2]) {
        svg.rect(at, size, &format!(r#"fill="{}" stroke="currentColor" stroke-width=".5""#, self.colour));
        let Some(distance) = self.lines else { return };
        let number = (size[0] / distance) as usize;
        for line in 1..=number {
            let x = at[0] + line as f64 * distance;
            if x < at[0] + size[0] {
                svg.line([x, at[1]], [x, at[1] + size[1]], r##"stroke="#fff" stroke-width="1""##);
            }
        }
    }

    /// Its entry in a legend.
    pub fn key(&self) -> Key {
        let mut svg = Svg::default();
        self.draw(&mut svg, [1.0, 2.0], [22.0, 10.0]);
        Key { svg: svg.finish(24.0, 14.0, self.name, ""), text: self.name.to_owned() }
    }
}

/// A bar.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// What stands at the left.
    pub label: String,
    /// What stands at the right.
    pub n: String,
    /// Number of the group it is about.
    pub group: Option<usize>,
    /// The share of each part, in the order of the parts.
    pub shares: Vec<f64>,
}

/// Draws a panel.
pub fn panel(speaker: Option<usize>, title: &str, parts: &[Part], bars: &[Bar]) -> Panel {
    let mut svg = Svg::default();
    svg.text([0.0, 14.0], Anchor::Start, r#"font-weight="600" font-size="13""#, &short(title, TITLE_CHARS));
    let width = WIDTH - LABEL - RIGHT;
    let mut description = Vec::new();
    for (at, bar) in bars.iter().enumerate() {
        let y = TOP + LINE * at as f64;
        svg.open_group(bar.group);
        svg.text([0.0, y + 13.0], Anchor::Start, "", &short(&bar.label, LABEL_CHARS));
        svg.text([WIDTH, y + 13.0], Anchor::End, r#"font-size="10.5" fill-opacity=".75""#, &bar.n);
        let mut x = LABEL;
        for (part, &share) in parts.iter().zip(&bar.shares).filter(|(_, share)| **share > 0.0) {
            part.draw(&mut svg, [x, y + 2.0], [share * width, 15.0]);
            let percent = format!("{:.0} %", share * 100.0);
            if share >= TOLD {
                let ground = format!(r#"fill="{}" rx="2""#, part.colour);
                svg.rect([x + share * width / 2.0 - 14.0, y + 3.5], [28.0, 12.0], &ground);
                let ink = format!(r#"font-size="10.5" fill="{}""#, part.ink);
                svg.text([x + share * width / 2.0, y + 13.2], Anchor::Middle, &ink, &percent);
            }
            description.push(format!("{}: {} {percent}", short(&bar.label, LABEL_CHARS), part.name));
            x += share * width;
        }
        svg.close();
    }
    let height = TOP + LINE * bars.len() as f64 + 4.0;
    Panel { speaker, group: None, svg: svg.finish(WIDTH, height, &short(title, TITLE_CHARS), &description.join("; ")) }
}
