#!/usr/bin/env python3
"""python_vader.py TONE SENTENCES: times Python's vaderSentiment and `TONE score --profile vader` over the same file, a sentence a line, and counts
the lines whose compounds differ. Both run on one core; the least processor time of several runs counts, which other programs lengthen less than
the time on the clock. tests/quality/python_vader.sh makes the file and runs this."""
import resource
import subprocess
import sys

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

TRIES = 25


def seconds(who, run, tries):
    """The least processor time of a run, and what it returned last."""

    def used():
        usage = resource.getrusage(who)
        return usage.ru_utime + usage.ru_stime

    best, result = float("inf"), None
    for _ in range(tries):
        begin = used()
        result = run()
        best = min(best, used() - begin)
    return best, result


def tone(command, path):
    output = subprocess.run([*command, "score", "--profile", "vader", path], stdout=subprocess.PIPE, check=True).stdout.decode()
    head, *rows = output.split("\n")
    assert head == "compound,positive,neutral,negative" and rows.pop() == "", head
    return [row.split(",")[0] for row in rows]


def main(program, path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    lines = text.split("\n")[:-1]
    size = len(text.encode()) / 1e6
    analyser = SentimentIntensityAnalyzer()
    # The loop alone: neither Python's start nor the reading of its lexicon is in it. Twice, as it takes long.
    python, theirs = seconds(resource.RUSAGE_SELF, lambda: [analyser.polarity_scores(line)["compound"] for line in lines], 2)
    # The whole process: start, reading, scoring, writing.
    ours_time, ours = seconds(resource.RUSAGE_CHILDREN, lambda: tone([program], path), TRIES)
    empty, _ = seconds(resource.RUSAGE_CHILDREN, lambda: tone([program], "/dev/null"), TRIES)
    assert len(ours) == len(lines), f"{len(lines)} lines in, {len(ours)} rows out"
    differ = sum(float(a) != b for a, b in zip(ours, theirs))
    print(f"{len(lines)} sentences, {size:.2f} MB; {differ} compounds differ")
    print(f"Python vaderSentiment, scoring loop  {size / python:8.3f} MB/s  {python:8.3f} s")
    print(f"tone score, whole process            {size / ours_time:8.3f} MB/s  {ours_time:8.3f} s  ({empty:.3f} s of them for an empty file)")
    print(f"ratio {python / ours_time:.0f}")
    return differ > 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
