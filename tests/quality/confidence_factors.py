#!/usr/bin/env python3
"""Fits what src/attribution/confidence.rs and rule.rs hold: confidence_factors.py EVAL TONE

The odds that a row of PolNeAR's training articles is right (calibration.py says when) are taken as a product: of a first value for its
rule, and of a factor for each class that the row is in. Prints the most likely factors and first probabilities, and how well such
products foretell rows of articles that they were not fitted to, with and without the factors. Of the rules that take in long stretches
(floating, statement, signature) no article gives more than ten rows: a few transcripts would decide else.
Then for the rules with fewer than a hundred rows the mean of two shares, each the mean of the articles': here and in the three-way sets;
and of the latter the rows that are right by how the source means its speaker, which only they can tell.
"""
import math
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

from calibration import judge

CLASSES = {
    "described": lambda row: row["why"]["how"]
    in "ambiguous-name configured-description description role issuer pair side named-later medium sentence-opening".split(),
    "nobody": lambda row: row["why"]["how"] in ("relative-pronoun", "nobody"),
    "not said": lambda row: row["act"] != "speech",
    "marked": lambda row: row["rule"] in ("post", "inverted") and row["manner"] == "direct",
}
LONG = ("floating", "statement", "signature")
MOST, FEW, PARTS = 10, 100, 5
# A pull towards odds of one, as strong as a fifth of a row: what has one row only shall not become certain.
PULL = 0.2


def judged(eval_folder, tone, name):
    gold = f"{eval_folder}/{name}.jsonl"
    with tempfile.NamedTemporaryFile("w+") as spool:
        subprocess.run([tone, "explain", "--format", "json", gold], stdout=spool, check=True)
        return [(article, row, right) for _, article, row, right in judge(gold, spool.name)[0]]


def features(row, classes):
    of_statement = row["rule"] == "statement"
    held = [name for name in classes if CLASSES[name](row) and not (of_statement and name in ("described", "nobody"))]
    return [row["rule"], *held]


def fitted(rows, rounds=30):
    """The logarithms of the factors, by Newton's method, one at a time."""
    by = defaultdict(list)
    for at, (names, _) in enumerate(rows):
        for name in names:
            by[name].append(at)
    weights, sums = defaultdict(float), [0.0] * len(rows)
    for _ in range(rounds):
        for name, members in sorted(by.items()):
            slope, bend = -PULL * weights[name], PULL
            for at in members:
                p = 1 / (1 + math.exp(-sums[at]))
                slope, bend = slope + rows[at][1] - p, bend + p * (1 - p)
            step = max(-1.0, min(1.0, slope / bend))
            weights[name] += step
            for at in members:
                sums[at] += step
    return weights


def probability(names, weights):
    return 1 / (1 + math.exp(-sum(weights[name] for name in names)))


def foretold(rows, classes):
    """The mean logarithmic loss and the Brier score over articles that are left out in turn."""
    parts = {article: at % PARTS for at, article in enumerate(sorted({article for article, *_ in rows}))}
    loss = brier = 0.0
    for part in range(PARTS):
        weights = fitted([(features(row, classes), right) for article, row, right in rows if parts[article] != part], 12)
        for _, row, right in (entry for entry in rows if parts[entry[0]] == part):
            p = probability(features(row, classes), weights)
            loss, brier = loss - math.log(p if right else 1 - p), brier + (p - right) ** 2
    return f"loss {loss / len(rows):.4f}  Brier {brier / len(rows):.4f}"


def by_article(rows, rule):
    shares = defaultdict(list)
    for article, row, right in rows:
        if row["rule"] == rule:
            shares[article].append(right)
    return [sum(rights) / len(rights) for rights in shares.values()]


def main(eval_folder, tone):
    seen, rows = Counter(), []
    every = judged(eval_folder, tone, "polnear/train")
    for article, row, right in every:
        seen[article, row["rule"]] += 1
        if row["rule"] not in LONG or seen[article, row["rule"]] <= MOST:
            rows.append((article, row, right))
    print(f"{len(rows)} rows; rules alone: {foretold(rows, [])}; with factors: {foretold(rows, list(CLASSES))}")
    held = [(features(row, list(CLASSES)), right) for _, row, right in rows]
    weights, counts = fitted(held), Counter(name for names, _ in held for name in names)
    for name in CLASSES:
        print(f"{name:<14} rows {counts[name]:5}  odds × {math.exp(weights[name]):.2f}")
    rules = sorted(set(counts) - set(CLASSES))
    for rule in rules:
        if counts[rule] >= FEW:
            print(f"{rule:<14} rows {counts[rule]:5}  {probability([rule], weights):.3f}")
    others = judged(eval_folder, tone, "threeway/dev") + judged(eval_folder, tone, "threeway/relays_dev")
    for rule in (rule for rule in rules if counts[rule] < FEW):
        sets = [shares for shares in (by_article(every, rule), by_article(others, rule)) if shares]
        means = [sum(shares) / len(shares) for shares in sets]
        of = ", ".join(f"{mean:.2f} in {len(shares)} articles" for mean, shares in zip(means, sets))
        print(f"{rule:<14} rows {counts[rule]:5}  {sum(means) / len(means):.3f} ({of})")
    print("the three-way rows that are right, by how the source means its speaker:")
    hows = Counter(row["why"]["how"] for _, row, _ in others)
    right = Counter(row["why"]["how"] for _, row, right in others if right)
    print(", ".join(f"{how} {right[how]} of {number}" for how, number in hows.most_common()))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.path.insert(0, sys.argv[1])
    main(*sys.argv[1:])
