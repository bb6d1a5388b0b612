#!/usr/bin/env python3
"""How the time of `tone annotate` grows with absurd input: growth.py TONE [MOST]

Each kind of text, and each kind of file, is made at doubling sizes; printed are the seconds of each (the least of three runs, an empty run taken off) and the mean
factor of a doubling: 2 is linear, 4 quadratic. Ends with 1 if a factor is above MOST (default 2.6) where the time can be told.
"""
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile

SIZES = [1 << power for power in range(17, 23)]
# Below this a time is mostly noise.
TELLABLE = 0.05

PROSE = "He was to meet the head of the office, and it was all that they had to do in the week.\n\n"

KINDS = {
    "opening marks that never close": "“",
    "ten thousand nested quotations": "“a ‘b ",
    "straight marks without order": "said \" ' \" Kim ",
    "a word repeated": "Yes ",
    "quotations side by side": "“Yes,” ",
    "a paragraph of prose": "The envoy said talks with Kim went well, officials told Yonhap. ",
    "a paragraph that is one sentence": "the envoy said that officials told him and ",
    "words of saying alone": "said ",
    "words of saying and marks": "said “x” told ",
    "names of one letter": "A said B told C. ",
    "all capitals": "THE ENVOY SAID TALKS WITH KIM WENT WELL, OFFICIALS TOLD YONHAP. ",
    "only quotations, a paragraph each": "“We are ready to talk.”\n\n",
    "who said that who said": "Kim said Moon said Trump said ",
    "according to": "according to Kim, ",
    "relays in a row": "Kim said, Yonhap reported, Reuters said, KCNA reported, ",
    "colons": "Kim: ",
    "commas": "Kim, ",
    "titles": "President Chairman General Kim ",
    "a statement of many paragraphs": "The statement said:\n\nWe stand ready.\n\n",
}


def docx(line):
    def made(count):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", "<d>" + line * count + "</d>")
        return packed.getvalue()

    return made


def between(head, piece, tail):
    return lambda count: (head + piece * count + tail).encode()


PAGE = "<p>The envoy said, at some length, that the talks with the office in the town had been long.</p>" * 3
WARC = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\n\r\n"

# Name: the ending of the file, the bytes of a piece, the file of so many pieces.
FILES = {
    "rows that nobody closes": (".csv", 8, between("title,text\na,The envoy said so.\n", 'a","xyz\n', "")),
    "drawings in a tag that closes": (".html", 5, between(PAGE, "<svg ", "/>")),
    "lines of one paragraph": (
        ".xml",
        6,
        between("<ppsarticle><article><leadParagraph>", "a said\n", "</leadParagraph></article></ppsarticle>"),
    ),
    "ends of documents without a body": (".docx", 36, docx("<w:p><w:t>End of Document</w:t></w:p>")),
    "sections without a body": (".docx", 36, docx("<w:p><w:t>said</w:t><w:sectPr/></w:p>")),
    "records whose length lies": (".warc", len(WARC), between("", WARC, "")),
    "elements that nobody closes": (".json", 12, between("[", '{"text":"a",', "")),
}


def timed(tone, path, told, given=b""):
    began = time.monotonic()
    run = subprocess.run([tone, "annotate", "-q", "--jobs", "1", path], input=given, stdout=subprocess.DEVNULL)
    if run.returncode not in (0, 3):
        sys.exit(f"exit {run.returncode} on {told}")
    return time.monotonic() - began


def once(tone, text):
    record = json.dumps({"id": "a", "outlet": "Example", "date": "2018-06-12", "text": text})
    return timed(tone, "-", f"{text[:40]!r} × {len(text)}", record.encode())


def least(tone, text):
    return min(once(tone, text) for _ in range(3))


def least_of_file(tone, name, size):
    ending, length, made = FILES[name]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a" + ending)
        with open(path, "wb") as file:
            file.write(made(size // length))
        # One article that is read, or the run would end in an error.
        with open(os.path.join(folder, "b.txt"), "w") as file:
            file.write("The envoy said so.")
        return min(timed(tone, folder, f"{name} × {size}") for _ in range(3))


def main(tone, most=2.6):
    empty, bad = least(tone, "The envoy said so."), 0

    def show(name, times):
        nonlocal bad
        told = [seconds for seconds in times if seconds >= TELLABLE]
        factor = (told[-1] / told[0]) ** (1 / (len(told) - 1)) if len(told) > 1 else None
        bad += factor is not None and factor > float(most)
        shown = "too fast to tell" if factor is None else f"× {factor:.2f} a doubling"
        print(f"{name:34} {'  '.join(f'{seconds:6.3f}' for seconds in times)}  {shown}", flush=True)

    print("seconds at " + ", ".join(f"{size >> 10} KiB" for size in SIZES))
    for name, piece in KINDS.items():
        # Twice as much prose behind it, or it would not be taken for English.
        texts = (piece * (size // len(piece.encode())) + "\n\n" + PROSE * (2 * size // len(PROSE)) for size in SIZES)
        show(name, [max(least(tone, text) - empty, 1e-4) for text in texts])
    for name in FILES:
        show(name, [max(least_of_file(tone, name, size) - empty, 1e-4) for size in SIZES])
    sys.exit(bad > 0)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
