#!/usr/bin/env python3
"""polnear_people.py EVAL: how far people agree on who speaks: PolNeAR's articles with several annotators, each scored against each other.

EVAL  the folder of the evaluation sets. Prints a line for all attributions and one for reported speech; the measure is that of dev.
"""
import itertools
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path


def main(folder):
    folder = Path(folder)
    readings = defaultdict(list)
    for part in ("dev", "train"):
        for line in open(folder / f"polnear/{part}_multi.jsonl", encoding="utf-8"):
            article = json.loads(line)
            readings[article["id"]].append(article)
    # A pair of annotators is an article of its own, one of them its gold and the other its system; then the other way round.
    pairs = [
        [json.dumps({**reading, "id": f"{id}, pair {number}"}) + "\n" for reading in pair]
        for id, all_of in readings.items()
        for number, pair in enumerate(itertools.permutations(all_of, 2))
    ]
    with tempfile.TemporaryDirectory() as work:
        files = [Path(work) / name for name in ("gold", "system")]
        for file, side in zip(files, zip(*pairs)):
            file.write_text("".join(side), encoding="utf-8")
        for name, scope in (("all", []), ("speech", ["--scope", "speech"])):
            command = ["python3", folder / "score_attribution.py", *files, "--cue-classes", folder / "cues.csv", *scope]
            printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()
            figure = next(line for line in printed.splitlines() if line.startswith("sentence_acc ")).split()[1]
            print(f"people, {name}: sentence_acc {figure} ({len(readings)} articles)")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
