#!/usr/bin/env python3
"""quoted_boundaries.py GOLD.jsonl SYSTEM.jsonl [--list]

The share of gold sentence boundaries inside quotation marks that the system has too. GOLD and SYSTEM are as score_sentences.py beside
the gold takes them: {"id", "text", "sentences": [[start, end], ...]} a document a line, offsets in characters.

A boundary is the end of a sentence. It is inside a quotation if, walking the paragraph from its beginning, one is open at that place:
  - Marks are the double ones, straight and curly; single ones are apostrophes too often to count.
  - A curly opening mark opens, a curly closing mark closes. A straight mark closes if a quotation is open and no word begins right
    after it without a word before it; it opens if none is open and something other than white space follows. So the mark of 6" opens none.
  - A paragraph (blank lines around it) begins with none open. One that is still open when the paragraph ends is left out, unless the
    next paragraph begins with an opening mark: a quotation that goes on. What is left out is a stray mark or lost layout.
  - Ends of paragraphs are no boundaries, nor is the end of a sentence that closes its quotation.
Boundaries without [.!?…] before them (captions, lists) are left out, as in F1-punct. --list prints the missed places as id:offset.
"""
import importlib.util
import json
import re
import sys
from pathlib import Path

OPENING, CLOSING, STRAIGHT = "“„", "”", '"'


def quotations(text):
    """The spans of quotations, from behind the opening mark to the closing mark."""
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"(?:(?!\n\s*\n).)+", text, re.DOTALL)]
    for at, (start, end) in enumerate(paragraphs):
        opened = None
        for i in range(start, end):
            mark = text[i]
            before = text[i - 1] if i > start else " "
            after = text[i + 1] if i + 1 < end else " "
            begins = (before.isspace() or before in "([-–—") and not after.isspace()
            if opened is None:
                if mark in OPENING or mark == STRAIGHT and not after.isspace() and not before.isalnum():
                    opened = i + 1
            elif mark in CLOSING or mark == STRAIGHT and not begins:
                yield opened, i
                opened = None
        goes_on = at + 1 < len(paragraphs) and text[paragraphs[at + 1][0] :].lstrip()[:1] in OPENING + STRAIGHT
        if opened is not None and goes_on:
            yield opened, end


def main(gold_file, system_file, *options):
    beside = Path(__file__).resolve().parents[2] / "../shared/eval/score_sentences.py"
    spec = importlib.util.spec_from_file_location("score_sentences", beside)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    system = {d["id"]: d["sentences"] for d in map(json.loads, open(system_file, encoding="utf-8"))}
    hit = total = 0
    for line in open(gold_file, encoding="utf-8"):
        document = json.loads(line)
        text = document["text"]
        quoted = list(quotations(text))
        gold = scorer.boundaries(text, [end for _, end in document["sentences"]])
        found = scorer.boundaries(text, [end for _, end in system.get(document["id"], [])])
        for boundary, end in gold.items():
            inside = any(start < end <= close and text[end:close].strip() for start, close in quoted)
            if inside and scorer.TERMINAL.search(text[:end]):
                total += 1
                hit += boundary in found
                if boundary not in found and "--list" in options:
                    print(f"{document['id']}:{end}")
    print(f"quoted {hit} of {total} boundaries inside quotations: {hit / max(total, 1):.4f}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
