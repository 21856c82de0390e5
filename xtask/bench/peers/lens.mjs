// Article Lens as a page loads it: the built package, the whole report.
// The package lies where ARTICLE_LENS_PKG says.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./peer.mjs";

const pkg = process.env.ARTICLE_LENS_PKG;
const { initSync, analyze } = await import(pathToFileURL(resolve(pkg, "article_lens.js")).href);
initSync({ module: readFileSync(resolve(pkg, "article_lens_bg.wasm")) });

const read = (text) => analyze(text, { today: "2026-01-01" });

// Amounts are listed behind the names and are none.
const amounts = ["MONEY", "PERCENT", "QUANTITY"];

const names = ({ entities }) =>
  entities.filter(({ type }) => !amounts.includes(type)).flatMap(({ type, mentions }) =>
    mentions.filter(({ kind }) => kind === "name").map(({ range }) => [range.start, range.end, type]),
  );

run(read, names);
