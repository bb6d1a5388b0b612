#!/usr/bin/env python3
"""Recomputes figures of a report from its data/sentences.csv alone, in numpy and pandas: recompute.py REPORTS…

speakers.csv: counts, means, shares, and the ends of the intervals. comparisons.csv and data/comparisons.csv: means, differences, standard errors, degrees
of freedom and ends of intervals of measures tone, outlet_voice and about. Everything must agree to 1e-6. CR2 is computed from dense matrices here
(Bell & McCaffrey 2002; Pustejovsky & Tipton 2018), not by the closed forms that the program uses.
"""
import sys

import numpy as np
import pandas as pd
from scipy import stats

TOLERANCE = 1e-6
MANNERS = {"quoted": ["direct", "mixed"], "paraphrased": ["indirect"], "statement": ["statement"]}


def read(path):
    return pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, dtype=str)


def unguarded(cell):
    return cell[1:] if cell.startswith("'") else cell


class Check:
    def __init__(self, name):
        self.name, self.compared, self.wrong = name, 0, []

    def same(self, key, got, expected):
        self.compared += 1
        if got == "" or expected is None or np.isnan(expected):
            if not (got == "" and (expected is None or np.isnan(expected))):
                self.wrong.append(f"{key}: {got!r} for {expected!r}")
        elif abs(float(got) - expected) > TOLERANCE:
            self.wrong.append(f"{key}: {got} for {expected:.9f}")

    def told(self):
        print(f"{self.name}: {self.compared} figures compared, {len(self.wrong)} differ")
        for wrong in self.wrong[:20]:
            print("  " + wrong)
        return bool(self.wrong)


def cr2(values, clusters, design, contrast):
    """Estimate, standard error and Satterthwaite degrees of freedom of a contrast of least-squares coefficients, with a CR2 variance. The working
    model has one variance for every observation."""
    xtx = np.linalg.inv(design.T @ design)
    coefficients = xtx @ design.T @ values
    residuals = values - design @ coefficients
    weights, variance = [], 0.0
    for cluster in np.unique(clusters):
        rows = clusters == cluster
        x = design[rows]
        eigenvalues, vectors = np.linalg.eigh(np.eye(rows.sum()) - x @ xtx @ x.T)
        half = vectors @ np.diag([1 / np.sqrt(value) if value > 1e-12 else 0.0 for value in eigenvalues]) @ vectors.T
        weight = contrast @ xtx @ x.T @ half
        variance += (weight @ residuals[rows]) ** 2
        projection = -(weight @ x) @ xtx @ design.T
        projection[rows] += weight
        weights.append(projection)
    products = np.array(weights) @ np.array(weights).T
    return contrast @ coefficients, np.sqrt(variance), np.trace(products) ** 2 / np.sum(products * products)


def mean_of(rows, column="tone"):
    """Mean, standard error, degrees of freedom, and interval."""
    values, clusters = rows[column].to_numpy(float), rows["cluster"].to_numpy()
    if len(values) == 0 or len(np.unique(clusters)) < 2:
        return (values.mean() if len(values) else np.nan, *[np.nan] * 4)
    return with_interval(*cr2(values, clusters, np.ones((len(values), 1)), np.array([1.0])))


def with_interval(value, se, df):
    half = stats.t.ppf(0.975, df) * se if se > 1e-12 else 0.0
    return value, se, df, value - half, value + half


def difference_of(a, b):
    """The difference of two means, first minus second. Groups without a common cluster are combined by Welch's formula; with one, together."""
    first, second = mean_of(a), mean_of(b)
    if np.isnan(first[1]) or np.isnan(second[1]):
        return (first[0] - second[0], *[np.nan] * 4)
    if set(a["cluster"]) & set(b["cluster"]):
        both = pd.concat([a, b])
        design = np.zeros((len(both), 2))
        design[: len(a), 0] = design[len(a) :, 1] = 1.0
        return with_interval(*cr2(both["tone"].to_numpy(float), both["cluster"].to_numpy(), design, np.array([1.0, -1.0])))
    va, vb = first[1] ** 2, second[1] ** 2
    se = np.sqrt(va + vb)
    df = (va + vb) ** 2 / (va**2 / first[2] + vb**2 / second[2]) if se > 1e-12 else 1.0
    return with_interval(first[0] - second[0], se, df)


def largest(rows, column):
    return rows[column].value_counts().max() / len(rows)


def speakers(folder, sentences):
    check = Check("speakers.csv")
    speech = sentences[sentences["voice"] == "speech"]
    by_speaker = {key: rows for key, rows in speech[speech["counted"] == "yes"].groupby(["speaker", "group"])}
    for _, cell in read(f"{folder}/speakers.csv").iterrows():
        key = (unguarded(cell["speaker"]), unguarded(cell["group"]))
        rows = by_speaker[key]
        if cell["manner"] != "all":
            rows = rows[rows["manner"].isin(MANNERS[cell["manner"]])]
        name = f"{key} {cell['manner']}"
        mean, _, _, low, high = mean_of(rows)
        tone = rows["tone"].astype(float)
        figures = {
            "sentences": len(rows),
            "articles": rows["article_id"].nunique(),
            "outlets": rows["outlet"].nunique(),
            "attributions": len(rows.drop_duplicates(["article_id", "attribution"])),
            "mean_tone": mean,
            "ci_low": low,
            "ci_high": high,
            "mean_vader": rows["vader"].astype(float).mean(),
            "mean_by_article": tone.groupby(rows["article_id"]).mean().mean(),
            "share_positive": (tone >= 0.05).mean(),
            "share_negative": (tone <= -0.05).mean(),
            "largest_article_share": largest(rows, "article_id"),
            "largest_outlet_share": largest(rows, "outlet"),
            "low_confidence_share": (rows["confidence"].astype(float) < 0.5).mean(),
        }
        for column, figure in figures.items():
            check.same(f"{name} {column}", cell[column], figure)
    return check.told()


def side(sentences, row, group, other):
    """The rows that a comparison takes of a group; `all others` are those of no other name."""
    rows = sentences[sentences["counted"] == "yes"]
    rows = rows[rows["group"] != other] if group == "all others" else rows[rows["group"] == group]
    if row["event"]:
        rows = rows[rows["event"] == row["event"]]
    own = rows["voice"].isin(["narration", "reporting"])
    if row["measure"] == "outlet_voice":
        return rows[own]
    if row["measure"].startswith("about:"):
        actor = row["measure"].removeprefix("about:")
        return rows[own & rows["actors"].map(lambda actors: actor in actors.split("|"))]
    rows = rows[(rows["voice"] == "speech") & (rows["speaker"] == row["speaker"])]
    return rows if row["manner"] == "all" else rows[rows["manner"].isin(MANNERS[row["manner"]])]


def comparisons(folder, sentences):
    check = Check("comparisons.csv")
    full = read(f"{folder}/data/comparisons.csv").set_index("id")
    for _, row in read(f"{folder}/comparisons.csv").iterrows():
        exact = full.loc[row["id"]]
        if exact["measure"].startswith(("frame:", "share_attributed")):
            continue
        a = side(sentences, exact, exact["level_a"], "")
        b = side(sentences, exact, exact["level_b"], exact["level_a"])
        difference, se, df, low, high = difference_of(a, b)
        (mean_a, se_a, df_a, *_), (mean_b, se_b, df_b, *_) = mean_of(a), mean_of(b)
        for column, figure in {
            "articles_a": a["article_id"].nunique(),
            "articles_b": b["article_id"].nunique(),
            "sentences_a": len(a),
            "sentences_b": len(b),
            "mean_a": mean_a,
            "mean_b": mean_b,
            "difference": difference,
            "ci_low": low,
            "ci_high": high,
        }.items():
            check.same(f"{row['id']} {column}", row[column], figure)
        # Degrees of freedom lose digits where a variance is all but nothing.
        told = {"se": se, "se_a": se_a, "se_b": se_b, "ci_low": low, "ci_high": high}
        if not np.isnan(se) and min(se_a, se_b) > 1e-6:
            told |= {"df": df, "df_a": df_a, "df_b": df_b}
        for column, figure in told.items():
            check.same(f"{row['id']} data {column}", exact[column], figure)
    return check.told()


def main(folders):
    wrong = False
    for folder in folders:
        print(folder)
        sentences = read(f"{folder}/data/sentences.csv")
        wrong |= speakers(folder, sentences) | comparisons(folder, sentences)
    sys.exit(wrong)


if __name__ == "__main__":
    main(sys.argv[1:])
