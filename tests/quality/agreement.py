#!/usr/bin/env python3
"""Codes a sample as careless coders would, and recomputes what `tone validate` and `tone run --coded` make of it, in numpy and pandas.

    agreement.py fill CODING SEED         fills coder-*.csv from key.csv, with errors
    agreement.py check CODING [REPORTS]   recomputes CODING/agreement.csv, and the differences of REPORTS/comparisons.csv

Everything must agree to 1e-6. Alpha is computed from its coincidence matrix, intervals from dense matrices (see recompute.py): weighted least squares with
a working variance that is the inverse of the weight.
"""
import glob
import os
import random
import sys

import numpy as np
import pandas as pd

from recompute import Check, cr2, read, unguarded, with_interval

TONES = {"negative": -1, "neutral": 0, "positive": 1}
ITEMS_A_SIDE = 10


def fill(folder, seed):
    chance = random.Random(seed)
    key = read(os.path.join(folder, "key.csv")).set_index("item")
    everybody = sorted({name for cell in key["machine_speaker"] for name in cell.split("|") if name})
    for number, path in enumerate(sorted(glob.glob(os.path.join(folder, "coder-*.csv")))):
        sheet = read(path)
        for at, row in sheet.iterrows():
            machine = key.loc[row["item"]]
            # The truth of an item is the same for all coders; what they see of it is not.
            truth = random.Random(f"{seed}|{row['item']}")
            tone = TONES[machine["machine_class"]] if truth.random() < 0.6 else truth.choice([-1, 0, 0, 1])
            if chance.random() < 0.2:
                tone = max(-1, min(1, tone + chance.choice([-1, 1])))
            names = [name for name in machine["machine_speaker"].split("|") if name and truth.random() < 0.9]
            if truth.random() < 0.1:
                names.append(truth.choice(everybody + ["Ann Example"]))
            if chance.random() < 0.05:
                names = [chance.choice(everybody)]
            if chance.random() < 0.03:
                continue
            sheet.loc[at, "tone"] = {-1: "-1", 0: "0", 1: chance.choice(["1", "+1", "1,0"])}[tone]
            sheet.loc[at, "speaker"] = "; ".join(names) or chance.choice(["", "none"])
        sheet.to_csv(path, index=False, sep=";" if number % 2 else ",", encoding="utf-16" if number % 2 else "utf-8")


def coded(folder):
    """The items with the tones and the speakers that coders give them."""
    key = read(os.path.join(folder, "key.csv"))
    tones, speakers = {}, {}
    for path in sorted(glob.glob(os.path.join(folder, "coder-*.csv"))):
        with open(path, "rb") as file:
            wide = file.read(2) in (b"\xff\xfe", b"\xfe\xff")
        options = dict(encoding="utf-16", sep=";") if wide else dict(encoding="utf-8-sig")
        for _, row in pd.read_csv(path, dtype=str, keep_default_na=False, **options).iterrows():
            if row["tone"]:
                tones.setdefault(row["item"], []).append(int(float(row["tone"].replace(",", "."))))
                names = frozenset(name for name in map(str.strip, row["speaker"].split(";")) if name not in ("", "none"))
                speakers.setdefault(row["item"], []).append(names)
    items = key[key["item"].isin(tones)].copy()
    # What is coded stands for all of its stratum.
    items["weight"] = items["population"].astype(float) / items.groupby(["group", "voice"])["item"].transform("count")
    items["machine"] = items["machine_tone"].astype(float)
    items["class"] = np.select([items["machine"] >= 0.05, items["machine"] <= -0.05], [1, -1], 0)
    items["tones"] = items["item"].map(tones)
    items["human"] = items["tones"].map(np.mean)
    items["said"] = items["item"].map(speakers)
    items["found"] = items["machine_speaker"].map(lambda cell: frozenset(filter(None, unguarded(cell).split("|"))))
    return items


def alpha(units, level):
    """Krippendorff's alpha from the matrix of coincidences (Krippendorff 2011)."""
    units = [unit for unit in units if len(unit) > 1]
    values = sorted({value for unit in units for value in unit}, key=lambda value: value if level == "ordinal" else str(value))
    place = {value: at for at, value in enumerate(values)}
    matrix = np.zeros((len(values), len(values)))
    for unit in units:
        for one in range(len(unit)):
            for other in range(len(unit)):
                if one != other:
                    matrix[place[unit[one]], place[unit[other]]] += 1 / (len(unit) - 1)
    margins = matrix.sum(axis=1)
    total = margins.sum()
    differences = 1 - np.eye(len(values))
    if level == "ordinal":
        for one in range(len(values)):
            for other in range(one + 1, len(values)):
                distance = margins[one:other + 1].sum() - (margins[one] + margins[other]) / 2
                differences[one, other] = differences[other, one] = distance ** 2
    expected = (np.outer(margins, margins) * differences).sum() / (total * (total - 1)) if total else 0
    return 1 - (matrix * differences).sum() / total / expected if expected > 0 else None


def share(part, whole):
    return part / whole if whole > 0 else None


def present(numbers):
    numbers = [number for number in numbers if number is not None]
    return float(np.mean(numbers)) if numbers else None


def of_class(items, label):
    found, wanted = (items["class"] == label).astype(float), items["tones"].map(lambda tones: tones.count(label) / len(tones))
    hits = (items["weight"] * found * wanted).sum()
    return share(hits, (items["weight"] * found).sum()), share(hits, (items["weight"] * wanted).sum())


def weighed(values, weights, clusters, design, contrast):
    """Estimate, standard error, degrees of freedom."""
    root = np.sqrt(weights)
    return cr2(values * root, clusters, design * root[:, None], contrast)


def mean_of(values, weights, clusters):
    return weighed(values, weights, clusters, np.ones((len(values), 1)), np.ones(1))


def difference_of(values, weights, clusters, side):
    """The first side less the second: by Welch's formula, or together where a cluster is on both."""
    if set(clusters[side]) & set(clusters[~side]):
        design = np.column_stack([side, ~side]).astype(float)
        return with_interval(*weighed(values, weights, clusters, design, np.array([1.0, -1.0])))
    (first, error, df), (second, other_error, other_df) = (
        mean_of(values[part], weights[part], clusters[part]) for part in (side, ~side)
    )
    a, b = error**2, other_error**2
    return with_interval(first - second, np.sqrt(a + b), (a + b) ** 2 / (a**2 / df + b**2 / other_df))


def figures(measure, items):
    weights = items["weight"]
    row = {"n": len(items), "articles": items["article_id"].nunique(), "alpha_n": sum(len(tones) > 1 for tones in items["tones"])}
    if measure == "speaker":
        hits = sum(weight * np.mean([len(found & names) for names in said])
                   for weight, found, said in zip(weights, items["found"], items["said"]))
        row["precision"] = share(hits, (weights * items["found"].map(len)).sum())
        row["recall"] = share(hits, (weights * items["said"].map(lambda said: np.mean([len(names) for names in said]))).sum())
        row["coder_alpha"] = alpha([[tuple(sorted(names)) for names in said] for said in items["said"]], "nominal")
        return row
    if measure != "tone":
        label = TONES[measure.split("_")[1]]
        row["precision"], row["recall"] = of_class(items, label)
        row["coder_alpha"] = alpha([[int(tone == label) for tone in tones] for tones in items["tones"]], "nominal")
        return row
    row["precision"] = present([of_class(items, label)[0] for label in TONES.values()])
    row["recall"] = present([of_class(items, label)[1] for label in TONES.values()])
    row["coder_alpha"] = alpha(list(items["tones"]), "ordinal")
    row["human_mean"] = np.average(items["human"], weights=weights)
    row["machine_mean"] = np.average(items["machine"], weights=weights)
    bias = (items["machine"] - items["human"]).to_numpy()
    row["bias"] = np.average(bias, weights=weights)
    if items["cluster"].nunique() > 1:
        row["ci_low"], row["ci_high"] = with_interval(*mean_of(bias, weights.to_numpy(), items["cluster"].to_numpy()))[3:]
    neutral = weights * items["tones"].map(lambda tones: tones.count(0) / len(tones))
    row["machine_mean_on_human_neutral"] = share((neutral * items["machine"]).sum(), neutral.sum())
    covariance = np.cov(items["machine"], items["human"], aweights=weights)
    spread = covariance[0, 0] * covariance[1, 1]
    row["r"] = covariance[0, 1] / np.sqrt(spread) if spread > 1e-20 else None
    return row


def agreement(folder):
    items, check = coded(folder), Check(f"{folder}/agreement.csv")
    table = read(os.path.join(folder, "agreement.csv"))
    for _, line in table.iterrows():
        group = unguarded(line["group"])
        expected = figures(line["measure"], items if group == "all" else items[items["group"] == group])
        for column in table.columns.difference(["measure", "group", "flags"]):
            check.same(f"{line['measure']} {group} {column}", line[column], expected.get(column))
    wanted = 5 * (items["group"].nunique() + 1)
    check.same("rows", str(len(table)), wanted)
    return check.told()


def comparisons(folder, reports):
    """human_difference and the ends of bias_difference, of tone and of the outlets' voice."""
    items, check = coded(folder), Check(f"{reports}/comparisons.csv")
    sentences = read(os.path.join(reports, "data/sentences.csv"))
    # Joint speakers share an attribution.
    said = sentences[sentences["voice"] == "speech"].groupby(["article_id", "sentence", "attribution"])["speaker"].agg(set)
    facts = sentences.set_index(["article_id", "sentence", "row"])
    manners = {"quoted": ["direct", "mixed"], "paraphrased": ["indirect"], "statement": ["statement"]}
    places = [(unguarded(row["article_id"]), row["sentence"], row["row"]) for _, row in items.iterrows()]
    rows = facts.loc[places]
    items["manner"], items["event"] = list(rows["manner"]), list(rows["event"])
    items["speakers"] = [said.get((place[0], place[1], number), set()) for place, number in zip(places, rows["attribution"])]
    for _, line in read(os.path.join(reports, "comparisons.csv")).iterrows():
        line = line.map(unguarded)
        if line["measure"] == "tone":
            of = items[items["speakers"].map(lambda names: line["speaker"] in names)]
            of = of if line["manner"] == "all" else of[of["manner"].isin(manners[line["manner"]])]
        elif line["measure"] == "outlet_voice":
            of = items[items["voice"] == "outlet_voice"]
        else:
            continue
        of = of if not line["event"] else of[of["event"] == line["event"]]
        a = of["group"] == line["level_a"]
        b = ~a if line["level_b"] == "all others" else of["group"] == line["level_b"]
        expected = [None] * 4
        if min(a.sum(), b.sum()) >= ITEMS_A_SIDE:
            of, side = of[a | b], a[a | b].to_numpy()
            weights, clusters = of["weight"].to_numpy(), of["cluster"].to_numpy()
            bias = (of["machine"] - of["human"]).to_numpy()
            human = [np.average(of["human"][part], weights=weights[part]) for part in (side, ~side)]
            value, _, _, low, high = difference_of(bias, weights, clusters, side)
            expected = [human[0] - human[1], value, low, high]
        for column, number in zip(["human_difference", "bias_difference", "bias_low", "bias_high"], expected):
            check.same(f"{line['id']} {column}", line[column], number)
    return check.told()


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(sys.argv[2], int(sys.argv[3]))
    else:
        wrong = agreement(sys.argv[2])
        for folder in sys.argv[3:]:
            wrong |= comparisons(sys.argv[2], folder)
        sys.exit(wrong)
