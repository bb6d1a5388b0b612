#!/usr/bin/env bash
# 91 kinds of bad input and fault, each on a real run of the program:
#
#   tests/bad_inputs.sh [-v] [PROGRAM] [CASE…]      e.g. tests/bad_inputs.sh target/release/tone B04 E10
#
# Every case asks for content: reasons in manifest.json, rows, texts, messages. What must hold of any run is asked after each
# (`settled`). A case is a function of its letter and number in tests/bad_inputs/; the last line is `N passed, N failed`.
set -u
export LC_ALL=C.UTF-8
HERE=$(cd "$(dirname "$0")" && pwd)

VERBOSE= TONE= WANTED=()
for argument in "$@"; do
    case $argument in
        -v) VERBOSE=1 ;;
        [A-H][0-9][0-9]) WANTED+=("$argument") ;;
        *) TONE=$argument ;;
    esac
done
TONE=$(realpath "${TONE:-$HERE/../target/release/tone}")
[ -x "$TONE" ] || { echo "no program at $TONE: cargo build --release" >&2; exit 2; }

lacking=
for tool in python3:python3 zstd:zstd runuser:util-linux setpriv:util-linux; do
    command -v "${tool%:*}" >/dev/null || lacking+=" ${tool#*:}"
done
# shellcheck disable=SC2086
[ -z "$lacking" ] || { apt-get update -q && apt-get install -q -y $lacking; } >/dev/null || exit 2
PYTHON=$(python3 -c 'import sys; print(sys.executable)')

GOOD='The minister said, "This is a great day." Critics, including Ann Lee, called it a disaster.'
GOOD_TEXTS=('The minister said, "This is a great day."' 'Critics, including Ann Lee, called it a disaster.')

# What a case may do ------------------------------------------------------------------------------------------------------------

fail() { echo "$*" >>"$WORK/.why"; }
reports() { "$PYTHON" -I -S "$HERE/bad_inputs/reports.py" "$@"; }

# Runs the program: its exit code into `status`, what it says into the files `said` (standard error) and `printed`.
tone() {
    timeout -k 5 120 "$TONE" "$@" >"$WORK/printed" 2>"$WORK/said"
    settled $?
}
# `tone run` into out/; and the same by somebody who may not read everything, or with little memory.
run() { tone run --progress off -o out "$@"; }
run_as_nobody() {
    runuser -u nobody -- timeout -k 5 120 "$TONE" run --progress off -o out "$@" >"$WORK/printed" 2>"$WORK/said"
    settled $?
}
run_in_3_gb() { # of address space
    (ulimit -v 3000000; exec timeout -k 5 120 "$TONE" run --progress off -o out "$@") >"$WORK/printed" 2>"$WORK/said"
    settled $?
}

# What must hold of every run: no signal, no panic, no time-out, nothing that a terminal would obey; and whole reports where it
# says that it wrote some.
settled() {
    status=$1
    [ "$status" -lt 124 ] || [ "$status" = 130 ] || fail "ended by a signal or a time-out: $status"
    ! grep -q 'panicked\|RUST_BACKTRACE\|stack overflow' "$WORK/said" || fail "a panic: $(head -1 "$WORK/said")"
    ! LC_ALL=C grep -q '[[:cntrl:]]' <(tr -d '\n' <"$WORK/said") || fail "a control character on the terminal"
    # What was analysed stays for --resume where a run failed or was interrupted, and nothing else.
    case $status in
        1 | 130) [ -z "$(find out/.tone-stage ! -name spool ! -name lock -type f 2>/dev/null)" ] || fail "litter in out/.tone-stage" ;;
        *) [ ! -e out/.tone-stage ] || fail "the stage is left in out/" ;;
    esac
    if [ -e out/manifest.json ] && [ -z "${HUGE:-}" ]; then
        local wrong
        wrong=$(reports whole out 2>&1) || wrong+=" (reports.py failed)"
        [ -z "$wrong" ] || fail "out/: $wrong"
    fi
}

exits() { # CODE…
    local code
    for code in "$@"; do [ "$status" != "$code" ] || return 0; done
    fail "exit $status, not $*: $(head -c 300 "$WORK/said")"
}
told() { # TEXT… on standard error, wherever lines break
    local text
    for text in "$@"; do
        tr '\n' ' ' <"$WORK/said" | tr -s ' ' | grep -qF -- "$text" || fail "not told: $text; but: $(head -c 300 "$WORK/said")"
    done
}
same() { # WHAT EXPECTED ACTUAL
    [ "$2" = "$3" ] || fail "$1: there is"$'\n'"$3"$'\n'"and not"$'\n'"$2"
}
lines() { [ $# = 0 ] || printf '%s\n' "$@"; }
skipped() { same skipped "$(lines "$@")" "$(reports fates out skipped)"; }      # PATH[#RECORD][:LINE] REASON …
ignored() { same ignored "$(lines "$@")" "$(reports fates out ignored)"; }
set_aside() { same set_aside "$(lines "$@")" "$(reports fates out set_aside)"; }
detailed() { reports told out skipped | grep -qF -- "$1" || fail "no detail “$1” in $(reports told out skipped | head -c 300)"; }
articles() { same articles "$(lines "$@")" "$(column data/articles.csv id)"; }   # ID …, all of them
encoding() { same encoding "$1" "$(reports inputs out encoding)"; }              # "PATH ENCODING"
column() { local file=$1; shift; reports column "out/$file" "$@"; }              # FILE COLUMN [COLUMN=VALUE …]
sentences() { column data/sentences.csv "$@"; }
# The sentences of an article, and who speaks in them: ID TEXT… -- SPEAKER…
texts() {
    local id=$1; shift
    same "text of $id" "$(lines "$@")" "$(sentences text article_id="$id" row=0 headline=false)"
}
speakers() {
    local id=$1; shift
    same "speakers of $id" "$(lines "$@")" "$(sentences speaker article_id="$id" voice=speech)"
}
tones() { # ID TONE…, of what is said
    local id=$1; shift
    same "tones of $id" "$(lines "$@")" "$(sentences tone article_id="$id" voice=speech)"
}
good_is_read() { # as article ID
    texts "${1:-good}" "${GOOD_TEXTS[@]}"
    speakers "${1:-good}" minister critics
    tones "${1:-good}" 0.6249 0.0000
}
no_reports() { [ ! -e out ] || fail "there is an out/: $(find out | head -3)"; }
same_reports() { diff -rq --exclude=.tone-stage "$1" "$2" >"$WORK/.diff" || fail "$1 and $2 differ: $(head -3 "$WORK/.diff")"; }
seconds() { # MOST COMMAND…: generous, for what would take minutes if it were not linear
    local most=$1 from=$SECONDS; shift
    "$@"
    [ $((SECONDS - from)) -le "$most" ] || fail "$((SECONDS - from)) s, more than $most"
}

# The cases ----------------------------------------------------------------------------------------------------------------------

ROOT=$(mktemp -d); chmod 755 "$ROOT"
# Nobody must be able to run the program, wherever it was built.
install -m 755 "$TONE" "$ROOT/tone"; TONE=$ROOT/tone
cleanup() {
    local folder
    for folder in "$ROOT"/*/out; do mountpoint -q "$folder" 2>/dev/null && umount "$folder"; done
    chmod -R u+rwx "$ROOT" 2>/dev/null
    rm -rf "$ROOT"
}
trap cleanup EXIT

for group in "$HERE"/bad_inputs/*.sh; do
    # shellcheck source=/dev/null
    source "$group"
done
[ ${#WANTED[@]} -gt 0 ] || mapfile -t WANTED < <(declare -F | grep -o ' [A-H][0-9][0-9]$' | tr -d ' ' | sort)

passed=0 failed=0
for id in "${WANTED[@]}"; do
    from=$SECONDS WORK=$ROOT/$id.work
    mkdir "$ROOT/$id" "$WORK"
    chmod 755 "$ROOT/$id"
    (cd "$ROOT/$id" && printf '%s\n' "$GOOD" >good.txt && umask 022 && { "$id"; : >"$WORK/ended"; }) >"$WORK/shell" 2>&1
    # A case that stops half way, or asks for what there is not, has shown nothing.
    [ -e "$WORK/ended" ] && [ -e "$WORK/said" ] && ! grep -q 'command not found\|Traceback' "$WORK/shell" ||
        fail "the case itself is broken: $(tail -2 "$WORK/shell")"
    if [ ! -s "$WORK/.why" ]; then
        passed=$((passed + 1))
        [ -z "$VERBOSE" ] || echo "pass $id ($((SECONDS - from)) s)"
    else
        failed=$((failed + 1))
        echo "FAIL $id ($((SECONDS - from)) s)"
        cut -c1-300 "$WORK/.why" | sed 's/^/    /'
        [ -z "$VERBOSE" ] || cut -c1-300 "$WORK/shell" | sed 's/^/    | /'
    fi
    mountpoint -q "$ROOT/$id/out" 2>/dev/null && umount "$ROOT/$id/out"
    chmod -R u+rwx "$ROOT/$id" 2>/dev/null
    rm -rf "${ROOT:?}/$id" "$WORK"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
