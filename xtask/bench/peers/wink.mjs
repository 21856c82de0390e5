// wink-nlp: its models know no names of people, organisations or places; runs of proper nouns stand in for them,
// and only their spans can be scored.

import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";
import { run } from "./peer.mjs";

const nlp = winkNLP(model, ["sbd", "pos"]);

const read = (text) => {
  const tokens = nlp.readDoc(text).tokens();
  return { words: tokens.out(), tags: tokens.out(nlp.its.pos) };
};

const names = ({ words, tags }, text) => {
  const spans = [];
  let at = 0;
  let open = false;
  words.forEach((word, i) => {
    const start = text.indexOf(word, at);
    if (start < 0) return;
    at = start + word.length;
    const proper = tags[i] === "PROPN";
    if (proper && open) spans[spans.length - 1][1] = at;
    else if (proper) spans.push([start, at, "PROPN"]);
    open = proper;
  });
  return spans;
};

run(read, names);
