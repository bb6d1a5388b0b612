#!/usr/bin/env bash
# Kills a run at random moments, resumes it, and compares the reports with those of a run that nobody killed, by sha256; by hand.
#   cargo build --release && tests/quality/kills.sh [KILLS [ARTICLES]]
# Needs zstd and ../shared/real/articles. An earlier report lies in the folder: after a kill it is there, or the new one, or the journal of the
# stage that parts them. Most kills come at any moment of a run, every fifth while tables are written, every fifth while files are renamed;
# some runs are killed twice, some stopped by Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/../.."
tone=$(realpath "${TONE:-target/release/tone}")
kills=${1:-50}
articles=${2:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

{ zstd -dqc ../shared/real/articles/large.jsonl.zst || true; } | head -n "$articles" >"$work/articles.jsonl"
head -n $((articles / 4)) "$work/articles.jsonl" >"$work/fewer.jsonl"
sums() { (cd "$1" && find . -type f ! -path './.tone-stage/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum); }
"$tone" run -q "$work/fewer.jsonl" -o "$work/earlier"
old=$(sums "$work/earlier")
start=$(date +%s%N)
"$tone" run -q -j 1 "$work/articles.jsonl" -o "$work/whole"
took=$((($(date +%s%N) - start) / 1000000))
wanted=$(sums "$work/whole")
echo "a whole run: $took ms"

RANDOM=${SEED:-7}
up_to() { sleep "$(awk -v r=$RANDOM -v most="$1" 'BEGIN { printf "%.3f", r / 32768 * most / 1000 }')"; }
until_there() { # FILE, or the end of a process: FILE PID
    while [ ! -e "$1" ] && kill -0 "$2" 2>/dev/null; do sleep 0.002; done
}
# Waits for the moment at which the run is to be killed: KILL PID
moment() {
    case $(($1 % 5)) in
        0) until_there "$out/.tone-stage/placing.json" "$2"; up_to 100 ;;
        1) until_there "$out/.tone-stage/data" "$2"; up_to $((took / 4)) ;;
        *) up_to "$took" ;;
    esac
}

same=0 kept=0 rendering=0 renaming=0 ended=0 out=$work/out
for kill in $(seq "$kills"); do
    rm -rf "$out"
    cp -a "$work/earlier" "$out"
    for signal in KILL $([ $((kill % 7)) = 0 ] && echo KILL) $([ $((kill % 11)) = 0 ] && echo INT); do
        # A shell has what it starts in the background ignore Ctrl-C.
        env --default-signal=INT "$tone" run -q --resume "$work/articles.jsonl" -o "$out" 2>/dev/null &
        pid=$!
        moment "$kill" $pid
        kill -s "$signal" $pid 2>/dev/null || true
        wait $pid 2>/dev/null || true
    done
    left=$(sums "$out")
    if [ -e "$out/.tone-stage/placing.json" ]; then
        renaming=$((renaming + 1))
    elif [ "$left" = "$wanted" ]; then
        ended=$((ended + 1))
    elif [ "$left" != "$old" ]; then
        echo "kill $kill: neither report is left"
        exit 1
    elif [ -e "$out/.tone-stage/data" ]; then
        rendering=$((rendering + 1))
    fi
    [ -s "$out/.tone-stage/spool" ] && kept=$((kept + 1))
    "$tone" run -q --resume -j $((1 + kill % 3)) "$work/articles.jsonl" -o "$out"
    if [ "$(sums "$out")" = "$wanted" ] && [ ! -e "$out/.tone-stage" ]; then
        same=$((same + 1))
    else
        echo "kill $kill: another result"
    fi
done
echo "$kills kills ($rendering while tables were written, $renaming while files were renamed, $ended after the end; $kept left a spool), $same results the same"
[ "$same" = "$kills" ]
