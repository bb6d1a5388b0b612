# A. Paths and walking.

# A path that does not exist.
A01() {
    run good.txt nope.txt
    exits 3
    told nope.txt
    skipped 'nope.txt not_found'
    articles good
    good_is_read
}

# An empty folder.
A02() {
    mkdir d
    run d
    exits 4
    told 'nothing to analyse'
    no_reports
}

# A file without read permission (root ignores the mode).
A03() {
    mkdir d out; chmod 777 out
    cp good.txt d/a.txt; cp good.txt d/b.txt; chmod 000 d/b.txt
    run_as_nobody d
    exits 3
    skipped 'b.txt permission_denied'
    articles a
    good_is_read a
}

# A folder without permission: its subtree is listed once.
A04() {
    mkdir -p d/x out; chmod 777 out
    cp good.txt d/; cp good.txt d/x/; chmod 000 d/x
    run_as_nobody d
    exits 3
    skipped 'x/ permission_denied'
    articles good
    good_is_read
}

# A loop of symbolic links: none that is found is followed, and the file counts once.
A05() {
    mkdir d; cp good.txt d/; ln -s . d/loop; ln -s d d/self
    run d
    exits 0
    ignored 'loop symlink' 'self symlink'
    articles good
    good_is_read
}

# The same through links that are named. The matrix asked for `--follow` and exit 3: there is no such option (a link that is named
# is followed, one that is found is not), so nothing of the corpus is lost and the exit is 0.
A06() {
    mkdir d; cp good.txt d/; ln -s .. d/up; ln -s d e
    seconds 20 run d e d/up/d e/up/e
    exits 0
    articles good
    good_is_read
    # Four roads, one folder: three of them and the link inside are listed.
    same 'reasons' $'same_file\nsame_file\nsame_file\nsymlink' "$(reports fates out ignored | sed 's/.* //' | sort)"
    tone run --follow d
    exits 2
    told --follow
}

# A link to nowhere, and one out of the corpus.
A07() {
    mkdir d; ln -s /nonexistent d/a.txt; ln -s /etc/passwd d/b.txt; cp good.txt d/
    run d
    exits 0
    ignored 'a.txt symlink' 'b.txt symlink'
    articles good
    ! grep -rq root: out || fail "the linked file is in the reports"
}

# A pipe in a folder is never opened: that would wait for ever.
A08() {
    mkdir d; cp good.txt d/; mkfifo d/pipe.txt
    run d
    exits 0
    ignored 'pipe.txt not_regular'
    articles good
    good_is_read
}

# A stream that is named is read.
A09() {
    tone run --progress off -o out <(cat good.txt)
    exits 0
    same articles 1 "$(column data/articles.csv id | wc -l)"
    good_is_read "$(column data/articles.csv id)"
}

# Devices and streams without an end. The matrix has /dev/zero as too_large; its first byte shows that it is no text.
A10() {
    run_in_3_gb /dev/zero good.txt
    exits 3
    skipped 'zero binary'
    good_is_read
    rm -r out
    mkfifo endless
    yes 'The mayor said it was bad.' >endless 2>/dev/null &
    run_in_3_gb endless good.txt
    exits 3
    skipped 'endless too_large'
    articles good
}

# A folder that is named like a file.
A11() {
    mkdir -p d/a.txt; cp good.txt d/a.txt/b.txt
    run d
    exits 0
    articles a.txt/b
    good_is_read a.txt/b
}

# A file name that is not UTF-8: escaped without loss.
A12() {
    mkdir d; cp good.txt d/$'\xff\xfe.txt'; cp good.txt d/$'\xfe.txt'
    run d
    exits 0
    articles '\xFE' '\xFF\xFE'
    good_is_read '\xFF\xFE'
}

# A file name with a newline, a terminal's escape, a comma and a mark. `settled` looks at the terminal.
A13() {
    mkdir d; cp good.txt d/$'a\n\x1b[31m,"b.txt'; : >d/$'c\x1b[31m.txt'
    tone run -v -o out d
    exits 3
    articles 'a\x0a\x1b[31m,"b'
    good_is_read 'a\x0a\x1b[31m,"b'
    skipped 'c\x1b[31m.txt empty'
    ! grep -rlq $'\x1b' out --include='*.html' || fail "an escape on the page"
}

# A file name like an option.
A14() {
    cp good.txt ./--jobs
    run -- --jobs
    exits 0
    articles --jobs
    good_is_read --jobs
}

# One file by five roads, and its text once more under another name. The same text under another id is another article of the same
# family (`cluster`), as two papers may print one story; the matrix called it duplicate_of.
A15() {
    mkdir d; cp good.txt d/a.txt; ln d/a.txt d/b.txt; cp good.txt d/c.txt
    run d d/a.txt ./d/../d/a.txt d/b.txt
    exits 0
    articles a c
    same clusters $'a\na' "$(column data/articles.csv cluster)"
    ignored 'a.txt same_file' 'a.txt same_file' 'b.txt same_file' 'b.txt same_file'
    good_is_read c
}

# 400 files and 40 open ones allowed.
A16() {
    mkdir d; for i in $(seq 400); do echo "Ann Lee said day $i was bad." >"d/$i.txt"; done
    (ulimit -n 40; run -j 2 d; exits 0)
    same articles 400 "$(column data/articles.csv id | wc -l)"
    same speakers 400 "$(sentences speaker voice=speech | grep -cx 'Ann Lee')"
}

# 1,500 folders in one another, with a file at the bottom.
A17() {
    mkdir d; cp good.txt d/
    "$PYTHON" -c "
import os
text = open('good.txt').read()
os.chdir('d')
for _ in range(1500):
    os.mkdir('deep'); os.chdir('deep')
open('far.txt', 'w').write(text)"
    run d
    exits 0 3
    good_is_read
    case $status in
        0) same articles 2 "$(column data/articles.csv id | wc -l)" ;;
        3) reports told out skipped | grep -q 'too long' || fail "the path is not called too long" ;;
    esac
    rm -rf d
}

# Files vanish while they are read: each is read or listed, and no third.
A18() {
    mkdir d; for i in $(seq 300); do cp good.txt "d/$i.txt"; done
    (sleep 0.01; rm -f d/2*.txt) &
    run d
    wait
    exits 0 3
    local lost
    lost=$(reports fates out skipped | grep -c ' not_found$')
    # What was gone before the folder was listed is nowhere; what was not removed is there.
    [ $(($(column data/articles.csv id | wc -l) + lost)) -ge 189 ] || fail "articles are lost without a word"
    same others 189 "$(column data/articles.csv id | grep -vc '^2')"
    good_is_read 1
}
