#!/usr/bin/env bash
# Measures the release build on the gold sets in ../shared/eval and holds it to the gates. Prints every figure.
#   cargo build --release && tests/quality/run.sh
# Without ../shared it says so and does nothing, except in CI, where that is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
eval=../shared/eval
tone=${TONE:-target/release/tone}

if [ ! -d "$eval" ]; then
    echo "quality gates skipped: $eval is not here"
    [ -z "${CI:-}" ]
    exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# gate NAME FIGURE LEAST: prints the figure; counts a failure when it is below the least.
gate() {
    local word=ok
    awk -v f="$2" -v l="$3" 'BEGIN { exit !(f != "" && f + 0 >= l + 0) }' || { word=BELOW; failed=$((failed + 1)); }
    printf 'gate  %-44s %s  (at least %s)  %s\n' "$1" "$2" "$3" "$word"
}
annotate() { "$tone" annotate -q - <"$1"; }
figure() { grep -E "$1" | head -n 1 | sed -E "s/$2/\\1/"; }

split() { # GOLD STYLE: the gold's texts, split, into $work/system
    "$tone" annotate -q --sentences "$2" - <"$1" >"$work/spool"
    python3 "$eval/rows_to_sentences.py" "$1" "$work/spool" >"$work/system"
}
sentences() { # GOLD STYLE
    split "$1" "$2"
    python3 "$eval/score_sentences.py" "$1" "$work/system" | tee "$work/out"
}
f1_punct() { figure '^punct' '.*F1 ([0-9.]+).*' <"$work/out"; }
whole() { figure '^whole' 'whole +([0-9]+) of.*' <"$work/out"; }
gold=$eval/sentences
grep -E '"genre": ?"news"' "$gold/gum_train.jsonl" >"$work/train_news.jsonl"
cat "$gold/gum_dev.jsonl" "$work/train_news.jsonl" >"$work/gum.jsonl"
echo "-- sentences"
sentences "$gold/gum_dev.jsonl" news
gate "sentences: GUM dev F1-punct" "$(f1_punct)" .992
sentences "$work/gum.jsonl" news
gate "sentences: GUM dev and train's news F1-punct" "$(f1_punct)" .992
echo "-- sentences, GUM train's news alone"
sentences "$work/train_news.jsonl" news
gate "sentences: GUM train's news F1-punct" "$(f1_punct)" .98
sentences "$gold/golden48.jsonl" news
gate "sentences: golden rules" "$(whole)" 48
sentences "$gold/pragmatic_spec.jsonl" news
gate "sentences: pragmatic-segmenter cases" "$(whole)" 94
echo "-- sentences of the web"
sentences "$gold/ewt_dev.jsonl" web
gate "sentences: EWT dev F1-punct, --sentences web" "$(f1_punct)" .97
echo "-- sentences, without gates: the training parts, and the web by the rules of edited prose"
for set in gum_train:news ewt_train:web ewt_dev:news ewt_train:news; do
    sentences "$gold/${set%:*}.jsonl" "${set#*:}" | sed -n "s/^punct/$set/p"
done
echo "-- sentences inside quotations"
for set in gum_train:news gum_dev:news ewt_train:web ewt_dev:web; do
    file=$gold/${set%:*}.jsonl
    split "$file" "${set#*:}"
    echo "$set $(python3 tests/quality/quoted_boundaries.py "$file" "$work/system")"
done | tee "$work/out"
gate "sentences: boundaries inside quotations" \
    "$(awk '{ hit += $3; all += $5 } END { printf "%.4f", hit / all }' "$work/out")" .99

echo "-- attribution, PolNeAR dev"
gold=$eval/polnear/dev.jsonl
annotate "$gold" >"$work/spool"
python3 "$eval/rows_to_polnear.py" "$gold" "$work/spool" >"$work/system"
score() { python3 "$eval/score_attribution.py" "$gold" "$work/system" --cue-classes "$eval/cues.csv" "$@"; }
score >"$work/out"
grep -E '^(JOINT |sentence_)' "$work/out"
sentence_acc() { figure '^sentence_acc' 'sentence_acc ([0-9.]+).*' <"$work/out"; }
joint() { figure '^JOINT ' '.*F1 ([0-9.]+).*' <"$work/out"; }
gate "attribution: SentAcc, all" "$(sentence_acc)" .765
gate "attribution: JOINT, all" "$(joint)" .63
score --scope speech >"$work/out"
grep -E '^(JOINT|sentence_)' "$work/out"
gate "attribution: SentAcc, speech" "$(sentence_acc)" .865
gate "attribution: JOINT, speech" "$(joint)" .755
echo "-- attribution, PolNeAR: people against each other"
python3 tests/quality/polnear_people.py "$eval"

threeway() { # GOLD
    "$tone" run -q -o "$work/reports" "$eval/threeway/$1.jsonl"
    python3 "$eval/score_threeway.py" "$eval/threeway/$1.jsonl" "$work/reports/data/sentences.csv"
}
echo "-- speakers and relays, three-way dev"
measure() { # GROUP MEASURE: the figure of a group in what the scorer printed
    sed -n "/^\[$1\]/,/^\[[^$1]/p" "$work/out" | figure "^ +$2 " '.*[ 1] ([0-9.]+)$'
}
threeway dev | tee "$work/out"
gate "three-way: pairs F1" "$(measure all pairs)" .85
gate "three-way: exact" "$(measure all exact)" .82
gate "three-way: via F1" "$(measure all via)" .80
gate "three-way: pairs F1, DPRK above Western less .10" \
    "$(awk -v d="$(measure dprk pairs)" -v w="$(measure western pairs)" 'BEGIN { print d - w + .1 }')" 0
echo "-- three-way relays dev"
threeway relays_dev | tee "$work/out" | sed -n '/^\[all\]/,/^\[/p'
gate "three-way relays: via F1" "$(measure all via)" .80

echo "-- confidence: the share right beside it, by group, and what a least confidence leaves"
sets=()
for set in polnear/dev threeway/dev threeway/relays_dev; do
    annotate "$eval/$set.jsonl" >"$work/${set/\//_}"
    sets+=("$eval/$set.jsonl" "$work/${set/\//_}")
done
python3 tests/quality/calibration.py "$eval" "${sets[@]}" | tee "$work/out"
calibrated() { figure "^.$1. n" '.*ECE ([0-9.]+).*' <"$work/out" | awk '{ print 1 - $1 }'; }
gate "confidence: 1 - ECE, PolNeAR dev, speech" "$(calibrated 'polnear\/dev speech')" .94
gate "confidence: 1 - ECE, three-way dev" "$(calibrated 'threeway\/dev all')" .88

echo "-- tone, the 2,000 fixtures"
python3 tests/quality/vader.py "$tone" ../shared/fixtures/vader.csv | tee "$work/out"
gate "tone: fixtures equal in all four columns" "$(figure 'equal' '([0-9]+) of.*' <"$work/out")" 2000

echo "-- the news profile beside the raw reference"
python3 tests/quality/news_profile.py "$tone" "$eval" >"$work/out"
sed -n '/^sources/q;p' "$work/out"
gain() { gate "news profile: $1" "$(figure "^$2 " '[^ ]+ (.*)' <"$work/out")" "$3"; }
gain "accuracy gained, targets rw" target_rw_accuracy_gain .04
gain "accuracy gained, targets mt" target_mt_accuracy_gain .04
gain "accuracy gained, targets rw and mt" target_both_accuracy_gain .06
gain "macro-F1 gained, three-way" threeway_all_macro_f1_gain .10
gain "macro-F1 gained, worst of the groups" threeway_worst_group_macro_f1_gain .05
gain "r gained, three-way" threeway_all_r_gain .08
gain "r gained, worst of the groups" threeway_worst_group_r_gain .05
gain "on neutral, nearer to 0, worst" threeway_worst_group_nearer_to_zero 0
gain "gap between groups closed" threeway_gap_closed .50
gain "counts in sources right" sources_right 1

echo "-- a line of 50 MB"
python3 -c 'print("The envoy said talks went well. " * (50 * 2**20 // 32), end="")' >"$work/long.txt"
gate "bad input: sentences of a 50 MB line" "$("$tone" annotate -q "$work/long.txt" | tr '{' '\n' | grep -c '"row":0,')" 1638400

echo "$failed gates failed"
[ "$failed" -eq 0 ]
