#!/usr/bin/env bash
# Recomputes agreement.csv and what a report takes from a coded sample, of samples coded by a script with errors, in a virtual environment with pandas,
# numpy and scipy. In CI and by hand; needs python3 with venv and pip.
#   cargo build --release && tests/quality/agreement.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
tone=${TONE:-target/release/tone}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. tests/quality/python.sh
with_python "$work/venv" numpy pandas scipy

# A corpus, coders, items a group, share of overlap, seed. Items left empty are exit 3.
check() {
    local corpus=$1 coding=$work/coding-$5 code=0
    "$tone" sample -q -o "$coding" --coders "$2" --per-group "$3" --overlap "$4" --seed "$5" "$corpus"
    "$python" tests/quality/agreement.py fill "$coding" "$5"
    "$tone" validate -q "$coding" >/dev/null || code=$?
    [ "$code" = 0 ] || [ "$code" = 3 ]
    "$tone" run -q --coded "$coding" -o "$work/reports-$5" "$corpus"
    cmp "$coding/agreement.csv" "$work/reports-$5/agreement.csv"
    "$python" tests/quality/agreement.py check "$coding" "$work/reports-$5"
}

check corpus 2 60 0.3 11
check corpus 3 25 1 12
check corpus 1 100 0.2 13
if [ -d ../shared/real/articles ]; then
    check ../shared/real/articles/threeway.jsonl 3 200 0.25 14
elif [ -n "${CI:-}" ]; then
    echo "../shared/real/articles is not here" >&2
    exit 1
fi
