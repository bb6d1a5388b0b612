# D. Containers and formats.

# A gzip stream that ends too soon: no half an article is scored.
D01() {
    gzip -c good.txt | head -c 40 >t.txt.gz
    run t.txt.gz good.txt
    exits 3
    skipped 't.txt.gz damaged'
    articles good
    good_is_read
}

# A gzip stream with another checksum than its text's.
D02() {
    gzip -c good.txt >c.txt.gz
    "$PYTHON" - <<'P'
data = bytearray(open("c.txt.gz", "rb").read())
data[-6] ^= 255
open("c.txt.gz", "wb").write(data)
P
    run c.txt.gz good.txt
    exits 3
    skipped 'c.txt.gz damaged'
    articles good
    good_is_read
}

# Gzip members one after another are one file.
D03() {
    { echo '{"text":"Ann Lee said it is bad."}' | gzip; echo '{"text":"Bo Roe said it is good."}' | gzip; } >two.jsonl.gz
    run two.jsonl.gz
    exits 0
    same articles 2 "$(column data/articles.csv id | wc -l)"
    same speakers $'Ann Lee\nBo Roe' "$(sentences speaker voice=speech)"
    same tones $'-0.5423\n0.4404' "$(sentences tone voice=speech)"
}

# 10 MB that become 10 GB.
D04() {
    head -c 10M /dev/zero | gzip -9 >m.gz
    for _ in $(seq 1000); do cat m.gz; done >bomb.txt.gz
    # Words, so that no NUL ends the reading; one record, and lines.
    yes 'The mayor said it was bad. ' | head -c 300M | gzip -9 >words.txt.gz
    seconds 45 run_in_3_gb bomb.txt.gz words.txt.gz good.txt
    exits 3
    same reasons $'bomb.txt.gz\nwords.txt.gz' "$(reports fates out skipped | grep -E ' (bomb|too_large|binary)$' | sed 's/[#: ].*//')"
    articles good
    good_is_read
}

# A zstd frame that wants a window of 2 GB.
D05() {
    head -c 64M /dev/zero | zstd -q --ultra -19 --long=31 -o w.txt.zst
    run_in_3_gb w.txt.zst good.txt
    exits 3
    same skipped 1 "$(reports fates out skipped | grep -cE '^w.txt.zst (damaged|bomb|too_large|binary)$')"
    articles good
    good_is_read
}

# Gzip in gzip: one layer is taken off, and what is below is no text.
D06() {
    gzip -c good.txt | gzip -c >g.txt.gz
    run g.txt.gz good.txt
    exits 3
    skipped 'g.txt.gz binary'
    articles good
}

# Names that lie. A gzip stream is known by its first bytes, whatever its name; a text stays one.
D07() {
    mkdir d
    gzip -c good.txt >d/a.txt; cp good.txt d/b.txt.gz; printf '<p>It is bad, said Bo Roe.</p>' >d/c.txt
    run d
    exits 0 3
    good_is_read a
    [ "$status" = 3 ] || good_is_read b
    [ "$status" = 0 ] || skipped 'b.txt.gz damaged'
    speakers c 'Bo Roe'
}

# A zip with paths upwards: nothing is ever unpacked to the disk. An ending that no reader claims is ignored and told (the matrix: 3, as
# unsupported); as a DOCX it lacks its text and is damaged.
D08() {
    "$PYTHON" -c "
import zipfile
z = zipfile.ZipFile('z.zip', 'w'); z.writestr('../../pwn.txt', 'It is bad.'); z.close()"
    cp z.zip z.docx
    run z.zip z.docx good.txt
    exits 3
    ignored 'z.zip no_reader'
    skipped 'z.docx damaged'
    articles good
    good_is_read
    [ ! -e ../pwn.txt ] && [ ! -e ../../pwn.txt ] && [ ! -e pwn.txt ] || fail "an entry was unpacked"
}

# A WARC whose lengths lie.
D09() {
    printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>x' >l.warc
    printf 'WARC/1.0\r\nContent-Length: -5\r\n\r\n' >n.warc
    run_in_3_gb l.warc n.warc good.txt
    exits 3
    same reasons $'l.warc damaged\nn.warc damaged' "$(reports fates out skipped | sed 's/[#:][0-9:#]*//')"
    articles good
    good_is_read
}

# Parquet: marks only, cut, and a footer that claims two gigabytes.
D10() {
    printf PAR1 >a.parquet; printf PAR1PAR1 >b.parquet
    { printf PAR1; head -c 5000 /dev/urandom; printf '\xff\xff\xff\x7fPAR1'; } >c.parquet
    run_in_3_gb a.parquet b.parquet c.parquet good.txt
    exits 3
    skipped 'a.parquet damaged' 'b.parquet damaged' 'c.parquet damaged'
    articles good
    good_is_read
}

# CSV with an open mark, ragged rows, without a column of text.
D11() {
    printf 'id,text\n1,"open\n2,x\n' >q.csv
    printf 'id,text\nr1\nr2,a,b,c\nr3,It is bad.\n' >r.csv
    printf 'a,b\n1,2\n' >n.csv
    run q.csv r.csv n.csv
    exits 3
    # An open quote costs its line alone: the next one is a row (the matrix has the rest of the file damaged).
    articles 2 r3
    texts r3 'It is bad.'
    same files $'n.csv no_text\nq.csv bad_row\nr.csv bad_row\nr.csv bad_row' \
        "$(reports fates out skipped | sed 's/[#:][0-9:#]*//' | sort)"
    same 'rows of r.csv' '1 2' "$(reports fates out skipped | grep -oP '^r.csv#\K[0-9]+' | xargs)"
    # What the columns are called is told.
    reports told out skipped | grep '^n.csv' | grep -q '\ba\b.*\bb\b' || fail "the columns of n.csv are not named"
}

# CSV with 200,000 columns of one name, and with a NUL.
D12() {
    "$PYTHON" -c "print(','.join(['text']*200000)); print('x,'*199999 + 'y')" >w.csv
    printf 'id,text\n1,a\0b\n' >z.csv
    run w.csv z.csv good.txt
    exits 3
    same files $'w.csv\nz.csv' "$(reports fates out skipped | sed 's/[#: ].*//')"
    reports fates out skipped | grep -qx 'z.csv binary' || fail "z.csv is not called binary"
    reports fates out skipped | grep -Eq '^w.csv(#[0-9]+)?(:[0-9]+)? (duplicate_key|too_large|damaged)$' || fail "w.csv: no such reason"
    articles good
}

# JSONL with a byte order mark, a broken line, a blank one, no text, a number for a text, a field twice.
D13() {
    printf '\xef\xbb\xbf{"text":"Ann Lee said it is bad."}\n{oops\n\n{"text":null}\n{"text":7}\n{"text":"a","text":"b"}\n{"text":"Bo Roe said it is good."}\n' >m.jsonl
    run m.jsonl
    exits 3
    skipped 'm.jsonl#2:2 bad_json' 'm.jsonl#3:4 no_text' 'm.jsonl#4:5 wrong_type' 'm.jsonl#5:6 duplicate_key'
    articles m#1 m#6
    same speakers $'Ann Lee\nBo Roe' "$(sentences speaker voice=speech)"
    encoding 'm.jsonl utf-8-bom'
}

# HTML: scripts and styles are no words; a charset that lies; entities that name no character.
D14() {
    printf '<meta charset=utf-16><style>p{color:bad}</style><script>var s="terrible"</script><article><p>It is &#0;&#x110000;&nbsp;bad, said Bo Roe, who added at some length that the talks in the town had been long.</p></article>' >h.html
    run h.html
    exits 0
    articles h
    same speaker 'Bo Roe' "$(sentences speaker voice=speech | sort -u | head -1)"
    ! grep -rq 'var s\|color:bad' out/data || fail "a script or a style is in the rows"
    sentences text | grep -q 'It is .*bad, said Bo Roe' || fail "the paragraph is not there"
}
