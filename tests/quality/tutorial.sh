#!/usr/bin/env bash
# Types the commands of README.md and docs/tutorial.md as they are printed, in empty folders, and compares what comes with what is shown.
# In CI and by hand; needs python3.
#   cargo build --release && tests/quality/tutorial.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
tone=$(realpath "${TONE:-target/release/tone}")
# The reader types `tone`.
PATH=$(dirname "$tone"):$PATH
python3 tests/quality/tutorial.py README.md docs/tutorial.md
