#!/usr/bin/env bash
# Kills a run at random moments, resumes it, and compares the reports with those of a run that nobody killed, by sha256; by hand.
#   cargo build --release && tests/quality/kills.sh [KILLS [ARTICLES]]
# Needs zstd and ../shared/real/articles. Some runs are stopped by Ctrl-C, some killed twice.
set -euo pipefail
cd "$(dirname "$0")/../.."
tone=$(realpath "${TONE:-target/release/tone}")
kills=${1:-50}
articles=${2:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

{ zstd -dqc ../shared/real/articles/large.jsonl.zst || true; } | head -n "$articles" >"$work/articles.jsonl"
sums() { (cd "$1" && find . -type f ! -path './.tone-stage/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum); }
start=$(date +%s%N)
"$tone" run -q "$work/articles.jsonl" -o "$work/whole"
took=$((($(date +%s%N) - start) / 1000000))
wanted=$(sums "$work/whole")
echo "a whole run: $took ms"

same=0 kept=0
RANDOM=${SEED:-7}
for kill in $(seq "$kills"); do
    out=$work/out
    rm -rf "$out"
    for signal in KILL $([ $((kill % 5)) = 0 ] && echo KILL) $([ $((kill % 7)) = 0 ] && echo INT); do
        "$tone" run -q --resume "$work/articles.jsonl" -o "$out" 2>/dev/null &
        pid=$!
        sleep "$(awk -v r=$RANDOM -v most=$took 'BEGIN { printf "%.3f", r / 32768 * most / 1000 }')"
        kill -s "$signal" $pid 2>/dev/null || true
        wait $pid 2>/dev/null || true
    done
    [ -s "$out/.tone-stage/spool" ] && kept=$((kept + 1))
    "$tone" run -q --resume "$work/articles.jsonl" -o "$out"
    if [ "$(sums "$out")" = "$wanted" ] && [ ! -e "$out/.tone-stage" ]; then
        same=$((same + 1))
    else
        echo "kill $kill: another result"
    fi
done
echo "$kills kills ($kept left a spool), $same results the same"
[ "$same" = "$kills" ]
