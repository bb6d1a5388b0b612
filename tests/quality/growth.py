#!/usr/bin/env python3
"""How the time of `tone annotate` grows with absurd input: growth.py TONE [MOST]

Each kind of text is made at doubling sizes; printed are the seconds of each (the least of three runs, an empty run taken off) and the mean
factor of a doubling: 2 is linear, 4 quadratic. Ends with 1 if a factor is above MOST (default 2.6) where the time can be told.
"""
import json
import subprocess
import sys
import time

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


def once(tone, text):
    record = json.dumps({"id": "a", "outlet": "Example", "date": "2018-06-12", "text": text})
    began = time.monotonic()
    done = subprocess.run([tone, "annotate", "-q", "--jobs", "1", "-"], input=record.encode(), stdout=subprocess.DEVNULL)
    if done.returncode not in (0, 3):
        sys.exit(f"exit {done.returncode} on {text[:40]!r} × {len(text)}")
    return time.monotonic() - began


def least(tone, text):
    return min(once(tone, text) for _ in range(3))


def main(tone, most=2.6):
    empty, bad = least(tone, "The envoy said so."), 0
    print("seconds at " + ", ".join(f"{size >> 10} KiB" for size in SIZES))
    for name, piece in KINDS.items():
        # Twice as much prose behind it, or it would not be taken for English.
        texts = (piece * (size // len(piece.encode())) + "\n\n" + PROSE * (2 * size // len(PROSE)) for size in SIZES)
        times = [max(least(tone, text) - empty, 1e-4) for text in texts]
        told = [seconds for seconds in times if seconds >= TELLABLE]
        factor = (told[-1] / told[0]) ** (1 / (len(told) - 1)) if len(told) > 1 else None
        bad += factor is not None and factor > float(most)
        shown = "too fast to tell" if factor is None else f"× {factor:.2f} a doubling"
        print(f"{name:34} {'  '.join(f'{seconds:6.3f}' for seconds in times)}  {shown}")
    sys.exit(bad > 0)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
