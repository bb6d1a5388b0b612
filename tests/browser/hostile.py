"""Writes a corpus whose every text tries to be more than text: hostile.py FOLDER."""
import json
import pathlib
import sys

NASTY = [
    "<script>globalThis.hostile = 1</script>",
    "\"><img src=x onerror=\"globalThis.hostile = 1\">",
    "</style></svg></title><svg onload=globalThis.hostile=1>",
    "{{ 7 * 7 }}{% raw %}",
    "=HYPERLINK(\"http://example.org\")",
    "\u202eevitagen\u202c \u2066hidden\u2069",
    "a\u0000b\u0007c",
    "Anna " + "W" * 30_000,
]
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
lines = []
for number in range(48):
    nasty = NASTY[number % len(NASTY)]
    outlet = ["Harbour Daily", "Hill Post", f"Gazette {nasty}"][number % 3]
    text = (
        f"The talks number {number} were a great success for the {nasty} party, and nobody feared the disaster. "
        f"Kim Jong Un said that the “{nasty}” deal number {number} was wonderful and peaceful. "
        f"Anna {nasty} Berg said the visit was terrible and that war number {number} threatens. "
        f"“It is a hopeful day {nasty},” Donald Trump told reporters. "
        + f"The {nasty[:40]} road {number} is long and the people of the town have seen it all before. " * 6
        + f"The minister said that {'the very long good word ' * 1300 if number == 5 else 'all'} was good."
    )
    url = ["javascript:globalThis.hostile=1", "https://example.org/?q=\"><script>globalThis.hostile=1</script>", "data:text/html,<script>1</script>"][number % 3]
    lines.append(json.dumps({"id": f"{number} {nasty}", "outlet": outlet, "date": f"2018-06-{1 + number % 28:02d}", "title": f"{number} {nasty}", "url": url, "text": text}))
(folder / "articles.jsonl").write_text("\n".join(lines) + "\n")
(folder / "tone.toml").write_text(
    '[groups]\nharbour = ["Harbour Daily"]\n"hill <b>" = ["Hill Post"]\n\n'
    '[frames."<i>set</i>"]\n"<b>cat" = ["success*", "war"]\n\n'
    '[[comparison]]\nspeaker = "Kim Jong Un"\ngroups = ["harbour", "hill <b>"]\n'
)
