// Measures the built package in Node and prints the figures as JSON; `cargo xtask bench` reads them.
// node xtask/bench/wasm.mjs PKG ARTICLE

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pkg, file] = process.argv.slice(2);
const { initSync, analyze } = await import(pathToFileURL(resolve(pkg, "article_lens.js")).href);
const bytes = readFileSync(resolve(pkg, "article_lens_bg.wasm"));
const article = readFileSync(file, "utf8");
const options = { today: "2026-11-23" };
const size = (text) => Buffer.byteLength(text, "utf8");

const WARM = 200;
const REPEATS = [1, 2, 4, 8, 16, 32];
const TRIES = 5;
const LONG = 1_000_000;

const measure = (task) => {
  const start = performance.now();
  task();
  return performance.now() - start;
};
const time = (text) => measure(() => analyze(text, options));
const best = (text, tries) => Math.min(...Array.from({ length: tries }, () => time(text)));
const repeat = (times) => Array(times).fill(article).join("\n\n");

let wasm;
const startMs = measure(() => {
  wasm = initSync({ module: bytes });
});
const memory = () => wasm.memory.buffer.byteLength;
const firstMs = time(article);
const warm = [];
let after10 = 0;
while (warm.length < WARM) {
  warm.push(time(article));
  if (warm.length === 9) after10 = memory();
}
warm.sort((a, b) => a - b);
// The module's memory never shrinks, so it is looked at before any long text.
for (let done = WARM + 1; done < 1000; done++) analyze(article, options);
const after1000 = memory();

const linear = REPEATS.map((times) => {
  const text = repeat(times);
  return { times, bytes: size(text), ms: best(text, TRIES) };
});
const long = repeat(Math.ceil(LONG / (size(article) + 2)));
const longMs = best(long, 2);

console.log(
  JSON.stringify({
    bytes: size(article),
    startMs,
    firstMs,
    medianMs: warm[WARM / 2],
    p95Ms: warm[(WARM * 95) / 100],
    linear,
    longBytes: size(long),
    longMs,
    memory: { after10, after1000, afterLong: memory() },
  }),
);
