//! Tables of groups by frames, with articles as units.

use super::special;

/// What a table of counts shows. Finite throughout.
#[derive(Clone, Debug, PartialEq)]
pub struct Crosstab {
    /// Pearson's Σ(O−E)²/E, without Yates' correction (Pearson 1900).
    pub chi2: f64,
    /// (rows − 1)(columns − 1).
    pub df: f64,
    /// P(X² > chi2). Poor if an expected count is under 5.
    pub p: f64,
    /// Expected counts E = row·column/n.
    pub expected: Vec<Vec<f64>>,
    /// Adjusted residuals (O−E)/√(E(1−row/n)(1−column/n)), about normal if nothing depends on the row (Haberman 1973).
    pub residuals: Vec<Vec<f64>>,
    /// Cramér's V = √(chi2/n/(min(rows, columns) − 1)) (Cramér 1946).
    pub cramers_v: f64,
    /// V without its upward bias (Bergsma 2013, §3).
    pub cramers_v_corrected: f64,
    /// The likelihood ratio 2ΣO·ln(O/E).
    pub g: f64,
    /// The smallest expected count.
    pub least_expected: f64,
}

/// The figures of a table, row by row. `None` for fewer than two rows or columns, for rows that differ in length, and if a row or a column is empty.
pub fn crosstab(table: &[Vec<u64>]) -> Option<Crosstab> {
    let width = table.first()?.len();
    if table.len() < 2 || width < 2 || table.iter().any(|row| row.len() != width) {
        return None;
    }
    let counts: Vec<Vec<f64>> = table.iter().map(|row| row.iter().map(|&count| count as f64).collect()).collect();
    let rows: Vec<f64> = counts.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<f64> = (0..width).map(|at| counts.iter().map(|row| row[at]).sum()).collect();
    if rows.iter().chain(&columns).any(|&margin| margin == 0.0) {
        return None;
    }
    let n: f64 = rows.iter().sum();
    let (mut chi2, mut g, mut least_expected) = (0.0, 0.0, f64::INFINITY);
    let (mut expected, mut residuals) = (Vec::new(), Vec::new());
    for (row, margin) in counts.iter().zip(&rows) {
        let means: Vec<f64> = columns.iter().map(|column| margin * column / n).collect();
        let mut line = Vec::new();
        for ((count, mean), column) in row.iter().zip(&means).zip(&columns) {
            let rest = count - mean;
            chi2 += rest * rest / mean;
            g += if *count > 0.0 { 2.0 * count * libm::log(count / mean) } else { 0.0 };
            least_expected = mean.min(least_expected);
            line.push(special::finite(rest / (mean * (1.0 - margin / n) * (1.0 - column / n)).sqrt())?);
        }
        expected.push(means);
        residuals.push(line);
    }
    let (r, k) = (table.len() as f64, width as f64);
    let df = (r - 1.0) * (k - 1.0);
    let p = special::chi2_tail(chi2, df)?;
    let cramers_v = special::finite((chi2 / n / (r.min(k) - 1.0)).sqrt())?;
    let cramers_v_corrected = corrected_v(chi2, n, r, k);
    let g = special::finite(g)?.max(0.0);
    Some(Crosstab { chi2, df, p, expected, residuals, cramers_v, cramers_v_corrected, g, least_expected })
}

/// √(φ̃²/(min(r̃, k̃) − 1)) with φ̃² = max(0, chi2/n − (r−1)(k−1)/(n−1)) and r̃ = r − (r−1)²/(n−1), likewise k̃; 0 for a table too small to have one.
fn corrected_v(chi2: f64, n: f64, r: f64, k: f64) -> f64 {
    let phi = (chi2 / n - (r - 1.0) * (k - 1.0) / (n - 1.0)).max(0.0);
    let corrected = |levels: f64| levels - (levels - 1.0) * (levels - 1.0) / (n - 1.0);
    let least = corrected(r).min(corrected(k)) - 1.0;
    if least > 0.0 { special::finite((phi / least).sqrt()).unwrap_or(0.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_by_two_by_hand() {
        // n(ad − bc)²/(product of margins) = 40·(15·14 − 5·6)²/(20·20·21·19); each adjusted residual is its root.
        let found = crosstab(&[vec![15, 5], vec![6, 14]]).unwrap();
        let chi2 = 40.0 * 180.0 * 180.0 / (20.0 * 20.0 * 21.0 * 19.0);
        assert!((found.chi2 - chi2).abs() < 1e-12 && (found.residuals[0][0] - chi2.sqrt()).abs() < 1e-12);
        assert!((found.cramers_v - (chi2 / 40.0).sqrt()).abs() < 1e-12);
        assert_eq!((found.df, found.least_expected), (1.0, 9.5));
    }

    #[test]
    fn what_is_no_table_has_no_figures() {
        for table in
            [vec![], vec![vec![1, 2]], vec![vec![1], vec![2]], vec![vec![1, 2], vec![3]], vec![vec![1, 0], vec![3, 0]]]
        {
            assert_eq!(crosstab(&table), None);
        }
        assert_eq!(crosstab(&[vec![1, 0], vec![0, 1]]).unwrap().cramers_v_corrected, 0.0);
    }

    proptest! {
        #[test]
        fn whatever_the_counts_figures_are_numbers(cells in prop::collection::vec(prop_oneof![0u64..9, any::<u64>()], 6)) {
            if let Some(found) = crosstab(&[cells[..3].to_vec(), cells[3..].to_vec()]) {
                let numbers = [found.chi2, found.p, found.cramers_v, found.cramers_v_corrected, found.g, found.least_expected];
                prop_assert!(numbers.iter().all(|number| number.is_finite() && *number >= 0.0), "{found:?}");
                prop_assert!(found.p <= 1.0 && found.cramers_v <= 1.0 + 1e-9);
            }
        }
    }
}
