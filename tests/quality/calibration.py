#!/usr/bin/env python3
"""How well the confidence of rows is calibrated: calibration.py EVAL GOLD SPOOL [GOLD SPOOL …]

EVAL   the folder with score_attribution.py and score_threeway.py, whose matching of sources and of speakers is used
GOLD   a PolNeAR or a three-way file of it; the group is named by folder and file, and by the voice or the bloc
SPOOL  what `tone annotate` or `tone explain --format json` prints of GOLD

A row of speech or stance with words of its own is right
  in PolNeAR     if a word of it lies in the content of an attribution of the gold whose source matches the row's; a row without a source
                 may match by any source of its speaker in the article. Nested rows are left out: the gold has the outermost alone;
  in the others  if its unit (the one it shares most bytes with) has the row's speaker. Rows of stance are left out, as in the gold.

Prints for each group: n, mean confidence, share right, expected calibration error (ECE: over ten bins of equal width, the mean distance
of the two, weighted by rows), Brier score, and the bins. Then what a least confidence would leave: of the rows, of those the share right
(P), of what the gold holds (PolNeAR: attributions by sentence; else speakers by unit) the share found (R).
"""
import json
import sys
from collections import defaultdict
from pathlib import Path

BINS = 10
LEAST = (0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)


def articles(spool):
    """The rows of the bodies, by article; a line of the spool holds an article or a sentence."""
    rows = defaultdict(list)
    for line in open(spool, encoding="utf-8"):
        record = json.loads(line)
        rows[record.get("id")] += [row for row in record.get("rows", []) if not row["headline"]]
    return rows


def polnear(gold, rows):
    """(group, row, right) of rows, and (group, best confidence or none) of what the gold holds."""
    from score_attribution import Art, prep, source_match

    art = Art(gold["text"])
    attributions = prep(art, gold["attributions"])
    chars, n = [0], 0
    for char in gold["text"]:
        n += 1
        chars += [n] * len(char.encode())
    words = lambda spans: art.W([(chars[start], chars[end]) for start, end in spans])
    rows = [row for row in rows if row["voice"] in ("speech", "stance")]
    named = defaultdict(set)
    for row in rows:
        if row["speaker_in_article"]:
            named[row["speaker_in_article"]].add(words(row["source"]))
    judged, best = [], defaultdict(lambda: -1)
    for row in rows:
        content, source = words(row["content"]), words(row["source"])
        sources = {source} if source else {source} | named[row["speaker_in_article"]]
        met = [
            index
            for index, found in enumerate(attributions)
            if found["C"] & content and any(source_match(art, found["S"], source) for source in sources)
        ]
        for index in met:
            best[row["sentence"], index] = max(best[row["sentence"], index], row["confidence"])
        if row["within"] is None and content:
            judged.append((row["voice"], row, bool(met)))
    # Sentences are those of the system, as both sides need the same.
    sentences = {(row["sentence"], row["start"], row["end"]) for row in gold["rows"]}
    held = [
        ("all", best[number, index])
        for number, start, end in sorted(sentences)
        for index, found in enumerate(attributions)
        if found["C"] & words([(start, end)])
    ]
    return judged, held


def threeway(gold, rows):
    from score_threeway import same

    units, heard = gold["units"], defaultdict(list)
    for row in (row for row in rows if row["voice"] == "speech"):
        shared = [min(row["end"], unit["end"]) - max(row["start"], unit["start"]) for unit in units]
        if max(shared) > 0:
            heard[shared.index(max(shared))].append(row)
    judged, held = [], []
    for number, unit in enumerate(units):
        speakers = []
        for said in unit["says"]:
            if not any(same(said["speaker"], other) for other in speakers):
                speakers.append(said["speaker"])
        for row in heard[number]:
            judged.append((gold["bloc"], row, any(same(name, row["speaker_in_article"]) for name in speakers)))
        for name in speakers:
            found = [row["confidence"] for row in heard[number] if same(name, row["speaker_in_article"])]
            held.append((gold["bloc"], max(found, default=-1)))
    return judged, held


def judge(gold_file, spool):
    """All rows of a gold file, judged, and what the gold holds."""
    rows, judged, held = articles(spool), [], []
    for line in open(gold_file, encoding="utf-8"):
        gold = json.loads(line)
        gold["rows"] = rows[gold["id"]]
        more = (polnear if "attributions" in gold else threeway)(gold, rows[gold["id"]])
        judged += [(group, gold["id"], row, right) for group, row, right in more[0]]
        held += more[1]
    return judged, held


def reliability(name, pairs):
    n = len(pairs)
    bins = defaultdict(list)
    for confidence, right in pairs:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    error = sum(abs(sum(c - r for c, r in some)) for some in bins.values()) / n
    brier = sum((c - r) ** 2 for c, r in pairs) / n
    mean = lambda some, at: sum(pair[at] for pair in some) / len(some)
    print(f"[{name}] n {n}  confidence {mean(pairs, 0):.3f}  right {mean(pairs, 1):.3f}  ECE {error:.3f}  Brier {brier:.3f}")
    for at, some in sorted(bins.items()):
        print(f"  {at / BINS:.1f}  n {len(some):5}  confidence {mean(some, 0):.3f}  right {mean(some, 1):.3f}")


def thresholds(name, pairs, held):
    print(f"[{name}] rows kept, P, R by least confidence")
    for least in LEAST:
        kept = [right for confidence, right in pairs if confidence >= least]
        share, right = len(kept) / len(pairs), sum(kept) / len(kept) if kept else 0
        print(f"  {least:.2f}  kept {share:.3f}  P {right:.3f}  R {sum(best >= least for best in held) / max(1, len(held)):.3f}")


def main(gold_files, spools):
    tables = []
    for gold, spool in zip(gold_files, spools):
        place = "/".join(Path(gold).with_suffix("").parts[-2:])
        judged, held = judge(gold, spool)
        groups = sorted({group for group, *_ in judged})
        pairs = lambda groups: [(row["confidence"], right) for group, _, row, right in judged if group in groups]
        for group in groups:
            reliability(f"{place} {group}", pairs([group]))
        if len(groups) > 1:
            reliability(f"{place} all", pairs(groups))
        for group in sorted({group for group, _ in held}):
            of = groups if group == "all" else [group]
            tables.append((f"{place} {group}", pairs(of), [best for other, best in held if other == group]))
    for table in tables:
        thresholds(*table)


if __name__ == "__main__":
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        sys.exit(__doc__)
    sys.path.insert(0, sys.argv[1])
    main(sys.argv[2::2], sys.argv[3::2])
