#!/usr/bin/env bash
# Trains the tagger again and compares: the committed weights must be what the committed rules and features make of the gold.
#   tests/quality/model.sh
# Without ../shared it says so and does nothing, except in CI, where that is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
gold=../shared/eval/polnear/train.jsonl
model=src/attribution/tagger/model.bin

if [ ! -f "$gold" ]; then
    echo "training skipped: $gold is not here"
    [ -z "${CI:-}" ]
    exit
fi
again=$(mktemp)
trap 'rm -f "$again"' EXIT
cargo run --locked --quiet --release --manifest-path training/Cargo.toml --target-dir target -- "$gold" "$again"
if ! cmp "$again" "$model"; then
    echo "the weights are not those of these rules; train again (training/README.md)"
    exit 1
fi
echo "the committed weights are what training makes: $(stat -c %s "$model") bytes"
