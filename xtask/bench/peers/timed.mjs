// What every finder of dates in Node does: find the expressions of time in all texts, then time itself.
// node PEER.mjs TEXTS FOUND ARTICLE
// TEXTS are JSON Lines of {id, dct, text}, ARTICLE is one text; FOUND gets {id, timexes: [{start, end, type, value}]} in
// code points, and standard output the times. `cargo xtask bench --peers` runs this and scores FOUND.

import { readFileSync, writeFileSync } from "node:fs";
import { codePoints, cpu, rows } from "./peer.mjs";

const RUNS = 200;

const SEASONS = { SP: /spring/i, SU: /summer/i, FA: /fall|autumn/i, WI: /winter/i };
const PARTS = { TMO: /\bmorning\b/i, TAF: /\bafternoon\b/i, TEV: /\bevening\b/i, TNI: /\b(?:to)?night\b/i };
const which = (names, words) => Object.keys(names).find((name) => names[name].test(words));

// The part of the day that the words name, as TIMEX3 writes it.
export const partOfDay = (words) => which(PARTS, words);

export const now = (words) => /^(?:right )?now\b/i.test(words);

// The TIMEX3 value of a day in UTC, as exact as `unit` says; the words tell the season.
export const value = (date, unit, words) => {
  const iso = date.toISOString();
  switch (unit) {
    case "time":
      return iso.slice(0, 16);
    case "weekend":
      return `${value(date, "week")}-WE`;
    case "season": {
      const season = which(SEASONS, words);
      return iso.slice(0, 4) + (season ? `-${season}` : "");
    }
    case "week": {
      // The year of an ISO week is that of its Thursday.
      const thursday = new Date(date);
      thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
      const year = thursday.getUTCFullYear();
      const week = Math.ceil(((thursday - Date.UTC(year, 0, 1)) / 86400000 + 1) / 7);
      return `${year}-W${String(week).padStart(2, "0")}`;
    }
    case "month":
      return iso.slice(0, 7);
    case "quarter":
      return `${iso.slice(0, 4)}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
    case "year":
      return iso.slice(0, 4);
    default:
      return iso.slice(0, 10);
  }
};

// The unit that the words themselves name ("last week"), where a tool answers with a day.
export const named = (words) => /\b(weekend|week|month|quarter|year)s?\b/i.exec(words)?.[1].toLowerCase();

// A span without what no gold has: a preposition or a quotation mark before it, a sign behind it, if anything is left.
const BEFORE = /^(?:(?:on|in|at|by|from|since|until|till|during|within|after|before|between|of|for|to|about|around)\b|[\s"'“”‘’([])*/i;
const BEHIND = /[\s.,;:!?"'“”‘’)\]–-]*$/;
const trim = ({ start, end, ...rest }, text) => {
  const from = start + BEFORE.exec(text.slice(start, end))[0].length;
  return { start: from, end: end - BEHIND.exec(text.slice(from, end))[0].length, ...rest };
};

// A text that a tool fails at counts as one in which it finds nothing.
const attempt = (read, text, day) => {
  try {
    return read(text, day);
  } catch {
    return [];
  }
};

// `read` is what is timed: text and day of publication to [{start, end, type, value}] in UTF-16 code units.
export const run = (read) => {
  const [texts, found, article] = process.argv.slice(2);
  const lines = rows(texts).map(({ id, dct, text }) => {
    const at = codePoints(text);
    const timexes = attempt(read, text, dct || "2025-05-12")
      .map((timex) => trim(timex, text))
      .filter(({ start, end }) => start < end)
      .map(({ start, end, ...rest }) => ({ start: at[start], end: at[end], ...rest }));
    return JSON.stringify({ id, timexes });
  });
  writeFileSync(found, `${lines.join("\n")}\n`);
  const short = readFileSync(article, "utf8");
  const runs = Array.from({ length: RUNS }, () => cpu(() => read(short, "2025-05-12"))).sort((a, b) => a - b);
  console.log(JSON.stringify({ medianMs: runs[RUNS / 2], p95Ms: runs[(RUNS * 95) / 100] }));
};
