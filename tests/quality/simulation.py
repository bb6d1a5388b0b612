#!/usr/bin/env python3
"""Whether intervals and tests hold what they promise, on generated corpora: simulation.py null|planted TONE [RUNS] [ARTICLES]

null     group labels shuffled over one generated corpus of twice ARTICLES (default 12), RUNS times (default 500): the share of p under .05, of the permutation's p
         and of the p of t, for the outlets' voice and for a speaker's words. Both groups are alike but for chance, so .05 are wanted.
planted  RUNS corpora (default 1,000) of ARTICLES (default 30) a group with a known gap and with articles that each have a mood of their own: the share of
         95 % intervals that hold the gap, and of those that a reader gets who takes sentences for independent.

Articles are drawn from a pool of sentences written for this, whose scores `tone` gives: a sentence's tone is that of its words, and the true mean of a
group follows from the shares of good, bad and plain sentences. Every article ends in a sentence of its own, so that none is another's copy.
"""
import csv
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

PLACES = ["harbour", "market", "station", "bridge", "school", "library", "garden", "museum", "theatre", "airport", "stadium", "hospital"]
GOOD = ["The {} was a great success for the whole of the town", "People were happy with the new {} and thankful for it", "The {} brought hope and joy to many of the families"]
BAD = ["The {} was a terrible failure and a burden to the town", "People were angry about the old {} and afraid of it", "The {} brought misery and grief to many of the families"]
PLAIN = ["The {} stands at the end of the road that leads to the hills", "The {} was opened at nine and closed again at about six", "The {} has two doors and a window that looks to the north"]
FILLER = "The list of that day had the entries {} and it went to the office with the others".split(" ")
KINDS = {"good": GOOD, "bad": BAD, "plain": PLAIN}
CONFIG = """base = "none"
seed = %d
[groups]
north = ["North Daily"]
south = ["South Daily"]
[speakers."Mara Lin"]
[[comparison]]
measure = "outlet_voice"
groups = ["north", "south"]
[[comparison]]
speaker = "Mara Lin"
groups = ["north", "south"]
"""


def sentence(kind, chance, said):
    words = chance.choice(KINDS[kind]).format(chance.choice(PLACES))
    return f"“{words},” Mara Lin said." if said else words + "."


def article(name, gap, mood, chance):
    """An article whose share of good sentences is .3 + gap, of bad ones .3, moved by a mood of its own; half of the sentences are said."""
    shift = chance.choice([-mood, 0, mood])
    good, bad = 0.3 + gap + shift, 0.3 - shift
    lines = []
    for said in (False, True):
        for _ in range(chance.randint(1, 8)):
            draw = chance.random()
            kind = "good" if draw < good else "bad" if draw < good + bad else "plain"
            lines.append(sentence(kind, chance, said))
    entries = " ".join(f"{chance.choice(PLACES)} {chance.randint(100, 999)}" for _ in range(8))
    chance.shuffle(lines)
    lines.append(" ".join(FILLER).format(entries) + ".")
    return {"id": name, "date": "2021-05-04", "title": "", "text": " ".join(lines)}


def run(tone, articles, folder, seed):
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    (corpus / "tone.toml").write_text(CONFIG % seed)
    (corpus / "articles.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
    subprocess.run([tone, "run", "-q", "-j", "1", "-o", folder / "reports", corpus], check=True)
    with open(folder / "reports/data/comparisons.csv", newline="") as file:
        return {row["measure"]: row for row in csv.DictReader(file) if row["declared"] == "true"}


def rows(folder):
    with open(folder / "reports/data/sentences.csv", newline="") as file:
        return [row for row in csv.DictReader(file) if row["counted"] == "yes"]


def pool_means(tone, folder):
    """The mean tone of each kind of sentence, in the outlet's voice and said; and the filler's."""
    articles = []
    for kind, patterns in KINDS.items():
        for said in (False, True):
            texts = [pattern.format(place) for pattern in patterns for place in PLACES]
            texts = [f"“{text},” Mara Lin said." if said else text + "." for text in texts]
            articles += [{"id": f"{kind}-{said}-{at}", "outlet": "North Daily", "text": text} for at, text in enumerate(texts)]
    filler = " ".join(FILLER).format("harbour 123 market 456") + "."
    articles.append({"id": "filler-False-0", "outlet": "North Daily", "text": filler})
    run(tone, articles, folder, 1)
    means = {}
    for row in rows(folder):
        kind, said, _ = row["article_id"].split("-")
        if (row["voice"] == "speech") == (said == "True"):
            means.setdefault((kind, said == "True"), []).append(float(row["tone"]))
    return {key: sum(tones) / len(tones) for key, tones in means.items()}


def null(tone, runs, number, folder):
    chance = random.Random(20180612)
    articles = [article(f"a{at:02}", 0, 0.2, chance) for at in range(2 * number)]
    under = {}
    for seed in range(runs):
        labels = ["North Daily"] * number + ["South Daily"] * number
        chance.shuffle(labels)
        labelled = [dict(article, outlet=label) for article, label in zip(articles, labels)]
        for measure, row in run(tone, labelled, folder, seed + 10_000).items():
            for column in ("p", "p_t"):
                under.setdefault((measure, column), []).append(float(row[column]) < 0.05)
    for (measure, column), hits in sorted(under.items()):
        print(f"null     {measure:<13} {column:<4} under .05 in {sum(hits) / len(hits):.3f} of {len(hits)} shuffles, {number} articles a side")


def planted(tone, runs, number, folder):
    means = pool_means(tone, folder)
    gap = 0.15
    # The share of good sentences rises at the cost of plain ones. An article has 4.5 sentences of either kind on average and the last one; what is left
    # around a said one ("Mara Lin said.", 0) is in the outlet's voice too: 4.5 of 10 rows move.
    truth = {"tone": gap * (means["good", True] - means["plain", True])}
    truth["outlet_voice"] = gap * (means["good", False] - means["plain", False]) * 4.5 / 10
    held, naive = {}, {}
    chance = random.Random(4711)
    for seed in range(runs):
        north = [dict(article(f"n{at:02}", gap, 0.25, chance), outlet="North Daily") for at in range(number)]
        south = [dict(article(f"s{at:02}", 0, 0.25, chance), outlet="South Daily") for at in range(number)]
        answers = run(tone, north + south, folder, seed + 10_000)
        tones = {}
        for row in rows(folder):
            measure = "tone" if row["voice"] == "speech" else "outlet_voice"
            tones.setdefault((measure, row["group"]), []).append(float(row["tone"]))
        for measure, row in answers.items():
            held.setdefault(measure, []).append(float(row["ci_low"]) <= truth[measure] <= float(row["ci_high"]))
            naive.setdefault(measure, []).append(independent(tones[measure, "north"], tones[measure, "south"], truth[measure]))
    for measure in sorted(held):
        share, without = (sum(hits[measure]) / runs for hits in (held, naive))
        print(f"planted  {measure:<13} gap {truth[measure]:.4f} in {share:.3f} of {runs} intervals; sentences taken as independent: {without:.3f}")


def independent(a, b, truth):
    """Whether the interval holds the truth that takes every sentence for an observation of its own."""
    mean = lambda tones: sum(tones) / len(tones)
    square = lambda tones: sum((tone - mean(tones)) ** 2 for tone in tones) / (len(tones) - 1) / len(tones)
    return abs(mean(a) - mean(b) - truth) <= 1.96 * math.sqrt(square(a) + square(b))


def main(kind, tone, runs=None, number=None):
    with tempfile.TemporaryDirectory() as folder:
        if kind == "null":
            null(tone, int(runs or 500), int(number or 12), pathlib.Path(folder))
        else:
            planted(tone, int(runs or 1000), int(number or 30), pathlib.Path(folder))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4, 5) or sys.argv[1] not in ("null", "planted"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
