#!/usr/bin/env bash
# Looks at report.html in headless Chromium: run.sh [PROGRAM] [FOLDER FOR SCREENSHOTS]
# The sample, a hostile corpus, and where ../shared lies beside the clone, real corpora, one with every outlet as a group.
set -euo pipefail
cd "$(dirname "$0")"
tone=$(realpath "${1:-../../target/release/tone}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v chromium >/dev/null || apt-get install -y --no-install-recommends chromium >/dev/null
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] || npm install --silent --no-fund --no-audit

"$tone" run -q ../../corpus/ -o "$work/sample"
python3 hostile.py "$work/articles"
"$tone" run -q "$work/articles" -o "$work/hostile"
pages=("$work/sample/report.html" "$work/hostile/report.html")
articles=../../../shared/real/articles
if [ -d "$articles" ]; then
    "$tone" run -q "$articles/threeway.jsonl" -o "$work/threeway"
    command -v zstd >/dev/null || apt-get install -y zstd >/dev/null
    zstd -dqc "$articles/large.jsonl.zst" >"$work/large.jsonl"
    echo 'group_by = "outlet"' >"$work/outlets.toml"
    "$tone" run -q -c "$work/outlets.toml" "$work/large.jsonl" -o "$work/large"
    pages+=("$work/threeway/report.html" "$work/large/report.html")
elif [ -n "${CI:-}" ]; then
    echo "no real articles beside the clone" >&2
    exit 1
else
    echo "skipped the real corpora: $articles is not there"
fi
node page.mjs ${2:+--shots "$2"} "${pages[@]}"
