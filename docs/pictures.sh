#!/usr/bin/env bash
# The pictures of the README, docs/page.png and docs/terminal.png: a run over the sample corpus, in Chromium (after
# tests/browser/run.sh, which installs what this needs). cargo build --release && docs/pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."

TONE=${TONE:-target/release/tone}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
CLICOLOR_FORCE=1 "$TONE" run --color always --progress off corpus/ -o "$folder/reports" 2>"$folder/said"
sed -i "s|$folder/||" "$folder/said"
node tests/browser/pictures.mjs "$folder/reports/report.html" "$folder/said" docs
