# G. Configuration and dictionaries: mistakes are told by file and line before anything is analysed. The program has one
# configuration, tone.toml, and dictionaries of frames that it names; lexicons of tone are built in (the matrix: --lexicon, --people,
# --frames).

mistaken() { # TEXT…: a run is refused with these words
    run good.txt
    exits 2
    told "$@"
    no_reports
}

# Bad lines: of a dictionary, and of the configuration, all of them at once.
G01() {
    printf 'pattern,category,weight\ngood*,praise,1\nbad,blame,NaN\nugly\n' >l.csv
    printf '[frames]\nfiles = ["l.csv"]\n' >tone.toml
    run good.txt
    # A weight that is no number and a line without a category are dropped, and told.
    case $status in
        2) told l.csv ;;
        0) grep -q 'l.csv' out/warnings.csv || fail "what was dropped is not told: $(cat out/warnings.csv)" ;;
        *) fail "exit $status" ;;
    esac
    rm -rf out
    printf 'word,class\ngood,a\n' >l.csv
    mistaken tone.toml:2 l.csv 'line 1' pattern category
    printf 'seed = -1\nmin_confidence = 2\n[thresholds]\nfew_articles = 0\nfew_article = 1\n' >tone.toml
    mistaken tone.toml:1 tone.toml:2 tone.toml:4 'between 1 and' tone.toml:5
    printf '\xff\xfe\0' >tone.toml
    mistaken tone.toml 'not UTF-8'
    printf 'seed = \n' >tone.toml
    mistaken tone.toml:1 'not valid TOML'
}

# One word, two meanings: two outlets that claim it, and a key twice. Both places are named.
G02() {
    printf 'base = "none"\n[outlets."A Post"]\nnames = ["Post"]\n[outlets."B Post"]\nnames = ["post"]\n' >tone.toml
    mistaken tone.toml:5 'A Post' 'B Post' 'line 3'
    printf 'base = "none"\nseed = 1\nseed = 2\n' >tone.toml
    mistaken tone.toml:3 seed
    printf 'base = "none"\n[speakers."Ann Lee"]\n[speakers."Ann Lee"]\n' >tone.toml
    mistaken tone.toml:3 'Ann Lee'
}

# A circle of names.
G03() {
    printf 'base = "none"\n[speakers."A Lee"]\nnames = ["B Lee"]\n[speakers."B Lee"]\nnames = ["A Lee"]\n' >tone.toml
    mistaken tone.toml:4 'A Lee' 'B Lee' 'line 3'
}

# A configuration nested 100,000 deep, one of 17 MB, one that never ends, and a dictionary of aliases that multiply.
G04() {
    "$PYTHON" -c "print('a = ' + '['*100000 + ']'*100000)" >tone.toml
    mistaken tone.toml:1 recurs
    "$PYTHON" -c "print('a' + '.a'*100000 + ' = 1')" >tone.toml
    mistaken tone.toml
    "$PYTHON" -c "print('# ' + 'x'*17000000)" >tone.toml
    mistaken tone.toml '16 MiB'
    rm tone.toml
    tone run -o out -c /dev/zero good.txt
    exits 2
    "$PYTHON" -c "
print('a: &a [\"x\", \"x\"]')
for i in range(40): print(f'k{i}: &k{i} [*a, *a]')" >f.yml
    printf '[frames]\nfiles = ["f.yml"]\n' >tone.toml
    mistaken f.yml alias
    "$PYTHON" -c "print('a: ' + '['*100000)" >f.yml
    mistaken f.yml
}

# Silly numbers and words: an error of usage that says what is allowed. (--jobs 0 means one a core.)
G05() {
    local typed
    for typed in '--jobs 99999999:1024' '--jobs x:invalid' '--jobs -1:-1' '--seed x:invalid' '--seed 99999999999999999999:large' \
        '--min-confidence 1.5:between 0 and 1' '--min-confidence NaN:between 0 and 1' '--format txt:csv, html' \
        '--profile best:vader' '--sentences x:web' '--ci 1.5:--ci' '--resamples 9:--resamples' '--jbos 2:--jobs'; do
        # shellcheck disable=SC2086
        run ${typed%%:*} good.txt
        exits 2
        told "${typed#*:}"
        no_reports
    done
    tone sample --per-group 0 good.txt
    exits 2
    tone sample --coders 101 good.txt
    exits 2
    [ ! -e coding ] || fail "there is a coding/"
    run --jobs 0 --seed 18446744073709551615 good.txt
    exits 0
    good_is_read
}

# A pattern that fits everything is no pattern, and many stars cost no time.
G06() {
    printf '[frames.f]\nblame = ["*"]\n' >tone.toml
    mistaken 'tone.toml:2: `*` fits every word'
    printf '[frames.f]\nblame = ["** *", "?*"]\n' >tone.toml
    mistaken '`** *` fits every word' '`?*` fits every word'
    printf '[frames.f]\nblame = [""]\n' >tone.toml
    mistaken tone.toml:2 blame
    printf 'blame:\n  - "*"\n  - disaster\n' >f.yml
    printf '[frames]\nfiles = ["f.yml"]\n' >tone.toml
    run good.txt
    exits 0
    same patterns disaster "$(column frames.csv top_patterns frame_set=f scope=all group=other | sed 's/ .*//')"
    grep -q 'f.yml.*fits' out/warnings.csv || fail "the pattern that was left out is not told: $(cat out/warnings.csv)"
    "$PYTHON" -c "print('[frames.f]\nblame = [\"' + 'a*'*100 + 'b\"]')" >tone.toml
    "$PYTHON" -c "print('It was said there. '*200 + ('a'*5000 + ' ')*200)" >a.txt
    seconds 20 run a.txt
    exits 0
}
