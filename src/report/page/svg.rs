//! Drawing: an SVG element written piece by piece. The one place beside the template where text becomes markup.

use std::fmt::{Display, Write};

/// Okabe & Ito (2008), without the yellow that no white page shows, and two greys; told apart by shapes too.
const COLOURS: [&str; 8] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f", "#a6761d"];

/// What has a sign and is no group: all of them together.
pub const TOTAL: usize = COLOURS.len();

/// The colour of a group by its number on the page, or of [`TOTAL`].
pub fn colour(group: usize) -> &'static str {
    COLOURS.get(group).copied().unwrap_or("currentColor")
}

/// Text as it may stand in an element or an attribute.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A number with at most one decimal, which is a tenth of a pixel.
#[derive(Clone, Copy, Debug)]
pub struct Px(pub f64);

impl Display for Px {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A place that is no number is drawn at the edge rather than breaking the picture.
        let tenths = if self.0.is_finite() { (self.0.clamp(-9_999.0, 9_999.0) * 10.0).round() as i32 } else { 0 };
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        if tenth == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{tenth}") }
    }
}

/// Where a text is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its beginning.
    Start,
    /// In the middle.
    Middle,
    /// At its end.
    End,
}

/// A picture that is being drawn.
#[derive(Debug, Default)]
pub struct Svg {
    body: String,
}

impl Svg {
    /// A straight line.
    pub fn line(&mut self, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2], attributes: &str) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(Px);
        self.push(format_args!(r#"<path d="M{x1} {y1}L{x2} {y2}" {attributes}/>"#));
    }

    /// A rectangle.
    pub fn rect(&mut self, [x, y]: [f64; 2], [width, height]: [f64; 2], attributes: &str) {
        let [x, y, width, height] = [x, y, width.max(0.0), height.max(0.0)].map(Px);
        self.push(format_args!(r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" {attributes}/>"#));
    }

    /// A line through points.
    pub fn polyline(&mut self, points: &[[f64; 2]], attributes: &str) {
        let points: Vec<String> = points.iter().map(|[x, y]| format!("{} {}", Px(*x), Px(*y))).collect();
        self.push(format_args!(r#"<path d="M{}" {attributes}/>"#, points.join("L")));
    }

    /// Words.
    pub fn text(&mut self, [x, y]: [f64; 2], anchor: Anchor, attributes: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let (x, y, text) = (Px(x), Px(y), escape(text));
        self.push(format_args!(r#"<text x="{x}" y="{y}"{anchor} {attributes}>{text}</text>"#));
    }

    /// The sign of a group, or of [`TOTAL`]: a shape and a colour of its own, hollow or filled.
    pub fn sign(&mut self, group: usize, [x, y]: [f64; 2], radius: f64, hollow: bool) {
        let colour = colour(group);
        let fill = if hollow { "var(--paper,#fff)" } else { colour };
        let path = shape(group, x, y, radius);
        self.push(format_args!(r#"<path d="{path}" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>"#));
    }

    /// Opens a part about a group, which a filter may hide; close it with [`Svg::close`].
    pub fn open_group(&mut self, group: Option<usize>) {
        match group {
            Some(group) => self.push(format_args!(r#"<g data-g="{group}">"#)),
            None => self.push(format_args!("<g>")),
        }
    }

    /// Closes a part.
    pub fn close(&mut self) {
        self.push(format_args!("</g>"));
    }

    /// Whatever else, as markup.
    pub fn push(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to memory cannot fail.
        let _ = self.body.write_fmt(markup);
    }

    /// The element; `title` is its name, `description` says what it shows to whoever does not see it.
    pub fn finish(self, width: f64, height: f64, title: &str, description: &str) -> String {
        let (width, height, title, description) = (Px(width), Px(height), escape(title), escape(description));
        let body = self.body;
        format!(
            r#"<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{title}" font-size="12" fill="currentColor"><title>{title}</title><desc>{description}</desc>{body}</svg>"#
        )
    }
}

/// The outline of a group's sign.
fn shape(group: usize, x: f64, y: f64, r: f64) -> String {
    let polygon = |points: &[[f64; 2]]| {
        let points: Vec<String> =
            points.iter().map(|[dx, dy]| format!("{} {}", Px(x + dx * r), Px(y + dy * r))).collect();
        format!("M{}Z", points.join("L"))
    };
    match group {
        0 => {
            let (r, left, y) = (Px(r), Px(x - r), Px(y));
            let (right, back) = (Px(2.0 * r.0), Px(-2.0 * r.0));
            format!("M{left} {y}a{r} {r} 0 1 0 {right} 0a{r} {r} 0 1 0 {back} 0Z")
        }
        1 => polygon(&[[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]),
        2 => polygon(&[[0.0, -1.15], [1.1, 0.85], [-1.1, 0.85]]),
        3 => polygon(&[[0.0, -1.25], [1.25, 0.0], [0.0, 1.25], [-1.25, 0.0]]),
        4 => polygon(&[[0.0, 1.15], [1.1, -0.85], [-1.1, -0.85]]),
        5 => polygon(&[[-0.6, -1.1], [0.6, -1.1], [1.2, 0.0], [0.6, 1.1], [-0.6, 1.1], [-1.2, 0.0]]),
        6 => polygon(&[
            [-0.4, -1.1],
            [0.4, -1.1],
            [0.4, -0.4],
            [1.1, -0.4],
            [1.1, 0.4],
            [0.4, 0.4],
            [0.4, 1.1],
            [-0.4, 1.1],
            [-0.4, 0.4],
            [-1.1, 0.4],
            [-1.1, -0.4],
            [-0.4, -0.4],
        ]),
        7 => polygon(&[[-1.1, -0.6], [1.1, -0.6], [1.1, 0.6], [-1.1, 0.6]]),
        _ => polygon(&[[-0.45, -1.2], [0.45, -1.2], [0.45, 1.2], [-0.45, 1.2]]),
    }
}

/// A scale from numbers to places.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The least number and the greatest.
    pub domain: [f64; 2],
    /// Their places.
    pub range: [f64; 2],
}

impl Scale {
    /// The place of a number; those outside lie on the edge.
    pub fn at(&self, value: f64) -> f64 {
        let [low, high] = self.domain;
        let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
        self.range[0] + share * (self.range[1] - self.range[0])
    }

    /// A few round numbers within the scale.
    pub fn ticks(&self) -> Vec<f64> {
        let [low, high] = self.domain;
        let step = step(high - low);
        let first = (low / step - 1e-9).ceil();
        (0..12).map(|at| (first + f64::from(at)) * step).take_while(|&tick| tick <= high + step * 1e-6).collect()
    }
}

/// A round step: 1, 2 or 5 times a power of ten, so that a width has two to five of them.
fn step(width: f64) -> f64 {
    let mut unit = 1e-6;
    for _ in 0..12 {
        for times in [1.0, 2.0, 5.0] {
            if width / (unit * times) <= 4.5 {
                return unit * times;
            }
        }
        unit *= 10.0;
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        let mut svg = Svg::default();
        svg.text([0.0, 0.0], Anchor::End, "", r#"</text><script>alert("1")</script>"#);
        let drawn = svg.finish(10.0, 10.0, "\"><img onerror=x>", "<b>");
        assert!(!drawn.contains("<script") && !drawn.contains("<img") && !drawn.contains("<b>"), "{drawn}");
    }

    #[test]
    fn places_have_a_tenth_of_a_pixel_and_no_negative_zero() {
        assert_eq!([Px(1.25), Px(-0.04), Px(-3.0), Px(f64::NAN)].map(|px| px.to_string()), ["1.3", "0", "-3", "0"]);
    }

    #[test]
    fn ticks_are_round_and_hold_nought() {
        let scale = Scale { domain: [-0.6, 0.6], range: [0.0, 100.0] };
        let ticks: Vec<String> = scale.ticks().iter().map(|tick| format!("{tick:.1}")).collect();
        assert_eq!(ticks, ["-0.5", "0.0", "0.5"]);
        assert_eq!((scale.at(0.0), scale.at(9.0)), (50.0, 100.0));
    }
}
