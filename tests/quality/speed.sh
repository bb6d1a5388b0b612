#!/usr/bin/env bash
# Throughput and peak memory of whole runs of the release build, measured by hand, never in CI.
#   cargo build --release && tests/quality/speed.sh [JOBS]
# Needs GNU time, zstd and ../shared/real/articles. MB are of article files, a million bytes each.
set -euo pipefail
cd "$(dirname "$0")/../.."
articles=../shared/real/articles
tone=${TONE:-target/release/tone}
jobs=${1:-0}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
zstd -dqc "$articles/large.jsonl.zst" >"$work/large.jsonl"

measure() { # NAME BYTES COMMAND…
    local name=$1 bytes=$2
    shift 2
    command time -f '%e %U %S %M' -o "$work/time" "$@" >/dev/null
    awk -v n="$name" -v b="$bytes" \
        '{ printf "%-28s %6.1f MB  %6.1f s  %5.1f MB/s  %5.1f MB/s a core  peak %d MiB\n", n, b/1e6, $1, b/1e6/$1, b/1e6/($2+$3), $4/1024 }' "$work/time"
}
for file in "$articles/threeway.jsonl" "$work/large.jsonl"; do
    bytes=$(wc -c <"$file")
    name=$(basename "$file")
    measure "run $name" "$bytes" "$tone" run -q -j "$jobs" -o "$work/reports" "$file"
    measure "annotate $name" "$bytes" "$tone" annotate -q -j "$jobs" "$file"
done
echo 'group_by = "outlet"' >"$work/outlets.toml"
measure "run, outlets as groups" "$bytes" "$tone" run -q -j "$jobs" -c "$work/outlets.toml" -o "$work/reports" "$file"
