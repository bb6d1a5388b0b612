# F. Process, determinism, resuming.

many_days() { # NUMBER of articles, in d/
    local i
    mkdir d
    for i in $(seq "$1"); do echo "Ann Lee said day $i was a bad day. Bo Roe called it great. Kim Jong Un said: \"Fine.\"" >"d/$i.txt"; done
}

# Ctrl-C in the middle: the old reports are whole, or the new ones, and nothing else is there.
F01() {
    many_days 5000
    run good.txt
    cp -a out old
    timeout -s INT 0.6 "$TONE" run --progress off -o out d >"$WORK/printed" 2>"$WORK/said"
    settle_interrupted
    tone run --progress off -o out good.txt
    exits 0
    same_reports old out
}
settle_interrupted() {
    # Its own code, not timeout's, is looked for where it is slower than that.
    local articles
    articles=$(column data/articles.csv id | wc -l)
    case $articles in
        1) rm -rf out/.tone-stage; same_reports old out ;;
        5000) ;;
        *) fail "reports of $articles articles" ;;
    esac
    ! find . -name '*.tmp' | grep -q . || fail "a temporary file is left"
    mkfifo pipe
    # A shell has its children in the background ignore the signal.
    env --default-signal=INT "$TONE" run --progress off -o other pipe 2>"$WORK/said" &
    local child=$!
    exec 9>pipe
    cat good.txt >&9
    sleep 0.3
    kill -INT $child
    exec 9>&-
    wait $child; status=$?
    exits 130 0
    # Nothing was analysed yet: there is nothing to resume.
    [ "$status" = 0 ] || told interrupted
}

# Killed in the middle, then resumed: the bytes of a run that nobody disturbed.
F02() {
    many_days 5000
    timeout -s KILL 0.5 "$TONE" run --progress off -o out d 2>/dev/null
    run --resume d
    exits 0
    mv out resumed
    run d
    exits 0
    same_reports resumed out
    same articles 5000 "$(column data/articles.csv id | wc -l)"
}

# The journal cut in a record: that one is done again.
F03() {
    many_days 300
    local spool=out/.tone-stage/spool bytes
    mkfifo d/pipe
    # A pipe that is named keeps the run waiting after all else is in the journal.
    "$TONE" run --progress off -o out d d/pipe >/dev/null 2>&1 &
    local child=$!
    exec 9>d/pipe
    for _ in $(seq 100); do [ "$(wc -c 2>/dev/null <"$spool")" -lt 65536 ] 2>/dev/null || break; sleep 0.05; done
    kill -KILL $child; wait $child 2>/dev/null
    exec 9>&-
    rm d/pipe
    bytes=$(wc -c <"$spool")
    [ "$bytes" -ge 65536 ] || fail "only $bytes bytes in the journal"
    truncate -s -7 "$spool"
    run --resume d
    exits 0
    mv out resumed
    run d
    same_reports resumed out
}

# Resumed with another configuration: begun afresh, and said so.
F04() {
    many_days 3000
    timeout -s KILL 0.5 "$TONE" run --progress off -o out d 2>/dev/null
    printf 'base = "none"\n' >d/tone.toml
    run --resume d
    exits 0
    told afresh
    mv out resumed
    run d
    exits 0
    same_reports resumed out
    same known 0 "$(sentences known speaker='Kim Jong Un' | grep -c true)"
}

# One thread, two, eight: the same bytes of every file, manifest and page among them.
F05() {
    many_days 400
    run -j 1 d
    exits 0
    same articles 400 "$(column data/articles.csv id | wc -l)"
    mv out one
    local jobs
    for jobs in 2 8 8 8 3 0; do
        run -j "$jobs" d
        exits 0
        same_reports one out
    done
    same speakers $'Ann Lee\nBo Roe\nKim Jong Un' "$(column speakers.csv speaker manner=all | sort)"
}

# Locale and time zone change nothing.
F06() {
    printf 'date: 2018-06-12\n\nISTANBUL said it is bad. Ali said it is GREAT, 1.5 times.\n' >d.txt
    LC_ALL=tr_TR.UTF-8 TZ=Asia/Tehran run d.txt good.txt
    exits 0
    mv out one
    LC_ALL=C TZ=UTC run d.txt good.txt
    same_reports one out
    LC_ALL=de_DE.UTF-8 LANG=de_DE TZ=Pacific/Kiritimati run d.txt good.txt
    same_reports one out
    same date 2018-06-12 "$(column data/articles.csv date id=d)"
    good_is_read
}

# No home, no folder for temporary files, none that could be written.
F07() {
    env -u HOME TMPDIR=/nonexistent timeout 60 "$TONE" run --progress off -o out good.txt >"$WORK/printed" 2>"$WORK/said"
    settled $?
    exits 0
    good_is_read
    mv out one
    env -i "$TONE" run --progress off --format csv,html,xlsx -o out good.txt >"$WORK/printed" 2>"$WORK/said"
    settled $?
    exits 0
    cmp one/speakers.csv out/speakers.csv || fail "the tables differ"
    [ -s out/tables.xlsx ] || ls out/*.xlsx >/dev/null || fail "no workbook"
}

# The working folder is gone: absolute paths work, a relative one is a plain error.
F08() {
    local here=$PWD
    mkdir gone
    (cd gone && rmdir ../gone && timeout 60 "$TONE" run --progress off -o "$here/out" "$here/good.txt") >"$WORK/printed" 2>"$WORK/said"
    settled $?
    exits 0
    good_is_read
    mkdir gone
    (cd gone && rmdir ../gone && timeout 60 "$TONE" run --progress off -o reports "$here/good.txt") >"$WORK/printed" 2>"$WORK/said"
    settled $?
    exits 1
    told reports 'cannot write here'
}

# A fault of the program in one article costs that article. (TONE_FAULT is for tests: it makes one.)
F09() {
    cp good.txt b.txt
    TONE_FAULT=panic:b.txt run good.txt b.txt
    exits 3
    skipped 'b.txt#1 internal_fault'
    articles good
    good_is_read
}

# 20,000 articles in a small address space: they are not held.
F10() {
    "$PYTHON" -c "
for i in range(20000): print('{\"text\":\"Ann Lee said day %d is bad.\"}' % i)" >m.jsonl
    (ulimit -v 1500000; HUGE=1 run -j 2 m.jsonl; exits 0)
    same articles 20000 "$(column data/articles.csv id | wc -l)"
    same sentences 20000 "$(column speakers.csv sentences speaker='Ann Lee' manner=all)"
}

# The same seed gives the same bytes; another moves intervals and p, and no mean and no count.
F11() {
    "$PYTHON" - <<'P'
import json, random
chance = random.Random(7)
words = ["bad", "good", "great", "terrible", "fine", "awful", "long"]
with open("m.jsonl", "w") as file:
    for i in range(60):
        text = " ".join(f"Ann Lee said day {i} was {chance.choice(words)}." for _ in range(chance.randrange(1, 5)))
        file.write(json.dumps(dict(text=text, source=["Post", "Times"][i % 2])) + "\n")
with open("tone.toml", "w") as file:
    file.write('base = "none"\n[groups]\na = ["Post"]\nb = ["Times"]\n[speakers."Ann Lee"]\n[[comparison]]\nspeaker = "Ann Lee"\ngroups = ["a", "b"]\n')
P
    run --seed 7 m.jsonl
    exits 0
    mv out seven
    run --seed 7 m.jsonl
    same_reports seven out
    run --seed 8 m.jsonl
    exits 0
    cmp seven/data/sentences.csv out/data/sentences.csv || fail "the rows differ"
    same means "$(reports column seven/speakers.csv mean_tone)" "$(column speakers.csv mean_tone)"
    same difference "$(reports column seven/comparisons.csv difference)" "$(column comparisons.csv difference)"
    local p
    p=$(reports column seven/comparisons.csv p declared=true)
    [ "$(column comparisons.csv p declared=true)" != "$p" ] || cmp -s seven/comparisons.csv out/comparisons.csv ||
        echo "the p of both seeds is $p"
    ! cmp -s seven/manifest.json out/manifest.json || fail "the seed is not in the manifest"
}

# Nothing of time, host or place is in a report: elsewhere, later and by somebody else it has the same bytes.
F12() {
    run good.txt
    exits 0
    mv out one
    mkdir elsewhere; cp good.txt elsewhere/; touch -d 2001-01-01 elsewhere/good.txt
    sleep 1.1
    (cd elsewhere && USER=somebody HOSTNAME=other SOURCE_DATE_EPOCH=0 run good.txt && mv out ../two)
    same_reports one two
    ! grep -rqF -e "$ROOT" -e "$(hostname)" one/manifest.json one/report.html one/datapackage.json || fail "a place is in the reports"
    mv two out
    good_is_read
}
