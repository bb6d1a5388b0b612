#!/usr/bin/env python3
"""Types what documents tell a reader to type: tutorial.py DOCUMENT…

A command is a line of an indented block that begins with `$ `. The lines beneath it, up to the next command or the end of the block, are
what comes (stdout and stderr together): `…` alone on a line stands for any lines, at the end of a line for the rest of it. Nothing
beneath: any output will do. The commands of a document run in one folder, empty at first, until one fails or prints something else.
Before `tone validate` the coders' files are filled with made-up codes, as the reader's coders would do.
"""
import csv
import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

INDENT = "    "
PROMPT = "$ "
REST = "…"
TONES = {"negative": -1, "neutral": 0, "positive": 1}
# A reader's terminal may set these; what is shown has no colour.
COLOUR = ("CLICOLOR_FORCE", "FORCE_COLOR")


def commands(text):
    """The commands of a document, each with its line number and the lines shown beneath it."""
    found, inside = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith(INDENT):
            inside = False
        elif line.startswith(INDENT + PROMPT):
            found.append((number, line.removeprefix(INDENT + PROMPT), []))
            inside = True
        elif inside:
            found[-1][2].append(line.removeprefix(INDENT).rstrip())
    for _, _, shown in found:
        while shown and not shown[-1]:
            shown.pop()
    return found


def pattern(shown):
    """The lines shown, as a regular expression."""
    parts = []
    for line in shown:
        if line == REST:
            parts.append(r"(?:.*\n)*?")
        elif line.endswith(REST):
            parts.append(re.escape(line.removesuffix(REST)) + r".*\n")
        else:
            parts.append(re.escape(line) + r"\n")
    return "".join(parts)


def code(folder):
    """Fills the sheets as two coders would who mostly agree with the program: every fifth tone of a coder is one lower."""
    with open(folder / "key.csv", encoding="utf-8-sig", newline="") as file:
        key = {row["item"]: row for row in csv.DictReader(file)}
    for number, path in enumerate(sorted(folder.glob("coder-*.csv"))):
        with open(path, encoding="utf-8-sig", newline="") as file:
            sheet = list(csv.DictReader(file))
        for row in sheet:
            machine = key[row["item"]]
            lower = (int(row["item"]) + number) % 5 == 0
            row["tone"] = max(-1, TONES[machine["machine_class"]] - lower)
            row["speaker"] = machine["machine_speaker"].replace("|", ";")
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            filled = csv.DictWriter(file, sheet[0])
            filled.writeheader()
            filled.writerows(sheet)


def wrong(command, shown, folder):
    """Types a command; why it is not as the document says, or None."""
    if command.startswith("tone validate "):
        code(folder / command.split()[-1])
    environment = {name: value for name, value in os.environ.items() if name not in COLOUR}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    came = [line.rstrip() for line in done.stdout.decode().splitlines()]
    if done.returncode:
        return "\n".join([f"exit code {done.returncode}", *came])
    if shown and not re.fullmatch(pattern(shown), "".join(line + "\n" for line in came)):
        return "\n".join(difflib.unified_diff(shown, came, "shown", "came", lineterm=""))
    return None


def main(documents):
    for document in documents:
        typed = commands(Path(document).read_text(encoding="utf-8"))
        if not typed:
            sys.exit(f"{document}: no command to type; a command is a line that begins with four spaces and `$ `")
        with tempfile.TemporaryDirectory() as folder:
            for number, command, shown in typed:
                why = wrong(command, shown, Path(folder))
                if why:
                    sys.exit(f"{document}:{number}: $ {command}\n{why}")
        print(f"{document}: {len(typed)} commands do what it says")


if __name__ == "__main__":
    main(sys.argv[1:])
