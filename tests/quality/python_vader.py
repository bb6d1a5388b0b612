#!/usr/bin/env python3
"""python_vader.py TONE SENTENCES: times Python's vaderSentiment and `TONE score --profile vader` over the same file, a sentence a line, and counts
the lines whose compounds differ. Python scores on one core, TONE on all: both the time on the clock and the processor time are told, each the
least of several runs. tests/quality/python_vader.sh makes the file and runs this."""
import resource
import subprocess
import sys
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

TRIES = 25


def seconds(who, run, tries):
    """The least time on the clock and the least processor time of a run, and what it returned last."""

    def now():
        usage = resource.getrusage(who)
        return time.perf_counter(), usage.ru_utime + usage.ru_stime

    best, result = (float("inf"), float("inf")), None
    for _ in range(tries):
        begin = now()
        result = run()
        best = tuple(min(least, end - start) for least, start, end in zip(best, begin, now()))
    return best, result


def tone(program, path):
    output = subprocess.run([program, "score", "--profile", "vader", path], stdout=subprocess.PIPE, check=True).stdout.decode()
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
    # The whole process: start, reading, scoring, writing; the output goes nowhere while the clock runs.
    quiet = lambda: subprocess.run([program, "score", "--profile", "vader", path], stdout=subprocess.DEVNULL, check=True)
    ours_time, _ = seconds(resource.RUSAGE_CHILDREN, quiet, TRIES)
    ours = tone(program, path)
    assert len(ours) == len(lines), f"{len(lines)} lines in, {len(ours)} rows out"
    differ = sum(float(a) != b for a, b in zip(ours, theirs))
    print(f"{len(lines)} sentences, {size:.2f} MB; {differ} compounds differ")
    print("                                       MB/s on the clock   MB/s a core")
    for name, (clock, processor) in (("Python vaderSentiment, scoring loop", python), ("tone score, whole process", ours_time)):
        print(f"{name:36}  {size / clock:18.2f}  {size / processor:12.2f}")
    print(f"{'ratio':36}  {python[0] / ours_time[0]:18.0f}  {python[1] / ours_time[1]:12.0f}")
    return differ > 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
