#!/usr/bin/env python3
"""vader.py TONE FIXTURES.csv: scores every text with `TONE score --profile vader` and counts the rows equal in all four columns."""
import csv
import subprocess
import sys


def main(tone, fixtures):
    rows = list(csv.DictReader(open(fixtures, encoding="utf-8", newline="")))
    texts = "".join(row["text"] + "\n" for row in rows)
    done = subprocess.run([tone, "score", "--profile", "vader", "-"], input=texts.encode(), stdout=subprocess.PIPE, check=True)
    lines = done.stdout.decode().split("\n")
    assert lines[0] == "compound,positive,neutral,negative" and lines.pop() == "", lines[0]
    got = [tuple(map(float, line.split(","))) for line in lines[1:]]
    assert len(got) == len(rows), f"{len(rows)} texts in, {len(got)} rows out"
    want = [tuple(float(row[c]) for c in ("compound", "pos", "neu", "neg")) for row in rows]
    for row, g, w in zip(rows, got, want):
        if g != w:
            print(f"differs: row {row['id']}: got {g}, reference {w}")
    print(f"{sum(g == w for g, w in zip(got, want))} of {len(rows)} equal in all four columns")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
