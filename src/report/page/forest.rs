//! Estimates with their intervals on a common axis, one a line.

use super::content::{Block, Figure, Key, Panel};
use super::svg::{Anchor, Scale, Svg, colour};
use crate::report::number::{Unit, short};

const WIDTH: f64 = 360.0;
/// Room for the labels, and for the longer ones of a figure that has such.
const LABEL: f64 = 112.0;
const LONG_LABEL: f64 = 150.0;
const RIGHT: f64 = 74.0;
const LINE: f64 = 19.0;
const TOP: f64 = 26.0;
const AXIS: f64 = 24.0;
/// Characters of a label, of a longer one and of a title that fit.
const LABEL_CHARS: usize = 17;
const LONG_LABEL_CHARS: usize = 24;
const TITLE_CHARS: usize = 46;

/// The common axis of the panels of a figure.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    /// Its ends.
    pub domain: [f64; 2],
    /// What it measures.
    pub unit: Unit,
    /// True if the labels are long.
    pub long_labels: bool,
}

impl Axis {
    /// An axis around nought that shows every estimate, and of the intervals what lies within five times the farthest one and within 1.
    pub fn around(unit: Unit, marks: &[&Mark]) -> Self {
        let means = marks.iter().filter_map(|mark| mark.value).map(f64::abs);
        let farthest = means.fold(0.05, f64::max);
        let ends = marks.iter().filter_map(|mark| mark.interval).flat_map(|(low, high)| [low.abs(), high.abs()]);
        let reach = ends.fold(farthest, f64::max).min((5.0 * farthest).min(1.0).max(farthest)) * 1.05;
        Self { domain: [-reach, reach], unit, long_labels: false }
    }

    /// An axis of shares from nought.
    pub fn from_nought(marks: &[&Mark]) -> Self {
        let ends = marks.iter().flat_map(|mark| [mark.value, mark.interval.map(|(_, high)| high)]).flatten();
        Self { domain: [0.0, (ends.fold(0.01, f64::max) * 1.05).min(1.0)], unit: Unit::Share, long_labels: false }
    }
}

/// A line of a panel.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// What stands at the left.
    pub label: String,
    /// What stands at the right: the number of articles.
    pub n: String,
    /// Number of the group whose sign it has, or [`super::svg::TOTAL`].
    pub sign: usize,
    /// Number of the group it is about, for the filter.
    pub group: Option<usize>,
    /// True for a hollow sign.
    pub hollow: bool,
    /// The estimate; none if there are too few articles.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
}

/// The lines of a panel under a title, which is untrusted text.
#[derive(Clone, Debug, Default)]
pub struct Titled {
    /// Number of the speaker it is about.
    pub speaker: Option<usize>,
    /// The title.
    pub title: String,
    /// The lines.
    pub marks: Vec<Mark>,
}

/// Panels on a common axis; those without an estimate are left to the table. None if nothing is left.
pub fn figure(caption: &str, legend: Vec<Key>, axis: impl Fn(&[&Mark]) -> Axis, titled: &[Titled]) -> Option<Block> {
    let told: Vec<&Titled> =
        titled.iter().filter(|titled| titled.marks.iter().any(|mark| mark.value.is_some())).collect();
    let axis = axis(&told.iter().flat_map(|titled| &titled.marks).collect::<Vec<_>>());
    let panels: Vec<Panel> = told.iter().map(|titled| panel(titled, axis)).collect();
    (!panels.is_empty()).then(|| Block::Figure(Figure { caption: caption.to_owned(), legend, panels }))
}

/// Draws a panel.
pub fn panel(Titled { speaker, title, marks }: &Titled, axis: Axis) -> Panel {
    let height = TOP + LINE * marks.len() as f64 + AXIS;
    let (label, chars) = if axis.long_labels { (LONG_LABEL, LONG_LABEL_CHARS) } else { (LABEL, LABEL_CHARS) };
    let scale = Scale { domain: axis.domain, range: [label + 6.0, WIDTH - RIGHT - 6.0] };
    let mut svg = Svg::default();
    svg.text([0.0, 14.0], Anchor::Start, r#"font-weight="600" font-size="13""#, &short(title, TITLE_CHARS));
    ground(&mut svg, axis, scale, TOP + LINE * marks.len() as f64);
    for (at, mark) in marks.iter().enumerate() {
        line(&mut svg, scale, chars, mark, TOP + LINE * (at as f64 + 0.5));
    }
    let description: Vec<String> = marks.iter().map(|mark| told(mark, axis.unit)).collect();
    Panel {
        speaker: *speaker,
        group: None,
        svg: svg.finish(WIDTH, height, &short(title, TITLE_CHARS), &description.join("; ")),
    }
}

fn told(mark: &Mark, unit: Unit) -> String {
    let label = short(mark.label.trim(), LONG_LABEL_CHARS);
    let value = mark.value.map_or_else(|| "too few to draw".to_owned(), |value| unit.print(value));
    format!("{label}: {value} {} {}", unit.interval(mark.interval), mark.n)
}

/// Grid, axis and its numbers.
fn ground(svg: &mut Svg, axis: Axis, scale: Scale, bottom: f64) {
    for tick in scale.ticks() {
        let x = scale.at(tick);
        let nought = tick.abs() < 1e-9;
        let stroke = if nought {
            r#"stroke="currentColor" stroke-opacity=".6""#
        } else {
            r#"stroke="currentColor" stroke-opacity=".15""#
        };
        svg.line([x, TOP - 4.0], [x, bottom], stroke);
        svg.text([x, bottom + 14.0], Anchor::Middle, r#"font-size="10.5""#, &axis.unit.tick(tick));
    }
}

fn line(svg: &mut Svg, scale: Scale, chars: usize, mark: &Mark, y: f64) {
    svg.open_group(mark.group);
    svg.text([0.0, y + 4.0], Anchor::Start, "", &short(&mark.label, chars));
    svg.text([WIDTH, y + 4.0], Anchor::End, r#"font-size="10.5" fill-opacity=".75""#, &mark.n);
    if let Some((low, high)) = mark.interval {
        let [from, to] = [low, high].map(|end| scale.at(end));
        let stroke = format!(r#"stroke="{}" stroke-width="1.5" fill="none""#, colour(mark.sign));
        svg.line([from, y], [to, y], &stroke);
        // An end beyond the axis has an arrow, one within it a bar.
        let [least, greatest] = scale.domain;
        for (x, beyond, inward) in [(from, low < least, 4.0), (to, high > greatest, -4.0)] {
            if beyond {
                svg.polyline(&[[x + inward, y - 3.0], [x, y], [x + inward, y + 3.0]], &stroke);
            } else {
                svg.line([x, y - 3.0], [x, y + 3.0], &stroke);
            }
        }
    }
    if let Some(value) = mark.value {
        svg.sign(mark.sign, [scale.at(value), y], 4.2, mark.hollow);
    }
    svg.close();
}
