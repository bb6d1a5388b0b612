#!/usr/bin/env bash
# Times Python's vaderSentiment 3.3.2 against `tone score --profile vader` over the same sentences of real news, in one run; by hand.
#   cargo build --release && tests/quality/python_vader.sh
# Needs python3 with venv, the package index, zstd, and ../shared/real/articles. Python's start is left out, ours is in.
set -euo pipefail
cd "$(dirname "$0")/../.."
tone=${TONE:-target/release/tone}
articles=../shared/real/articles/large.jsonl.zst
python=target/python-vader
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! "$python/bin/python" -c 'import vaderSentiment' 2>/dev/null; then
    python3 -m venv "$python"
    "$python/bin/pip" install -q vaderSentiment==3.3.2
fi
# The sentences as `annotate` gives them, each once, a line each.
{ zstd -dqc "$articles" || true; } | head -n 3000 >"$work/articles.jsonl"
"$tone" annotate -q "$work/articles.jsonl" | python3 -c '
import json, sys
for line in sys.stdin:
    texts = {row["sentence"]: row["text"] for row in json.loads(line).get("rows", [])}
    print(*(" ".join(text.split("\n")) for text in texts.values()), sep="\n")
' >"$work/sentences.txt"
"$python/bin/python" tests/quality/python_vader.py "$tone" "$work/sentences.txt"
