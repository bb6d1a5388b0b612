#!/usr/bin/env bash
# Recomputes the sample's reports, and those of a study with outlets as groups and families on both sides, from data/sentences.csv alone, in a virtual
# environment with pandas, numpy and scipy. In CI and by hand; needs python3 with venv and pip.
#   cargo build --release && tests/quality/statistics.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
tone=${TONE:-target/release/tone}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. tests/quality/python.sh
with_python "$work/venv" numpy pandas scipy

# Outlets as groups, with a story of Reuters in Bloomberg's name: one cluster on two sides.
mkdir "$work/corpus"
cp -r corpus/western corpus/xinhua corpus/kcna "$work/corpus"
sed 's/^outlet: .*/outlet: Bloomberg/' corpus/western/reuters-2019-01-10.txt >"$work/corpus/western/copied.txt"
grep -q '^outlet:' "$work/corpus/western/copied.txt" || sed -i '1i outlet: Bloomberg' "$work/corpus/western/copied.txt"
cat >"$work/tone.toml" <<'TOML'
group_by = "outlet"
[corpus]
opinion = "include"
[[comparison]]
measure = "outlet_voice"
groups = ["KCNA", "Xinhua"]
[[comparison]]
measure = "about:North Korea"
groups = ["Reuters", "Bloomberg"]
[[comparison]]
speaker = "Kim Jong Un"
manner = "paraphrased"
groups = ["Xinhua", "KCNA"]
TOML
"$tone" run -q -o "$work/sample" corpus/
"$tone" run -q -c "$work/tone.toml" -o "$work/outlets" "$work/corpus"
"$python" tests/quality/recompute.py "$work/sample" "$work/outlets"
if [ -d ../shared/real/articles ]; then
    "$tone" run -q -o "$work/threeway" ../shared/real/articles/threeway.jsonl
    "$python" tests/quality/recompute.py "$work/threeway"
elif [ -n "${CI:-}" ]; then
    echo "../shared/real/articles is not here" >&2
    exit 1
fi
