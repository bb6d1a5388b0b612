#!/usr/bin/env python3
"""news_profile.py TONE EVAL: what the news profile is worth beside the raw reference, in sentences and units that people have labelled.

TONE  the program. EVAL  the folder of the evaluation sets.

Targets   (EVAL/target: NewsMTSC, US political news) sentences whose targets all bear one label; a score of .05 or more is positive, of
          -.05 or less negative. rw: of the real world, mostly one target; mt: several targets.
Three-way (EVAL/threeway: articles on the Korea summits) units as in score_threeway.py: the mean of the scores of the sentences in a unit.
          "on neutral" is the mean score of units labelled neutral: what is not 0 there is bias.
Intervals are of 95 %, from 1,000 samples of whole articles drawn with replacement within each group, with a fixed seed.
Sources   counts again, in the training part of NewsMTSC, what the overlays say of their words.

The last lines are figures for tests/quality/run.sh: a name and a number, each to be at least something.
"""
import json
import random
import string
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

SAMPLES = 1000
SEED = 20180612
CLASSES = (-1, 0, 1)
GROUPS = ("dprk", "xinhua", "western")
OVERLAYS = Path(__file__).parents[2] / "src/tone/news"


def class_of(score):
    return 1 if score >= 0.05 else -1 if score <= -0.05 else 0


class Tally:
    """Sums over labelled scores of which every figure is made, so that samples of articles are sums of sums."""

    def __init__(self, items=()):
        self.sums = [0.0] * 15
        for gold, score in items:
            self.sums[3 * (gold + 1) + class_of(score) + 1] += 1
            for place, value in enumerate((gold, score, gold * gold, score * score, gold * score, score * (gold == 0))):
                self.sums[9 + place] += value

    def __add__(self, other):
        total = Tally()
        total.sums = [a + b for a, b in zip(self.sums, other.sums)]
        return total

    def count(self):
        return sum(self.sums[:9])

    def accuracy(self):
        return (self.sums[0] + self.sums[4] + self.sums[8]) / self.count()

    def macro_f1(self):
        f1 = 0
        for c in range(3):
            labelled, given = sum(self.sums[3 * c : 3 * c + 3]), sum(self.sums[c:9:3])
            f1 += 2 * self.sums[4 * c] / (labelled + given) / 3 if labelled + given else 0
        return f1

    def r(self):
        n, (gold, score, gold2, score2, both) = self.count(), self.sums[9:14]
        spread = (n * gold2 - gold * gold) * (n * score2 - score * score)
        return (n * both - gold * score) / spread**0.5 if spread > 0 else 0.0

    def on_neutral(self):
        neutral = sum(self.sums[3:6])
        return self.sums[14] / neutral if neutral else 0.0


class Part:
    """Labelled scores of both engines by article: {article: [(gold, raw, news)]}, one mapping a group."""

    def __init__(self, *groups):
        self.groups = [
            [(Tally((g, raw) for g, raw, _ in items), Tally((g, news) for g, _, news in items)) for items in group.values()]
            for group in groups
        ]

    def both(self, groups=None):
        """The tallies of the reference and of the profile."""
        pairs = [pair for group in groups or self.groups for pair in group]
        return sum((raw for raw, _ in pairs), Tally()), sum((news for _, news in pairs), Tally())

    def samples(self):
        """Groups of articles drawn with replacement."""
        draw = random.Random(SEED)
        for _ in range(SAMPLES):
            yield [[group[int(draw.random() * len(group))] for _ in group] for group in self.groups]


def interval(values):
    values = sorted(values)
    return values[int(len(values) * 0.025)], values[int(len(values) * 0.975)]


def with_interval(value, values):
    return "%+.3f [%+.3f, %+.3f]" % (value, *interval(values))


def score(tone, texts, profile):
    lines = "".join(text.replace("\n", " ").replace("\r", " ") + "\n" for text in texts)
    done = subprocess.run([tone, "score", "--profile", profile, "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    rows = done.stdout.decode().splitlines()[1:]
    assert len(rows) == len(texts), f"{len(texts)} texts in, {len(rows)} rows out"
    return [float(row.split(",")[0]) for row in rows]


def one_label_sentences(path):
    """{sentence: (article, label)} of the sentences whose targets all bear one label."""
    labels, articles = defaultdict(set), {}
    for line in open(path, encoding="utf-8"):
        target = json.loads(line)
        labels[target["sentence"]].add(target["polarity"])
        articles[target["sentence"]] = "_".join(target["id"].split("_")[:3])
    return {sentence: (articles[sentence], min(of)) for sentence, of in labels.items() if len(of) == 1}


def targets(tone, folder):
    """{article: [(gold, raw, news)]} of each part."""
    parts = {}
    for part in ("rw", "mt"):
        sentences = one_label_sentences(folder / f"{part}-dev.jsonl")
        parts[part] = defaultdict(list)
        scores = zip(score(tone, sentences, "vader"), score(tone, sentences, "news"))
        for (article, label), (raw, news) in zip(sentences.values(), scores):
            parts[part][article].append((label, raw, news))
    return parts


def units(tone, path):
    """{group: {article: [(gold, raw, news, event negativity)]}}."""
    with open(path, "rb") as gold:
        spool = subprocess.run([tone, "annotate", "-q", "-"], stdin=gold, stdout=subprocess.PIPE, check=True).stdout
    articles = map(json.loads, spool.decode().splitlines())
    rows = {article["id"]: article.get("rows", []) for article in articles if "id" in article}
    groups = {group: defaultdict(list) for group in GROUPS}
    for line in open(path, encoding="utf-8"):
        article = json.loads(line)
        spans = [(unit["start"], unit["end"]) for unit in article["units"]]
        of_unit = defaultdict(list)
        for row in rows[article["id"]]:
            shared = [min(row["end"], end) - max(row["start"], start) for start, end in spans]
            if not row["headline"] and max(shared) > 0:
                of_unit[shared.index(max(shared))].append(row)
        for unit, own in sorted(of_unit.items()):
            mean = lambda key: sum(row[key] for row in own) / len(own)
            gold = article["units"][unit]["tone"]
            scores = (mean("vader_sentence"), mean("tone_sentence"), mean("event_negativity"))
            groups[article["bloc"]][article["id"]].append((gold, *scores))
    return {group: articles for group, articles in groups.items() if articles}


def gain(part, figure):
    """How far the profile is above the reference, with its interval."""
    value = lambda groups: (lambda raw, news: figure(news) - figure(raw))(*part.both(groups))
    gained = value(part.groups)
    return gained, with_interval(gained, [value(sample) for sample in part.samples()])


def show_targets(parts, figures):
    print("targets            n   accuracy raw  news  gain                      macro-F1 raw  news")
    of_both = defaultdict(list)
    for articles in parts.values():
        for article, items in articles.items():
            of_both[article] += items
    for name, articles in {**parts, "both": of_both}.items():
        part = Part(articles)
        raw, news = part.both()
        gained, text = gain(part, Tally.accuracy)
        line = (name, raw.count(), raw.accuracy(), news.accuracy(), text, raw.macro_f1(), news.macro_f1())
        print("  %-14s %4d           %.3f  %.3f  %s      %.3f  %.3f" % line)
        figures[f"target_{name}_accuracy_gain"] = gained


def show_units(name, groups, figures):
    """Prints a three-way set; gives its gains by group."""
    print(f"\n{name:<14} articles  units   macro-F1 raw  news  gain                           r raw  news  gain")
    scores = {group: {a: [item[:3] for item in items] for a, items in articles.items()} for group, articles in groups.items()}
    parts = {group: Part(articles) for group, articles in scores.items()}
    for group, part in ({**parts, "all": Part(*scores.values())} if len(parts) > 1 else parts).items():
        raw, news = part.both()
        (f1, f1_text), (r, r_text) = gain(part, Tally.macro_f1), gain(part, Tally.r)
        line = (group, sum(map(len, part.groups)), raw.count(), raw.macro_f1(), news.macro_f1(), f1_text, raw.r(), news.r(), r_text)
        print("  %-12s %8d %6d          %.3f  %.3f  %s     %.3f  %.3f  %s" % line)
        figures[f"{name}_{group}_macro_f1_gain"], figures[f"{name}_{group}_r_gain"] = f1, r
    print(f"{'':14} neutral units   on neutral: raw                news                         event negativity   negative found, raw  news")
    for group, part in parts.items():
        raw, news = part.both()
        samples = [part.both(sample) for sample in part.samples()]
        texts = [with_interval(now.on_neutral(), [s[k].on_neutral() for s in samples]) for k, now in enumerate((raw, news))]
        events = [item[3] for items in groups[group].values() for item in items]
        negative = (raw.sums[0], news.sums[0], sum(raw.sums[:3]))
        line = (group, sum(raw.sums[3:6]), *texts, sum(events) / len(events), *negative)
        print("  %-12s %13d   %s    %s    %.3f              %d, %d of %d" % line)
        figures[f"{name}_{group}_nearer_to_zero"] = abs(raw.on_neutral()) - abs(news.on_neutral())
    if len(parts) > 1:
        show_gap(name, Part(*scores.values()), figures)


def show_gap(name, part, figures):
    """The distance between the groups with the highest and the lowest mean on neutral units."""

    def gaps(groups):
        means = [[tally.on_neutral() for tally in part.both([group])] for group in groups]
        return [max(mean[k] for mean in means) - min(mean[k] for mean in means) for k in (0, 1)]

    raw, news = gaps(part.groups)
    samples = [gaps(sample) for sample in part.samples()]
    texts = [with_interval(value, [sample[k] for sample in samples]) for k, value in enumerate((raw, news))]
    print("  gap between groups          %s    %s" % tuple(texts))
    figures[f"{name}_gap_closed"] = 1 - news / raw


def check_sources(train):
    """How many rows of the overlays tell the mean label of their word, and how many tell it right."""
    plain = str.maketrans({**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„", '"'), "—": " ", "–": "-", "…": " "})
    labels = defaultdict(list)
    for sentence, (_, label) in one_label_sentences(train).items():
        for word in {word.strip(string.punctuation) for word in sentence.translate(plain).split()}:
            labels[word].append(label)
    told = right = 0
    for overlay in sorted(OVERLAYS.glob("*.tsv")):
        for line in overlay.read_text(encoding="utf-8").splitlines()[1:]:
            term, _, _, source = line.split("\t")
            of = labels[term]
            if "; " in source:
                told += 1
                count = f"NewsMTSC train: mean {sum(of) / max(1, len(of)):+.2f}, n {len(of)}"
                right += source.split("; ")[1] == count or print(f"{term}: {count}") is not None
    return told, right


def main(tone, folder):
    figures = {}
    folder = Path(folder)
    show_targets(targets(tone, folder / "target"), figures)
    for name, file in (("threeway", "dev"), ("relays", "relays_dev")):
        show_units(name, units(tone, folder / "threeway" / f"{file}.jsonl"), figures)
    told, right = check_sources(folder / "target/train.jsonl")
    print(f"\nsources: {right} of {told} counts of the overlays come out again in the training part of NewsMTSC\n")
    figures["sources_right"] = right / told
    for key in ("macro_f1_gain", "r_gain", "nearer_to_zero"):
        figures[f"threeway_worst_group_{key}"] = min(figures[f"threeway_{group}_{key}"] for group in GROUPS)
    for name, value in figures.items():
        print(f"{name} {value:.4f}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
