#!/usr/bin/env python3
"""dirty.py TONE CORPUS.jsonl [EARLIER_TONE]: how dirty the texts of a corpus are, and what that does to rows.

Counts the articles that hold what nobody sees, fixed blanks or damaged letters. Cleans the first two out of title and text and asks whether the rows
of what is left are the same but for places and the reference's scores, which are of what was printed. With an earlier build of the program: how many
rows differ from its, and whether any of an article without dirt does. No text is printed.
    cargo build --release && python3 tests/quality/dirty.py target/release/tone ../shared/real/articles/threeway.jsonl"""
import collections
import json
import re
import subprocess
import sys

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
MARK = re.compile("[″＂´＇]")
# What is of the printed text: the places, the words, the reference's scores; of frames the places of hits.
PRINTED = {"start", "end", "source", "cue", "content", "relays", "vader", "vader_sentence", "frame_hits", "text"}


def annotated(tone, lines):
    """The articles by record."""
    done = subprocess.run([tone, "annotate", "-q", "-"], input="".join(lines).encode(), stdout=subprocess.PIPE)
    read = (json.loads(line) for line in done.stdout.splitlines())
    return {article["record"]: article for article in read if "rows" in article}


def cleaned(line):
    record = json.loads(line)
    for key in ("title", "text"):
        if isinstance(record.get(key), str):
            record[key] = BLANK.sub(" ", UNSEEN.sub("", record[key]))
    return json.dumps(record) + "\n"


def bare(article):
    return [{key: value for key, value in row.items() if key not in PRINTED} for row in article["rows"]]


def main(tone, path, earlier=None):
    lines = open(path, encoding="utf-8").readlines()
    articles = annotated(tone, lines)
    kinds = collections.Counter()
    dirty = set()
    for number, article in articles.items():
        record = json.loads(lines[number - 1])
        text = (record.get("title") or "") + (record.get("text") or "")
        found = [name for name, pattern in (("unseen", UNSEEN), ("blank", BLANK), ("mark", MARK)) if pattern.search(text)]
        found += ["damaged"] if article.get("damaged") else []
        kinds.update(found)
        if found:
            dirty.add(number)
    letters = sum(article.get("damaged", 0) for article in articles.values())
    print(f"{len(articles)} articles; what nobody sees {kinds['unseen']}, fixed blanks {kinds['blank']}, primes and accents as quotation marks {kinds['mark']}, damaged letters {kinds['damaged']} ({letters} letters); any {len(dirty)}")
    clean = annotated(tone, [cleaned(line) for line in lines])
    same = sum(bare(article) == bare(clean[number]) for number, article in articles.items() if number in clean)
    print(f"cleaned first: {same} of {len(articles)} articles have the same rows")
    if earlier:
        before = annotated(earlier, lines)
        changed = [number for number in articles if articles[number]["rows"] != before.get(number, {}).get("rows")]
        count = lambda rows: collections.Counter(json.dumps(row, sort_keys=True) for row in rows)
        rows = sum(sum((count(articles[n]["rows"]) - count(before.get(n, {}).get("rows", []))).values()) for n in changed)
        all_rows = sum(len(article["rows"]) for article in articles.values())
        print(f"against {earlier.rsplit('/', 1)[-1]}: {rows} of {all_rows} rows differ, in {len(changed)} articles, of which {len(set(changed) - dirty)} hold no dirt")


main(*sys.argv[1:])
