"""What people do now, as one pass over a file of articles: sentences, a score each, quotations with the verb beside them, a CSV of the rows.

    peers.py pysbd|textacy ARTICLES.jsonl ROWS.csv

Prints the seconds of the pass by the processor's clock; starting Python and loading models is left out. Both see the text alone and name no relay: they
do less than `tone run`. textacy wants a trained pipeline of spaCy, which no package index has; here it gets one of the same shape as
`en_core_web_sm` (tok2vec of width 96 and depth 4, tagger, parser) with untrained weights, which costs the same and finds nothing of use.
"""

import csv
import json
import re
import sys
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

QUOTATION = re.compile(r'["“]([^"”]{2,})["”]')
VERB = re.compile(
    r"\b(said|says|told|added|according to|announced|warned|claimed|called|urged|stated|noted|declared|reported|denied)\b"
)


def with_regex(score):
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)

    def rows(article):
        for sentence in segmenter.segment(article["text"]):
            quotations = [match.group(1) for match in QUOTATION.finditer(sentence)]
            verb = VERB.search(sentence)
            yield sentence, score(sentence), verb.group(0) if verb else "", quotations

    return rows


def with_textacy(score):
    import spacy
    from spacy.training import Example
    from textacy.extract import direct_quotations

    nlp = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False,
              "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": listener}
    nlp.add_pipe("parser", config={"model": parser})
    words = "Kim said that he would come .".split()
    given = {"words": words, "tags": ["NNP", "VBD", "IN", "PRP", "MD", "VB", "."],
             "heads": [1, 1, 5, 5, 5, 1, 1], "deps": ["nsubj", "ROOT", "mark", "nsubj", "aux", "ccomp", "punct"]}
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc(" ".join(words)), given)])

    def rows(article):
        document = nlp(article["text"])
        try:
            quotations = [quotation.content.text for quotation in direct_quotations(document)]
        except ValueError:  # A quotation mark that nobody closes.
            quotations = []
        for sentence in document.sents:
            yield sentence.text, score(sentence.text), "", quotations[:1]

    return rows


def main():
    peer, articles, out = sys.argv[1:]
    analyzer = SentimentIntensityAnalyzer()
    rows = {"pysbd": with_regex, "textacy": with_textacy}[peer](lambda text: analyzer.polarity_scores(text)["compound"])
    start = time.process_time()
    with open(articles, encoding="utf-8") as lines, open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for line in lines:
            article = json.loads(line)
            for sentence, compound, verb, quotations in rows(article):
                writer.writerow([article.get("id"), article.get("outlet"), sentence, compound, verb, "|".join(quotations)])
    print(f"{time.process_time() - start:.3f}")


main()
