"""Writes similarity.jsonl, the published values that BLEU, chrF and ROUGE-L are held against.

    pip install sacrebleu==2.6.0 rouge-score==0.1.2
    python similarity.py > similarity.jsonl
"""

import json
import random

import sacrebleu
from rouge_score import rouge_scorer

PAIRS = [
    ("the cat sat on the mat", "the cat sat on the mat"),
    ("the cat the cat on the mat", "the cat sat on the mat"),
    ("a dog", "the cat sat on the mat"),
    ("", "the cat"),
    ("the cat", ""),
    ("", ""),
    ("   ", "the cat"),
    ("Paris", "Paris"),
    ("Paris.", "Paris"),
    ("It is Paris, the capital.", "The capital is Paris."),
    ("On Jan. 5, 1999, it cost $1,234.50 (net).", "On Jan. 5 1999 it cost $1,234.50 net."),
    ("state-of-the-art 5-fold", "state of the art 5 - fold"),
    ("She said: &quot;yes&quot; &amp; left &lt;b&gt;", 'She said: "yes" & left <b>'),
    ("one-\ntwo\nthree", "onetwo three"),
    ("e.g. this, that; and so on...", "e.g. this that and so on"),
    ("don't won't can't", "do not will not can not"),
    ("a b c d e f g h i j", "j i h g f e d c b a"),
    ("café déjà vu", "cafe deja vu"),
    ("Der Fluß heißt Donau.", "Der Fluss heißt Donau."),
    ("東京は日本の首都です", "日本の首都は東京です"),
    ("😀 a", "😁 a"),
    ("x\u00a0y z\u3000w", "x y z w"),
    ("3.14 and 2,718", "3.14 and 2.718"),
    ("<skipped>word", "word"),
    ("a_b c/d [e] {f} ~g `h`", "a_b c/d e f g h"),
    ("tab\tseparated words", "tab separated words"),
    ("word " * 60, "word " * 50),
]


def drawn():
    random.seed(7)
    words = "the a of cat dog, ran. sat on 3.5 2-x (big) red 'tis U.S. mat".split()
    for _ in range(30):
        reference = [random.choice(words) for _ in range(random.randint(1, 25))]
        output = [w if random.random() < 0.7 else random.choice(words) for w in reference]
        yield " ".join(output), " ".join(reference)


def main():
    rouge = rouge_scorer.RougeScorer(["rougeL"], use_stemmer=False)
    for output, reference in PAIRS + list(drawn()):
        row = {
            "output": output,
            "reference": reference,
            "bleu": sacrebleu.sentence_bleu(output, [reference]).score,
            "chrf": sacrebleu.sentence_chrf(output, [reference]).score,
        }
        if (output + reference).isascii():
            row["rouge_l"] = rouge.score(reference, output)["rougeL"].fmeasure
        print(json.dumps(row))


main()
