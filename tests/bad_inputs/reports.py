"""What stands in a folder of reports, for tests/bad_inputs.sh: nothing is imported that Python does not bring.

    reports.py whole DIR                       complains of whatever must hold of every report and does not
    reports.py fates DIR skipped               a line an omission: path[#record][:line] reason
    reports.py told DIR skipped                the same with the detail behind it
    reports.py inputs DIR KEY                  a line an input: path value
    reports.py column DIR/FILE NAME [COL=VALUE …]   a line a cell, of the rows with these values
"""

import csv
import hashlib
import json
import os
import sys

csv.field_size_limit(1 << 30)


def manifest(folder):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        return json.load(file)


def rows(path):
    """The rows of a table, the header first, exactly as they stand."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def plain(text):
    """On one line, and without what a terminal would obey."""
    return "".join(c if c >= " " else f"\\x{ord(c):02x}" for c in str(text))


def spans(folder, articles):
    """The sentences of each article are in order, apart and not empty; their numbers go up."""
    ends = {}
    table = rows(os.path.join(folder, "data/sentences.csv"))
    at = {name: place for place, name in enumerate(table[0])}
    for row in table[1:]:
        key, number = row[at["article_id"]], int(row[at["sentence"]])
        start, end = int(row[at["start"]]), int(row[at["end"]])
        if key not in articles:
            yield f"sentences of {key}, which is no article"
        if start >= end:
            yield f"{key}: an empty sentence at {start}"
        if len(row[at["text"]].encode()) != end - start:
            yield f"{key}: the text at {start}..{end} is not as long as its span"
        before = ends.get(key, (-1, 0, 0))
        if number > 0 and number != before[0] and start < before[2] and before[0] > 0:
            yield f"{key}: sentence {number} begins in the one before"
        if number == before[0] and (start, end) != before[1:]:
            yield f"{key}: sentence {number} has two spans"
        ends[key] = (number, start, end)
        for name in ("tone", "vader", "tone_sentence", "vader_sentence", "event_negativity", "confidence"):
            cell = row[at[name]]
            if cell and (cell == "-0.0000" or len(cell.partition(".")[2]) != 4 or abs(float(cell)) > 1):
                yield f"{key}: {name} is {cell}"


def complaints(folder):
    said = manifest(folder)
    counts, listed = said["counts"], {entry["name"] for entry in said["files"]}
    if len(said["files"]) < 15 or not {"speakers.csv", "data/sentences.csv", "data/articles.csv"} <= listed:
        yield "files are missing from the manifest"
    for entry in said["files"]:
        with open(os.path.join(folder, entry["name"]), "rb") as file:
            data = file.read()
        if len(data) != entry["bytes"] or hashlib.sha256(data).hexdigest() != entry["sha256"]:
            yield f"{entry['name']} is not what the manifest says"
        if b"\0" in data and not entry["name"].endswith((".xlsx", ".parquet")):
            yield f"{entry['name']} holds a NUL"
    for fate in ("ignored", "set_aside", "skipped"):
        if counts[fate] != len(said[fate]):
            yield f"{counts[fate]} {fate}, but {len(said[fate])} are listed"
    for name in sorted(listed):
        if not name.endswith(".csv"):
            continue
        table, exact = rows(os.path.join(folder, name)), name.startswith("data/")
        if any(len(row) != len(table[0]) for row in table):
            yield f"{name}: ragged rows"
        for cell in (cell for row in table[1:] for cell in row if cell):
            if cell.lower().lstrip("-+") in ("nan", "inf", "infinity"):
                yield f"{name}: {cell}"
            if not exact and cell[0] in "=+-@\t\r\n＝＋－＠" and not number(cell):
                yield f"{name}: a cell that a spreadsheet would obey: {cell[:40]!r}"
    table = rows(os.path.join(folder, "data/articles.csv"))
    articles = [row[0] for row in table[1:]]
    if len(articles) != counts["articles"] or len(set(articles)) != len(articles):
        yield f"{counts['articles']} articles are counted, {len(articles)} listed"
    if counts["rows"] != len(rows(os.path.join(folder, "data/sentences.csv"))) - 1:
        yield "rows are miscounted"
    yield from spans(folder, set(articles))


def number(cell):
    try:
        return float(cell) == float(cell)
    except ValueError:
        return False


def omitted(one):
    record = f"#{one['record']}" if "record" in one else ""
    line = f":{one['line']}" if "line" in one else ""
    return f"{plain(one['path'])}{record}{line} {one['reason']}"


def column(path, name, *wanted):
    table = rows(path)
    at = {title: place for place, title in enumerate(table[0])}
    wanted = [pair.partition("=")[::2] for pair in wanted]
    for row in table[1:]:
        if all(plain(row[at[title]]) == value for title, value in wanted):
            yield plain(row[at[name]])


def main():
    verb, folder, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
    lines = {
        "whole": lambda: complaints(folder),
        "fates": lambda: (omitted(one) for one in manifest(folder)[rest[0]]),
        "told": lambda: (f"{omitted(one)} {plain(one.get('detail', ''))}" for one in manifest(folder)[rest[0]]),
        "inputs": lambda: (f"{plain(one['path'])} {one[rest[0]]}" for one in manifest(folder)["inputs"]),
        "column": lambda: column(folder, *rest),
    }[verb]()
    for count, line in enumerate(lines):
        print(line)
        if verb == "whole" and count == 4:
            break


main()
