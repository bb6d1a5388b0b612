//! Distributions: tails and quantiles of the normal, t, chi-square and beta, over the elementary functions of `libm`.
//!
//! Each gives `None` where its argument is none of the distribution's. Tails keep their relative accuracy: ten digits, but for those of t
//! beyond 6 with a million degrees of freedom or more, which nobody prints.

use std::f64::consts::{LN_2, PI, SQRT_2};

/// Terms after which a fraction or a series has come as near as it will.
const MOST_TERMS: u32 = 100_000;
/// Steps after which a search for a quantile has come as near as it will.
const MOST_STEPS: u32 = 300;
/// A relative change that is none.
const NOTHING: f64 = 1e-16;
/// What stands for 0 in a denominator of a continued fraction (Lentz; Press et al. 2007, §5.2).
const TINY: f64 = 1e-300;
/// Degrees of freedom from which the normal stands for t, by way of [`wallace`]: its error falls with their square, the fraction's grows.
const NORMAL_DF: f64 = 1e6;
/// From here on, the logarithm of gamma is Stirling's formula and a correction.
const LARGE: f64 = 10.0;

/// The number, unless it is NaN or infinite.
pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// ln Γ(x) for x > 0.
pub fn ln_gamma(x: f64) -> Option<f64> {
    if x > 0.0 { finite(libm::lgamma(x)) } else { None }
}

/// ln Γ(x) − Stirling's formula, for x ≥ 10: 1/12x − 1/360x³ + … (Abramowitz, Stegun 1964, 6.1.41).
fn stirling_rest(x: f64) -> f64 {
    let y = 1.0 / (x * x);
    (1.0 / 12.0
        - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y * (1.0 / 1680.0 - y * (1.0 / 1188.0 - y * 691.0 / 360_360.0)))))
        / x
}

/// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a+b), without the cancellation of large terms (DiDonato, Morris 1992, §3). Both are positive.
pub fn ln_beta(a: f64, b: f64) -> Option<f64> {
    if !(a > 0.0 && b > 0.0) {
        return None;
    }
    let (p, q) = if a < b { (a, b) } else { (b, a) };
    let (share, rest) = (p / (p + q), libm::log1p(-p / (p + q)));
    finite(if p >= LARGE {
        let rests = stirling_rest(p) + stirling_rest(q) - stirling_rest(p + q);
        (libm::log(2.0 * PI) - libm::log(q)) / 2.0 + rests + (p - 0.5) * libm::log(share) + q * rest
    } else if q >= LARGE {
        let rests = stirling_rest(q) - stirling_rest(p + q);
        libm::lgamma(p) + rests + p - p * libm::log(p + q) + (q - 0.5) * rest
    } else {
        libm::lgamma(p) + libm::lgamma(q) - libm::lgamma(p + q)
    })
}

/// The continued fraction of the incomplete beta function (Press et al. 2007, §6.4; Abramowitz, Stegun 1964, 26.5.8).
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (mut c, mut d) = (1.0, 1.0 / away(1.0 - (a + b) * x / (a + 1.0)));
    let mut result = d;
    for term in 1..=MOST_TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        result *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        result *= d * c;
        if (d * c - 1.0).abs() <= NOTHING {
            break;
        }
    }
    result
}

/// I_x(a, b), given x and y = 1 − x, either of which may be the small one.
fn beta_of(a: f64, b: f64, x: f64, y: f64) -> Option<f64> {
    if x <= 0.0 || y <= 0.0 {
        return Some(if x <= 0.0 { 0.0 } else { 1.0 });
    }
    let logarithm = |small: f64, other: f64| if small < 0.5 { libm::log(small) } else { libm::log1p(-other) };
    let front = libm::exp(a * logarithm(x, y) + b * logarithm(y, x) - ln_beta(a, b)?);
    let share = if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, y) / b
    };
    finite(share).map(|share| share.clamp(0.0, 1.0))
}

/// The regularised incomplete beta function I_x(a, b): the share of the beta distribution below x.
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> Option<f64> {
    if !(a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && (0.0..=1.0).contains(&x)) {
        return None;
    }
    beta_of(a, b, x, 1.0 - x)
}

/// The x below which a share `p` of the beta distribution lies: Newton's method, halving where it would leave what is still possible.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return if p == 0.0 || p == 1.0 { incomplete_beta(a, b, p) } else { None };
    }
    let ln_beta = ln_beta(a, b)?;
    let (mut low, mut high) = (0.0, 1.0);
    let mut x = a / (a + b);
    for _ in 0..MOST_STEPS {
        let excess = incomplete_beta(a, b, x)? - p;
        if excess == 0.0 {
            break;
        }
        if excess > 0.0 {
            high = x
        } else {
            low = x
        }
        let density = libm::exp((a - 1.0) * libm::log(x) + (b - 1.0) * libm::log1p(-x) - ln_beta);
        let newton = x - excess / density;
        let next = if newton > low && newton < high { newton } else { low + (high - low) / 2.0 };
        let change = (next - x).abs();
        x = next;
        if change <= NOTHING * x || high - low <= NOTHING * x {
            break;
        }
    }
    finite(x)
}

/// P(Z > z) of the standard normal: erfc(z/√2)/2.
pub fn normal_tail(z: f64) -> Option<f64> {
    if z.is_nan() { None } else { finite(libm::erfc(z / SQRT_2) / 2.0) }
}

/// The density of the standard normal.
fn normal_density(z: f64) -> f64 {
    libm::exp(-z * z / 2.0) / (2.0 * PI).sqrt()
}

/// The z below which a share `p` of the standard normal lies: Abramowitz, Stegun 1964, 26.2.23, and Halley's method from there.
pub fn normal_quantile(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) || p == 0.5 {
        return if p == 0.5 { Some(0.0) } else { None };
    }
    let tail = p.min(1.0 - p);
    let root = (-2.0 * libm::log(tail)).sqrt();
    let above = 2.515_517 + root * (0.802_853 + root * 0.010_328);
    let below = 1.0 + root * (1.432_788 + root * (0.189_269 + root * 0.001_308));
    let mut z = root - above / below;
    for _ in 0..3 {
        let step = (normal_tail(z)? - tail) / normal_density(z);
        z += step / (1.0 + z * step / 2.0);
    }
    finite(if p < 0.5 { -z } else { z })
}

/// (8df+1)/(8df+3): times √(df·ln(1+t²/df)) it is the normal z whose tail is that of t (Wallace 1959).
fn wallace(df: f64) -> f64 {
    1.0 - 2.0 / (8.0 * df + 3.0)
}

/// P(T > t) of Student's t with `df` degrees of freedom: I_{df/(df+t²)}(df/2, 1/2)/2 (Abramowitz, Stegun 1964, 26.7.1).
pub fn t_tail(t: f64, df: f64) -> Option<f64> {
    if t.is_nan() || !(df > 0.0 && df.is_finite()) {
        return None;
    }
    if t.is_infinite() {
        return Some(if t > 0.0 { 0.0 } else { 1.0 });
    }
    // Divided before it is squared: a large t has a small share of df, and must not overflow.
    let scaled = t.abs() / df.sqrt();
    let square = scaled * scaled;
    if df >= NORMAL_DF && square.is_finite() {
        return normal_tail(t.signum() * (df * libm::log1p(square)).sqrt() * wallace(df));
    }
    let (share, rest) = (1.0 / (1.0 + square), if square.is_finite() { square / (1.0 + square) } else { 1.0 });
    let half = beta_of(df / 2.0, 0.5, share, rest)? / 2.0;
    Some(if t < 0.0 { 1.0 - half } else { half })
}

/// The logarithm of the density of Student's t.
fn ln_t_density(t: f64, df: f64) -> Option<f64> {
    let scaled = t / df.sqrt();
    Some(-(df + 1.0) / 2.0 * libm::log1p(scaled * scaled) - libm::log(df) / 2.0 - ln_beta(df / 2.0, 0.5)?)
}

/// The t below which a share `p` of Student's t lies. The tail is convex and heavier than the normal's, so that Newton's method climbs from the
/// normal quantile and never passes the mark. `None` where it does not get there, which is with a tiny `df` alone.
pub fn t_quantile(p: f64, df: f64) -> Option<f64> {
    if !(df > 0.0 && df.is_finite()) {
        return None;
    }
    let z = normal_quantile(p)?.abs();
    if p == 0.5 {
        return Some(0.0);
    }
    if df >= NORMAL_DF {
        let root = z / wallace(df);
        let t = (df * libm::expm1(root * root / df)).sqrt();
        return finite(if p < 0.5 { -t } else { t });
    }
    let tail = p.min(1.0 - p);
    let mut t = z;
    for _ in 0..MOST_STEPS {
        let step = (t_tail(t, df)? - tail) / libm::exp(ln_t_density(t, df)?);
        t = finite(t + step)?;
        if step <= 4.0 * NOTHING * t {
            return Some(if p < 0.5 { -t } else { t });
        }
    }
    None
}

/// P(X > x) of chi-square with `df` degrees of freedom: Γ(df/2, x/2)/Γ(df/2), by the series below and the continued fraction above
/// (Press et al. 2007, §6.2).
pub fn chi2_tail(x: f64, df: f64) -> Option<f64> {
    if !(df > 0.0 && df.is_finite() && x >= 0.0) {
        return None;
    }
    if x == 0.0 || x.is_infinite() {
        return Some(if x == 0.0 { 1.0 } else { 0.0 });
    }
    let (a, x) = (df / 2.0, x / 2.0);
    let front = libm::exp(a * libm::log(x) - x - ln_gamma(a)?);
    let tail = if x < a + 1.0 { 1.0 - front * gamma_series(a, x) } else { front * gamma_fraction(a, x) };
    finite(tail).map(|tail| tail.clamp(0.0, 1.0))
}

/// Σ xⁿ/(a(a+1)…(a+n)).
fn gamma_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0 / a, 1.0 / a);
    for n in 1..=MOST_TERMS {
        term *= x / (a + f64::from(n));
        sum += term;
        if term <= sum * NOTHING {
            break;
        }
    }
    sum
}

/// 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …))).
fn gamma_fraction(a: f64, x: f64) -> f64 {
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1.0 / TINY, 1.0 / away(b));
    let mut result = d;
    for n in 1..=MOST_TERMS {
        let n = f64::from(n);
        let above = n * (a - n);
        b += 2.0;
        d = 1.0 / away(above * d + b);
        c = away(b + above / c);
        result *= d * c;
        if (d * c - 1.0).abs() <= NOTHING {
            break;
        }
    }
    result
}

/// The logarithm to base 2.
pub(super) fn log2(x: f64) -> f64 {
    libm::log(x) / LN_2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::num::f64::ANY;
    use proptest::prelude::*;

    fn near(got: Option<f64>, expected: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= 1e-11 * expected.abs(), "{got} is not {expected}");
    }

    #[test]
    fn closed_forms() {
        // t with one degree of freedom is Cauchy's, with two it has a root.
        near(t_tail(1.0, 1.0), 0.25);
        near(t_tail(3.0f64.sqrt(), 1.0), 1.0 / 6.0);
        near(t_tail(SQRT_2, 2.0), 0.5 - SQRT_2 / 2.0 / 2.0);
        near(t_quantile(0.75, 1.0), 1.0);
        // Chi-square with two is exponential; beta with one and b has a power.
        near(chi2_tail(6.0, 2.0), libm::exp(-3.0));
        near(incomplete_beta(1.0, 3.0, 0.5), 0.875);
        near(beta_quantile(0.875, 1.0, 3.0), 0.5);
        near(ln_beta(20.0, 30.0), libm::lgamma(20.0) + libm::lgamma(30.0) - libm::lgamma(50.0));
        near(ln_beta(3.0, 1e6), libm::log(2.0 / (1e6 * 1_000_001.0 * 1_000_002.0)));
        near(ln_gamma(5.0), libm::log(24.0));
    }

    #[test]
    fn textbook_values() {
        near(normal_quantile(0.975), 1.959_963_984_540_054);
        near(normal_quantile(0.005), -2.575_829_303_548_901);
        assert_eq!((normal_quantile(0.5), t_quantile(0.5, 3.0)), (Some(0.0), Some(0.0)));
        near(t_quantile(0.975, 30.0), 2.042_272_456_301_238);
        near(t_quantile(0.025, 1.0), -12.706_204_736_174_7);
        near(t_quantile(0.975, 1e15), normal_quantile(0.975).unwrap());
        // The border between the two ways.
        let below = NORMAL_DF * (1.0 - 1e-12);
        let ratios = [
            t_tail(3.0, NORMAL_DF).unwrap() / t_tail(3.0, below).unwrap(),
            t_quantile(0.01, NORMAL_DF).unwrap() / t_quantile(0.01, below).unwrap(),
        ];
        assert!(ratios.iter().all(|ratio| (ratio - 1.0).abs() < 1e-10), "{ratios:?}");
    }

    #[test]
    fn what_is_no_argument_gives_nothing() {
        for bad in [f64::NAN, -1.0, 0.0] {
            assert_eq!((t_tail(1.0, bad), t_quantile(0.9, bad), chi2_tail(1.0, bad)), (None, None, None));
            assert_eq!((ln_gamma(bad), ln_beta(bad, 1.0), beta_quantile(0.5, 1.0, bad)), (None, None, None));
        }
        assert_eq!((normal_quantile(0.0), normal_quantile(1.0), normal_quantile(f64::NAN)), (None, None, None));
    }

    proptest! {
        #[test]
        fn quantiles_undo_tails(p in 1e-9f64..1.0, df in 0.5f64..1e7, a in 0.5f64..1e4, b in 0.5f64..1e4) {
            let back = t_tail(t_quantile(p, df).unwrap(), df).unwrap();
            prop_assert!((1.0 - back - p).abs() < 1e-10, "{back}");
            let back = incomplete_beta(a, b, beta_quantile(p, a, b).unwrap()).unwrap();
            prop_assert!((back - p).abs() < 1e-10, "{back}");
        }

        #[test]
        fn shares_are_shares(t in ANY, df in ANY, x in ANY, a in ANY, b in ANY) {
            let unit = if x.is_finite() { x.abs().fract() } else { x };
            let shares = [t_tail(t, df), t_tail(t, unit), chi2_tail(x, df), incomplete_beta(a, b, unit), normal_tail(t)];
            prop_assert!(shares.into_iter().flatten().all(|share| (0.0..=1.0).contains(&share)));
            let marks = [t_quantile(unit, df), beta_quantile(unit, a, b), normal_quantile(unit)];
            prop_assert!(marks.into_iter().flatten().all(f64::is_finite));
        }
    }
}
