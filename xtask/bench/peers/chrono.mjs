// chrono-node: dates and times of running text. The English part alone, which is what a page would load.

import * as chrono from "chrono-node/en";
import { named, now, partOfDay, run, value } from "./timed.mjs";

const DAY = 86400000;

// It knows no lengths of time and answers with the day at their end; how far that is from the reference is the length.
const LENGTH = /^(?:(?:for|within)\s|(?:the )?(?:past|last|next|previous) \S+ \w+s$)/i;

const unit = (start, words) => {
  if (start.isCertain("hour")) return "time";
  const unit = named(words);
  if (unit) return unit;
  if (start.isCertain("day") || start.isCertain("weekday")) return "day";
  if (start.isCertain("month")) return "month";
  return start.isCertain("year") ? "year" : "day";
};

const length = (civil, reference, words, start) => {
  const days = Math.round(Math.abs(civil - reference) / DAY);
  if (/\bweeks?\b/i.test(words)) return `P${Math.round(days / 7)}W`;
  if (start.isCertain("day")) return `P${days}D`;
  const years = civil.getUTCFullYear() - reference.getUTCFullYear();
  if (start.isCertain("month")) return `P${Math.abs(years * 12 + civil.getUTCMonth() - reference.getUTCMonth())}M`;
  return `P${Math.abs(years)}Y`;
};

run((text, day) => {
  const reference = new Date(`${day.slice(0, 10)}T12:00:00Z`);
  return chrono.parse(text, { instant: reference, timezone: 0 }).map(({ index, text: words, start }) => {
    const place = { start: index, end: index + words.length };
    if (now(words)) return { ...place, type: "DATE", value: "PRESENT_REF" };
    const exact = unit(start, words);
    const [year, month, date] = ["year", "month", "day"].map((part) => start.get(part));
    const civil = new Date(Date.UTC(year, month - 1, date, start.get("hour") ?? 0, start.get("minute") ?? 0));
    civil.setUTCFullYear(year);
    if (LENGTH.test(words) && exact !== "time" && start.tags().has("result/relativeDate"))
      return { ...place, type: "DURATION", value: length(civil, reference, words, start) };
    const part = exact === "time" ? undefined : partOfDay(words);
    if (part) return { ...place, type: "TIME", value: value(civil, "day") + part };
    return { ...place, type: exact === "time" ? "TIME" : "DATE", value: value(civil, exact, words) };
  });
});
