#!/usr/bin/env bash
# Reads what a run writes with the programs that people use: the workbook with openpyxl and LibreOffice, the CSVs with LibreOffice, pandas and
# Python's csv, the Parquet file with pyarrow. All must show what the CSVs hold. In CI and by hand; installs what it lacks (pip into a virtual
# environment, LibreOffice by apt-get).
#   cargo build --release && tests/quality/spreadsheets.sh [target/release/tone]
set -euo pipefail
cd "$(dirname "$0")/../.."
tone=${1:-${TONE:-target/release/tone}}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. tests/quality/python.sh
with_python "$work/venv" openpyxl pandas pyarrow
if ! command -v soffice >/dev/null; then
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null
fi

formats=csv,html,xlsx,parquet
"$tone" run -q -o "$work/sample" --format $formats corpus/
# Texts that mean harm, or only look like something else.
mkdir "$work/texts"
"$python" tests/quality/spreadsheets.py --hostile >"$work/texts/hostile.jsonl"
"$tone" run -q -o "$work/hostile" --format $formats "$work/texts"
reports=("$work/sample" "$work/hostile")
if [ -d ../shared/real/articles ]; then
    "$tone" run -q -o "$work/threeway" --format $formats ../shared/real/articles/threeway.jsonl
    reports+=("$work/threeway")
elif [ -n "${CI:-}" ]; then
    echo "../shared/real/articles is not here" >&2
    exit 1
fi
"$python" tests/quality/spreadsheets.py "${reports[@]}"
