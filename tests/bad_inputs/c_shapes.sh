# C. Size and shape.

# More than the cap of a record on one line; and just under it, without room for a copy of everything.
C01() {
    "$PYTHON" -c "import sys; sys.stdout.write('The mayor said it was bad. '*2500000)" >one.txt
    run_in_3_gb one.txt good.txt
    exits 3
    skipped 'one.txt too_large'
    articles good
    good_is_read
    "$PYTHON" -c "import sys; sys.stdout.write('The mayor said it was bad. '*50000)" >long.txt
    HUGE=1 run_in_3_gb long.txt
    exits 0
    same sentences 50000 "$(column data/articles.csv sentences)"
}

# A word of 5 MB: cut in a spreadsheet's cells, whole in data/.
C02() {
    "$PYTHON" -c "print('Ann Lee said it was bad. ' + 'A'*5000000 + ', Bo Roe said.')" >tok.txt
    seconds 20 run tok.txt
    exits 0
    same 'sentences' 2 "$(column data/articles.csv sentences)"
    texts tok 'Ann Lee said it was bad.' "$("$PYTHON" -c "print('A'*5000000 + ', Bo Roe said.')")"
    [ "$(stat -c %s out/report.html)" -lt 1000000 ] || fail "the page has grown with the word"
}

# Traps for what is not linear: 1 MB of one mark or word each, set in English text so that nothing is set aside.
C03() {
    "$PYTHON" - <<'P'
traps = dict(q='"', o="\u201c", c="\u201d", p="(", e="!", d=". ", a="'", n="not ", v="very ", s=" said ", k="Kim ", h="-")
for name, piece in traps.items():
    text = "It was said that they were there. " * 90
    with open(name + ".txt", "w") as file:
        file.write(f"{text}\n\n{piece * (1000000 // len(piece))}\n\nAnn Lee said it is bad.")
P
    seconds 45 run -j 2 ./[a-z].txt
    exits 0
    same articles 12 "$(column data/articles.csv id | wc -l)"
    # What comes after the trap is read as ever; an open quotation ends with its paragraph.
    same 'last speakers' 12 "$(sentences speaker voice=speech 'text=Ann Lee said it is bad.' | grep -cx 'Ann Lee')"
}

# A quotation that is opened and never closed ends with its paragraph.
C04() {
    printf 'He said, \u201cit is bad. It is sad.\n\nNext paragraph is great.\n' >o.txt
    run o.txt
    exits 0
    texts o 'He said, “it is bad.' 'It is sad.' 'Next paragraph is great.'
    same voices $'reporting\nspeech\nspeech\nnarration' "$(sentences voice)"
}

# A file of 20 GB that holds next to nothing, and one that begins as text: neither is read.
C05() {
    truncate -s 20G zero.txt
    "$PYTHON" -c "print('The mayor said it was bad. '*1000)" >big.txt; truncate -s 20G big.txt
    seconds 20 run_in_3_gb big.txt zero.txt good.txt
    exits 3
    # The first bytes show that one is no text, before its length is asked (the matrix: too_large for both).
    skipped 'big.txt too_large' 'zero.txt binary'
    articles good
    good_is_read
}

# 20,000 verbs of saying in one another. What says so much is nobody's words: narration, as the rules have it (the matrix:
# a column chain_truncated, which there is not).
C06() {
    "$PYTHON" -c "print(' '.join(f'Ann{i} Lee said that' for i in range(20000)), 'it is bad. Bo Roe said it is good.')" >chain.txt
    seconds 30 run chain.txt
    exits 0
    same sentences 2 "$(column data/articles.csv sentences)"
    same 'last speaker' 'Bo Roe' "$(sentences speaker voice=speech sentence=2)"
    same 'relays' 0 "$(sentences via | awk 'length > 500' | wc -l)"
}

# HTML nested 200,000 deep: refused by its weight before any tree is built, so that no stack can overflow. One that is as deep as
# pages are is read.
C07() {
    "$PYTHON" -c "print('<html><body>' + '<div>'*200000 + '<p>It is bad, said Bo Roe.</p>')" >deep.html
    "$PYTHON" -c "print('<html><body>' + '<div>'*100 + '<p>It is bad, said Bo Roe. It was said that they were there.</p>')" >page.html
    run deep.html page.html good.txt
    exits 3
    skipped 'deep.html#1 too_large'
    articles good page
    same speaker 'Bo Roe' "$(sentences speaker article_id=page voice=speech)"
    good_is_read
}

# JSON nested 200,000 deep, alone and inside a record.
C08() {
    "$PYTHON" -c "print('['*200000); print('{\"text\":' + '['*200000)" >deep.jsonl
    run deep.jsonl good.txt
    exits 3
    skipped 'deep.jsonl#1:1 bad_json' 'deep.jsonl#2:2 bad_json'
    articles good
    good_is_read
}

# Half a million sentences of one word (the matrix: a million; growth.py measures that time is linear, and a million of "Bad." alone,
# which is no English by its share of common words).
C09() {
    "$PYTHON" -c "print('It. Bad. '*250000)" >many.txt
    HUGE=1 seconds 120 run many.txt
    exits 0
    same sentences 500000 "$(column data/articles.csv sentences)"
    same rows 500001 "$(wc -l <out/data/sentences.csv)"
    same 'last row' 'many,500000,0' "$(tail -1 out/data/sentences.csv | cut -d, -f1-3)"
    # More than any prose has would not fit into memory as rows.
    "$PYTHON" -c "print('It. Bad. '*1000001)" >more.txt
    run_in_3_gb more.txt good.txt
    exits 3
    skipped 'more.txt#1 too_large'
    good_is_read
}
