# H. Edges of statistics.

# A speaker of one sentence: a mean, no interval, the reason beside it.
H01() {
    printf '{"text":"Ann Lee said it is bad."}\n' >m.jsonl
    run m.jsonl
    exits 0
    same mean -0.542300 "$(column speakers.csv mean_tone speaker='Ann Lee' manner=all)"
    same interval '' "$(column speakers.csv ci_low speaker='Ann Lee' manner=all)"
    column speakers.csv flags speaker='Ann Lee' manner=all | grep -q few_articles || fail "no reason"
    same comparisons 0 "$(column comparisons.csv id | wc -l)"
}

# No variance: an interval of no width, an effect of 0, and no p, which is flagged (docs/methods.md: nothing varies, nothing is tested;
# the matrix: a p of 1).
H02() {
    local outlet i
    for outlet in Post Times; do
        for i in $(seq 30); do echo "{\"source\":\"$outlet\",\"text\":\"Ann Lee said it is bad. In town number $i of the $outlet it rained.\"}"; done
    done >m.jsonl
    printf 'base = "none"\n[groups]\na = ["Post"]\nb = ["Times"]\n[speakers."Ann Lee"]\n[[comparison]]\nspeaker = "Ann Lee"\ngroups = ["a", "b"]\n' >tone.toml
    run m.jsonl
    exits 0
    same low $'-0.542300\n-0.542300' "$(column speakers.csv ci_low speaker='Ann Lee' manner=all)"
    same high $'-0.542300\n-0.542300' "$(column speakers.csv ci_high speaker='Ann Lee' manner=all)"
    same difference 0.000000 "$(column comparisons.csv difference declared=true)"
    same p '' "$(column comparisons.csv p declared=true)"
    same delta 0.000000 "$(column comparisons.csv cliffs_delta declared=true)"
    same flags 'one_outlet|zero_variance' "$(column comparisons.csv flags declared=true)"
    same verdict 'cannot tell' "$(column comparisons.csv verdict declared=true)"
}

# Zero has no sign, and every score four decimals (`settled` looks at all of them).
H03() {
    echo "Ann Lee said the chair is a chair. Bo Roe said it is not bad, and not good, and bad, and good." >n.txt
    run n.txt
    exits 0
    same tone 0.0000 "$(sentences tone speaker='Ann Lee')"
    same mean 0.000000 "$(column speakers.csv mean_tone speaker='Ann Lee' manner=all)"
    ! grep -rqE -- '-0\.0+(,|$)' out --include='*.csv' || fail "a zero with a sign"
}
