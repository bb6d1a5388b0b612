# B. Bytes and encodings.

# No byte.
B01() {
    : >e.txt
    run good.txt e.txt
    exits 3
    skipped 'e.txt empty'
    told e.txt
    articles good
    good_is_read
}

# A byte order mark and white space.
B02() {
    printf '\xef\xbb\xbf \n\t\n' >e.txt
    run good.txt e.txt
    exits 3
    skipped 'e.txt empty'
    articles good
    good_is_read
}

# A byte order mark and carriage returns change nothing.
B03() {
    mkdir x y; { printf '\xef\xbb\xbf'; sed 's/$/\r/' good.txt; } >x/a.txt; cp good.txt y/a.txt
    run x
    encoding 'a.txt utf-8-bom'
    mv out with
    run y
    exits 0
    good_is_read a
    cmp with/data/sentences.csv out/data/sentences.csv || fail "the rows differ"
}

# Bytes that are no UTF-8. Where UTF-8 is the exception they are windows-1252, which has a letter for each (the matrix: U+FFFD); in
# a text full of UTF-8 each becomes U+FFFD.
B04() {
    printf 'He said it was a gr\xe9at disast\xffer.\n' >b.txt
    printf 'He said \u201cit was gr\xffeat\u201d \u2013 twice.\n' >c.txt
    run b.txt c.txt
    exits 0
    encoding $'b.txt windows-1252\nc.txt utf-8-damaged'
    texts b 'He said it was a gréat disastÿer.'
    texts c 'He said “it was gr�eat” – twice.'
}

# UTF-16 with its mark.
B05() {
    iconv -f utf-8 -t utf-16 good.txt >u.txt
    run u.txt
    exits 0
    encoding 'u.txt utf-16le'
    good_is_read u
}

# UTF-16 without: NUL bytes near the start.
B06() {
    iconv -f utf-8 -t utf-16le good.txt >u.txt
    run u.txt good.txt
    exits 3
    skipped 'u.txt binary'
    detailed 'byte order mark'
    articles good
}

# The quotation marks of windows-1252.
B07() {
    printf '\x93This is awful,\x94 said Mr. Brown.\n' >w.txt
    run w.txt
    exits 0
    encoding 'w.txt windows-1252'
    texts w '“This is awful,” said Mr. Brown.'
    speakers w Brown
    same manner direct "$(sentences manner voice=speech)"
}

# Overlong forms and halves of pairs. Windows-1252 has a letter for each byte (the matrix: U+FFFD).
B08() {
    printf 'It was bad \xc0\xaf and \xed\xa0\x80 it ended.\n' >s.txt
    run s.txt
    exits 0
    encoding 's.txt windows-1252'
    texts s "$(printf 'It was bad À¯ and í\u00a0€ it ended.')"
}

# A picture named as text.
B09() {
    { printf '\x89PNG\r\n\x1a\n\x00\x00'; head -c 4096 /dev/urandom; } >p.txt
    run p.txt good.txt
    exits 3
    skipped 'p.txt binary'
    articles good
    good_is_read
}

# Combining marks, joined pictographs, flags, marks on nothing: `settled` measures every span by its text.
B10() {
    printf 'e\u0301\u0301\u0301 \U1F468\u200d\U1F469\u200d\U1F467 \U1F1FA\U1F1F8 \u0300 \u200d. It is bad, said Bo.\n' >z.txt
    run z.txt
    exits 0
    speakers z Bo
    tones z -0.5423
    same text "$(sed 's/ It is bad.*//' z.txt)" "$(sentences text sentence=1 row=0)"
}

# Marks nobody sees in a name make no second speaker.
B11() {
    printf 'Ann\u202egro\u200b Lee said it is bad. Ann Lee said it is good. An\u200bn Lee said it is good.\n' >r.txt
    run r.txt
    exits 0
    # What nobody sees is gone before names are read: it neither parts a word nor makes another name. (It was one name of three when the override cut
    # the first in two, and its end was taken for the surname.)
    same speakers $'Ann Lee 2\nAnngro Lee 1' "$(sentences speaker voice=speech | sort | uniq -c | awk '{print $2, $3, $1}')"
    ! grep -q $'\u202e' out/speakers.csv || fail "an override in a name of speakers.csv"
    # The page sets texts in cells and blocks, which browsers keep apart from what is around them (the matrix: <bdi>).
    same blocks 0 "$(grep -o '[^<]\{0,40\}'$'\u202e' out/report.html | grep -cv '>')"
}

# Letters with their accents composed and apart: the same name, the same score.
B12() {
    mkdir x y
    printf 'Jos\u00e9 Nu\u00f1ez said it is terrible.\n' >x/a.txt
    printf 'Jose\u0301 Nun\u0303ez said it is terrible.\n' >y/b.txt
    run x y
    exits 0
    same speakers "$(printf 'Jos\u00e9 Nu\u00f1ez\nJos\u00e9 Nu\u00f1ez')" "$(sentences speaker voice=speech)"
    same tones $'-0.4767\n-0.4767' "$(sentences tone voice=speech)"
    same 'articles of the speaker' 2 "$(column speakers.csv articles manner=all)"
}

# Letters whose small form has another length: the Turkish capital I, the capital sharp s, the Kelvin sign.
B13() {
    printf '\u0130stanbul SA\u1e9e GREAT \u212aelvin said it is BAD.\n' >k.txt
    run k.txt
    exits 0
    texts k "$(printf '\u0130stanbul SA\u1e9e GREAT \u212aelvin said it is BAD.')"
    same 'what is said' 1 "$(sentences text voice=speech | wc -l)"
    same score -0.6408 "$(sentences vader voice=speech)"
}

# What a terminal would obey stands in the text and on no terminal or page; NUL characters stand nowhere (`settled`).
B14() {
    printf 'He said \x1b]0;pwn\x07\x1b[2J it is bad.\n' >t.txt
    printf '{"id":"n\\u0000","source":"The\\u0000 Post","title":"A\\u0000b","text":"Ann Lee said it\\u0000 is bad."}\n' >n.jsonl
    tone run -v -o out t.txt n.jsonl
    exits 0
    texts t 'He said \x1b]0;pwn\x07\x1b[2J it is bad.'
    ! grep -q $'\x1b' out/report.html || fail "an escape on the page"
    texts n� 'Ann Lee said it� is bad.'
    same outlet 'The� Post' "$(column data/articles.csv outlet id=n�)"
    tone explain t.txt
    exits 0
    ! grep -q $'\x1b' "$WORK/printed" || fail "an escape in the explanation"
}
