//! Means over time, a line a group.

use super::content::Panel;
use super::svg::{Anchor, Scale, Svg, colour};
use crate::report::number::{Unit, short};

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 24.0;
const TITLE_CHARS: usize = 46;
/// Points of a line that each have a sign.
const SIGNS: usize = 20;

/// The line of a group.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// Number of the group.
    pub group: usize,
    /// Period and mean; none breaks the line.
    pub points: Vec<(i32, Option<f64>)>,
}

/// What the panels of a figure have in common.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The first period and the last.
    pub periods: [i32; 2],
    /// Their names.
    pub names: [String; 2],
    /// The greatest distance from nought.
    pub reach: f64,
}

/// Draws a panel.
pub fn panel(speaker: Option<usize>, title: &str, frame: &Frame, series: &[Series]) -> Panel {
    let x = Scale { domain: frame.periods.map(f64::from), range: [LEFT, WIDTH - RIGHT] };
    let y = Scale { domain: [-frame.reach, frame.reach], range: [HEIGHT - BOTTOM, TOP] };
    let mut svg = Svg::default();
    svg.text([0.0, 14.0], Anchor::Start, r#"font-weight="600" font-size="13""#, &short(title, TITLE_CHARS));
    for tick in y.ticks() {
        let opacity = if tick.abs() < 1e-9 { ".6" } else { ".15" };
        let stroke = format!(r#"stroke="currentColor" stroke-opacity="{opacity}""#);
        svg.line([LEFT, y.at(tick)], [WIDTH - RIGHT, y.at(tick)], &stroke);
        svg.text([LEFT - 5.0, y.at(tick) + 3.5], Anchor::End, r#"font-size="10.5""#, &Unit::Tone.tick(tick));
    }
    let names = [(LEFT, Anchor::Start, &frame.names[0]), (WIDTH - RIGHT, Anchor::End, &frame.names[1])];
    for (at, anchor, name) in names.into_iter().take(1 + usize::from(frame.periods[0] != frame.periods[1])) {
        svg.text([at, HEIGHT - 6.0], anchor, r#"font-size="10.5""#, &short(name, 20));
    }
    for line in series {
        draw(&mut svg, line, x, y);
    }
    let told = format!("{} to {}", short(&frame.names[0], 20), short(&frame.names[1], 20));
    Panel { speaker, group: None, svg: svg.finish(WIDTH, HEIGHT, &short(title, TITLE_CHARS), &told) }
}

fn draw(svg: &mut Svg, line: &Series, x: Scale, y: Scale) {
    svg.open_group(Some(line.group));
    let stroke = format!(r#"stroke="{}" stroke-width="1.2" stroke-opacity=".7" fill="none""#, colour(line.group));
    // A period without a mean breaks the line.
    for run in line.points.split(|(_, mean)| mean.is_none()).filter(|run| run.len() > 1) {
        let points: Vec<[f64; 2]> =
            run.iter().filter_map(|&(period, mean)| Some([x.at(f64::from(period)), y.at(mean?)])).collect();
        svg.polyline(&points, &stroke);
    }
    // A long line has signs at its ends alone, and where a point stands alone.
    let told = |at: usize| line.points.get(at).is_some_and(|(_, mean)| mean.is_some());
    let all = line.points.len() <= SIGNS;
    for (at, &(period, mean)) in line.points.iter().enumerate() {
        let end = at.checked_sub(1).is_none_or(|before| !told(before)) || !told(at + 1);
        if let Some(mean) = mean.filter(|_| all || end) {
            svg.sign(line.group, [x.at(f64::from(period)), y.at(mean)], 3.2, false);
        }
    }
    svg.close();
}
