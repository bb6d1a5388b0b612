#!/usr/bin/env bash
# Annotates a corpus in several processes, its lines shuffled, and compares the tables with those of one run, by sha256; by hand.
#   cargo build --release && tests/quality/shards.sh [ARTICLES [SHARDS…]]
# Needs zstd and ../shared/real/articles. The manifest is left out: it lists the inputs, which are others.
set -euo pipefail
cd "$(dirname "$0")/../.."
tone=$(realpath "${TONE:-target/release/tone}")
articles=${1:-5000}
counts=(1 3 7)
[ $# -lt 2 ] || counts=("${@:2}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

chance() { openssl enc -aes-256-ctr -pass "pass:$1" -nosalt </dev/zero 2>/dev/null; }
sums() { (cd "$1" && find . -type f ! -name manifest.json -print0 | sort -z | xargs -0 sha256sum); }
{ zstd -dqc ../shared/real/articles/large.jsonl.zst || true; } | head -n "$articles" >"$work/articles.jsonl"
"$tone" run -q "$work/articles.jsonl" -o "$work/whole"
sums "$work/whole" >"$work/wanted"

different=0
for shards in "${counts[@]}"; do
    rm -rf "$work/parts" "$work/out"
    mkdir "$work/parts"
    shuf --random-source=<(chance "$shards") "$work/articles.jsonl" | split -n "r/$shards" - "$work/parts/p"
    for part in "$work"/parts/p??; do
        mv "$part" "$part.jsonl"
        "$tone" annotate -q "$part.jsonl" >"$part.spool"
    done
    mapfile -t spools < <(find "$work/parts" -name '*.spool' | sort | shuf --random-source=<(chance "order $shards"))
    "$tone" report -q "${spools[@]}" -o "$work/out"
    sums "$work/out" >"$work/found"
    if diff -q "$work/wanted" "$work/found" >/dev/null; then
        echo "$shards shards: the same sha256 of $(wc -l <"$work/found") files"
    else
        echo "$shards shards: others"
        diff "$work/wanted" "$work/found" | grep '^[<>]' | awk '{ print "    " $3 }' | sort -u
        different=1
    fi
done
[ "$different" = 0 ]
