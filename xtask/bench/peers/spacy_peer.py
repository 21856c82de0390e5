"""spaCy: finds the names of all texts with one model, then times itself.

python spacy_peer.py PACKAGE TEXTS FOUND ARTICLES ARTICLE; the files are those of peer.mjs.
Only the recogniser of names runs; it has its own vectors and needs no other part of the pipeline.
"""

import importlib
import json
import sys
import time
import warnings
from pathlib import Path

RUNS = 200


def rows(file):
    return [json.loads(line) for line in Path(file).read_text("utf-8").split("\n") if line]


def main(package, texts, found, articles, article):
    # The medium model was made for the release before; it says so at each start.
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    nlp = importlib.import_module(package).load(enable=["ner"])
    given = rows(texts)
    with open(found, "w", encoding="utf-8") as out:
        for row, doc in zip(given, nlp.pipe(row["text"] for row in given)):
            entities = [[e.start_char, e.end_char, e.label_] for e in doc.ents]
            out.write(json.dumps({"id": row["id"], "entities": entities}) + "\n")

    timed = [row["text"] for row in rows(articles)]
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in nlp.pipe(timed):
        pass
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall

    short = Path(article).read_text("utf-8")
    runs = []
    for _ in range(RUNS):
        start = time.process_time()
        nlp(short)
        runs.append((time.process_time() - start) * 1000)
    runs.sort()
    print(
        json.dumps(
            {
                "cpuMs": cpu * 1000 / len(timed),
                "wallMs": wall * 1000 / len(timed),
                "medianMs": runs[RUNS // 2],
                "p95Ms": runs[RUNS * 95 // 100],
                "model": str(nlp.path),
            }
        )
    )


main(*sys.argv[1:])
