# E. Output.

small_corpus() { # NUMBER: so many records, in m.jsonl
    local i
    for i in $(seq "$1"); do echo "{\"text\":\"Ann Lee said day $i is bad.\"}"; done >m.jsonl
}
older_report() { # in out/, kept in old/
    run good.txt
    exits 0
    cp -a out old
}

# Formulas in names and texts: an apostrophe in the tables for spreadsheets, none in data/, and never before a number (`settled`).
E01() {
    cat >f.jsonl <<'J'
{"id":"=1+1","text":"=HYPERLINK(\"http://x\",\"y\") said it is bad.","source":"@SUM(1)","title":"+1","author":"-2+3"}
{"id":"b","text":"\tTab Lee said it is bad.","source":"-cmd"}
J
    run f.jsonl
    exits 0
    same outlets $'@SUM(1)\n-cmd' "$(column data/articles.csv outlet)"
    same ids $'=1+1\nb' "$(column data/articles.csv id)"
    same guarded $'\'-cmd\n\'@SUM(1)' "$(column coverage.csv outlet)"
    same mean -0.542300 "$(column speakers.csv mean_tone speaker='Tab Lee' manner=all)"
    texts =1+1 '=HYPERLINK("http://x","y") said it is bad.'
}

# Commas, marks and line ends come back as they were. Dialects are those of the design: spreadsheets' tables have CRLF and a byte
# order mark, data/ neither (the matrix: LF and no mark throughout).
E02() {
    "$PYTHON" -c "
import json
print(json.dumps(dict(id='a,\"b\"', text='Ann Lee said, \"it is bad, very\\nbad\".', source='a,\"b\"\r\nc', title='x;\ty')))" >f.jsonl
    run f.jsonl
    exits 0
    articles 'a,"b"'
    same outlet 'a,"b" c' "$(column coverage.csv outlet)"
    texts 'a,"b"' 'Ann Lee said, "it is bad, very' 'bad".'
    same mark efbbbf "$(head -c 3 out/speakers.csv | od -An -tx1 | tr -d ' ')"
    same 'line ends' "$(wc -l <out/speakers.csv)" "$(grep -c $'\r$' out/speakers.csv)"
    same 'line ends of data' 0 "$(grep -c $'\r' out/data/sentences.csv)"
    same 'first byte' a "$(head -c 1 out/data/sentences.csv)"
}

# Markup in every field: text on the page. One small script of the program's own is let in by its hash (the matrix: none).
E03() {
    cat >x.jsonl <<'J'
{"text":"<script>alert(1)</script> Lee said it is bad. \"Bad\" onmouseover=alert(1) said Bo.","title":"</title><img src=x onerror=alert(1)>","source":"\"><svg onload=alert(1)>","url":"javascript:alert(1)"}
{"text":"Ann Lee said it is bad.","title":"Plain","source":"Post","url":"https://example.org/a"}
J
    run x.jsonl
    exits 0
    ! grep -Eqi '<script>alert|<svg onload|<img|href=.?javascript:|<[a-z]+ [^>]*onmouseover' out/report.html || fail "markup of an article on the page"
    grep -q '&lt;script&gt;alert(1)' out/report.html || fail "the text is not on the page"
    grep -q "Content-Security-Policy\" content=\"default-src 'none'" out/report.html || fail "no policy"
    same scripts 1 "$(grep -o '<script' out/report.html | wc -l)"
    same url 'javascript:alert(1)' "$(column data/articles.csv url id=x#1)"
    same speakers 'Ann Lee' "$(sentences speaker article_id=x#2 voice=speech)"
}

# Names as file names: a file for each speaker who is configured or heard in three articles (the matrix: --per-speaker).
E04() {
    "$PYTHON" - <<'P'
import json
names = ["../../../../opt/pwn", "/abs/path", "..", "CON", "a\u0000b", ".htaccess", "x" * 300, "Nul\\con:1", "Ann|Lee"]
with open("tone.toml", "w") as file:
    file.write('base = "none"\n')
    for name in names:
        file.write(f"[speakers.{json.dumps(name)}]\nnames = [{json.dumps('Mayor ' + chr(65 + names.index(name)) + 'ent')}]\n")
with open("p.jsonl", "w") as file:
    for name in names:
        text = f"Mayor {chr(65 + names.index(name))}ent said it is bad."
        file.write(json.dumps(dict(text=text)) + "\n")
P
    touch before
    run p.jsonl
    # A NUL is a mistake of the configuration: then without it.
    exits 2
    told tone.toml:10 NUL
    sed -i '/u0000/,+1d' tone.toml
    run p.jsonl
    exits 0
    local files
    files=$(find out/speakers -type f | wc -l)
    [ "$files" -ge 8 ] || fail "$files files of speakers"
    same 'odd names' '' "$(find out -printf '%f\n' | grep -Ev '^[A-Za-z0-9._-]{1,80}$')"
    same 'reserved names' '' "$(find out -printf '%f\n' | grep -Eix '(con|nul|prn|aux)(\..*)?')"
    [ ! -e /opt/pwn ] && [ ! -e /opt/pwn.csv ] && [ ! -e /abs ] || fail "a file outside"
    same 'files outside' '' "$(find . -newer before -type f -not -path './out/*' -not -name tone.toml)"
    same 'statement' 'it is bad' "$(cat out/speakers/*.csv | grep -o 'it is bad' | sort -u)"
}

# Names equal but for case are one speaker (DESIGN: names are merged by a fixed key); configured ones that a blind disk would take
# for one file get two.
E05() {
    printf '{"text":"SMITH said it is bad."}\n{"text":"Smith said it is good."}\n' >n.jsonl
    run n.jsonl
    exits 0
    same speakers 1 "$(sentences speaker voice=speech | sort -u | wc -l)"
    printf 'base = "none"\n[speakers."Ann LEE"]\nnames = ["Mayor Aent"]\n[speakers."Ann-Lee"]\nnames = ["Mayor Bent"]\n' >tone.toml
    printf '{"text":"Mayor Aent said it is bad."}\n{"text":"Mayor Bent said it is good."}\n' >n.jsonl
    run n.jsonl
    exits 0
    same files 2 "$(find out/speakers -type f -printf '%f\n' | tr A-Z a-z | sort -u | wc -l)"
    same tones $'-0.5423\n0.4404' "$(cat out/speakers/*.csv | grep -o -- '-\?0\.5423\|0\.4404' | sort -u)"
}

# The folder to write is a file.
E06() {
    echo keep >out
    run good.txt
    exits 1
    told out 'cannot write here'
    same out keep "$(cat out)"
}

# The folder may not be written.
E07() {
    mkdir out; chmod 555 out
    run_as_nobody good.txt
    exits 1
    told out 'Permission denied'
    same 'files' '' "$(ls -A out)"
}

# The folder lies among the inputs: what was written is never read.
E08() {
    mkdir -p d/out; cp good.txt d/
    tone run -o d/out d
    exits 0
    cp -a d/out first
    tone run -o d/out d
    exits 0
    same_reports first d/out
    mv d/out out
    articles good
    ignored 'out/ output_folder'
    good_is_read
}

# Where a file is to stand lies a link: it is replaced and not followed.
E09() {
    mkdir out other; echo secret >victim
    ln -s ../victim out/speakers.csv; ln -s ../other out/data; ln -s ../victim out/manifest.json
    run good.txt
    exits 0
    same victim secret "$(cat victim)"
    same other '' "$(ls -A other)"
    [ ! -L out/speakers.csv ] && [ ! -L out/data ] && [ ! -L out/manifest.json ] || fail "a link is left"
    good_is_read
}

# The disk is full: the old reports are whole, nothing is left behind.
E10() {
    small_corpus 3000
    mkdir out
    mount -t tmpfs -o size=600k none out || { echo "no mount here; by a file size limit instead"; trap '' XFSZ; ulimit -f 600; }
    older_report
    run m.jsonl
    exits 1
    told 'cannot write' 'No space left'
    same_reports old out
    good_is_read
}

# Standard output is full. (The matrix has `run --stdout`; rows go to standard output by `annotate`.)
E11() {
    local verb
    for verb in annotate score; do
        timeout 60 "$TONE" "$verb" good.txt >/dev/full 2>"$WORK/said"
        settled $?
        exits 1
        told 'standard output' 'No space left'
        same 'lines said' 1 "$(wc -l <"$WORK/said")"
    done
    tone annotate good.txt
    exits 0
    same rows 4 "$("$PYTHON" -c "import json; print(len(json.loads(open('$WORK/printed').readline())['rows']))")"
}

# The reader of standard output goes away: a quiet end.
E12() {
    small_corpus 3000
    local verb
    for verb in 'annotate m.jsonl' 'score m.jsonl' 'explain m.jsonl' 'check --show-config' 'man' 'completions bash' '--help'; do
        # shellcheck disable=SC2086
        { timeout 60 "$TONE" $verb 2>"$WORK/said"; echo $? >"$WORK/code"; } | head -c 1 >"$WORK/first"
        settled "$(cat "$WORK/code")"
        exits 0
        ! grep -qi 'error\|pipe' "$WORK/said" || fail "said by $verb: $(cat "$WORK/said")"
        same "bytes of $verb" 1 "$(stat -c %s "$WORK/first")"
    done
}

# A limit on the size of files; the signal that comes with it is not ignored here.
E13() {
    small_corpus 3000
    older_report
    (ulimit -f 64; run m.jsonl; exits 1; told 'cannot write' 'too large')
    same_reports old out
    (trap '' XFSZ; ulimit -f 64; run m.jsonl; exits 1; told 'cannot write' 'too large')
    same_reports old out
    good_is_read
}

# Two runs into one folder: the second is refused, the first is whole.
E14() {
    mkfifo slow
    "$TONE" run --progress off -o out slow >first 2>&1 &
    local first=$!
    exec 9>slow
    for _ in $(seq 100); do [ ! -e out/.tone-stage/lock ] || break; sleep 0.05; done
    "$TONE" run -o out good.txt >"$WORK/printed" 2>"$WORK/said"; status=$?
    exits 1
    told out 'another run'
    cat good.txt >&9
    exec 9>&-
    wait "$first" || fail "the first run ended with $?: $(head -1 first)"
    settled 0
    articles slow
    good_is_read slow
}

# An older report and foreign files: the own ones are replaced, what is no longer made goes, the others stay.
E15() {
    for i in 1 2 3; do echo "{\"text\":\"Ann Lee said day $i is bad.\"}"; done >m.jsonl
    run m.jsonl
    exits 0
    [ -e out/speakers/ann-lee.csv ] || fail "no file of Ann Lee"
    echo mine >out/notes.md; echo mine >out/speakers/mine.csv; echo mine >out/data/more.txt
    run good.txt
    exits 0
    same mine $'mine\nmine\nmine' "$(cat out/notes.md out/speakers/mine.csv out/data/more.txt)"
    [ ! -e out/speakers/ann-lee.csv ] || fail "a file of the older run is left"
    articles good
    good_is_read
}
