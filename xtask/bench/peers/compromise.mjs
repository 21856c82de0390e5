// compromise: people, places, organisations, and demonyms as the names of peoples.

import nlp from "compromise";
import { run } from "./peer.mjs";

const read = (text) => {
  const doc = nlp(text);
  const views = { PER: doc.people(), LOC: doc.places(), ORG: doc.organizations(), NORP: doc.match("#Demonym+") };
  return Object.entries(views).flatMap(([label, view]) => view.json({ offset: true }).map((name) => ({ label, name })));
};

// The offsets of words are exact; those of whole names are off now and then.
const names = (found) =>
  found.map(({ label, name: { terms } }) => {
    const last = terms[terms.length - 1].offset;
    return [terms[0].offset.start, last.start + last.length, label];
  });

run(read, names);
