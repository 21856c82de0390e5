// What every peer in Node does: find the names of all texts, then time itself.
// node PEER.mjs TEXTS FOUND ARTICLES ARTICLE
// TEXTS and ARTICLES are JSON Lines of {id, text}, ARTICLE is one text; FOUND gets {id, entities: [[start, end, label]]}
// in code points, and standard output the times. `cargo xtask bench --peers` runs this and scores FOUND.

import { readFileSync, writeFileSync } from "node:fs";

const RUNS = 200;

export const rows = (file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line)
    .map((line) => JSON.parse(line));

// The code point at each UTF-16 offset of `text`.
export const codePoints = (text) => {
  const at = [];
  let count = 0;
  for (const char of text) {
    for (let unit = 0; unit < char.length; unit++) at.push(count);
    count++;
  }
  at.push(count);
  return at;
};

// Milliseconds of processor time that a task takes.
export const cpu = (task) => {
  const before = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

// `read` is what is timed: text to the peer's own finding; `names` makes [start, end, label] of it in UTF-16 code units.
export const run = (read, names) => {
  const [texts, found, articles, article] = process.argv.slice(2);
  const lines = rows(texts).map(({ id, text }) => {
    const at = codePoints(text);
    const entities = names(read(text), text).map(([start, end, label]) => [at[start], at[end], label]);
    return JSON.stringify({ id, entities });
  });
  writeFileSync(found, `${lines.join("\n")}\n`);

  const timed = rows(articles);
  const start = performance.now();
  const cpuMs = cpu(() => timed.forEach(({ text }) => read(text)));
  const wallMs = performance.now() - start;

  const short = readFileSync(article, "utf8");
  const runs = Array.from({ length: RUNS }, () => cpu(() => read(short))).sort((a, b) => a - b);
  console.log(
    JSON.stringify({
      cpuMs: cpuMs / timed.length,
      wallMs: wallMs / timed.length,
      medianMs: runs[RUNS / 2],
      p95Ms: runs[(RUNS * 95) / 100],
    }),
  );
};
