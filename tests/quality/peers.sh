#!/usr/bin/env bash
# Times whole runs of `tone` beside what people use now, over the same articles in one run, by seconds of processor time; by hand.
#   cargo build --release && tests/quality/peers.sh [ARTICLES]
# Needs python3 with venv, the package index, GNU time, zstd, and ../shared/real/articles. What the peers do, peers.py says. Python's start is left out,
# ours is in. MB are of article files, a million bytes each.
set -euo pipefail
cd "$(dirname "$0")/../.."
tone=${TONE:-target/release/tone}
articles=${1:-500}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python=target/python-peers
if ! "$python/bin/python" -c 'import pysbd, textacy, vaderSentiment' 2>/dev/null; then
    python3 -m venv "$python"
    "$python/bin/pip" install -q pysbd==0.3.4 textacy==0.13.0 vaderSentiment==3.3.2
fi
{ zstd -dqc ../shared/real/articles/large.jsonl.zst || true; } | head -n "$articles" >"$work/articles.jsonl"
bytes=$(wc -c <"$work/articles.jsonl")
command time -f '%U %S' -o "$work/time" "$tone" run -q -j 1 -o "$work/reports" "$work/articles.jsonl"
ours=$(awk '{ print $1 + $2 }' "$work/time")

line() { awk -v n="$1" -v s="$2" -v b="$bytes" -v o="$ours" 'BEGIN { printf "%-38s %7.1f s  %7.3f MB/s  tone is %.0f times as fast\n", n, s, b/1e6/s, s/o }'; }
echo "$articles articles, $bytes bytes, one core"
line "tone run" "$ours"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1
line "pySBD, vaderSentiment, a regex" "$("$python/bin/python" tests/quality/peers.py pysbd "$work/articles.jsonl" "$work/rows.csv")"
line "spaCy, textacy, vaderSentiment" "$("$python/bin/python" tests/quality/peers.py textacy "$work/articles.jsonl" "$work/rows.csv")"
