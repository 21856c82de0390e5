// chrono-node: dates and times of running text.

import * as chrono from "chrono-node";
import { named, run, value } from "./timed.mjs";

const unit = (start, words) => {
  if (start.isCertain("hour")) return "time";
  const unit = named(words);
  if (unit) return unit;
  if (start.isCertain("day") || start.isCertain("weekday")) return "day";
  if (start.isCertain("month")) return "month";
  return start.isCertain("year") ? "year" : "day";
};

run((text, day) =>
  chrono.parse(text, { instant: new Date(`${day.slice(0, 10)}T12:00:00Z`), timezone: 0 }).map(({ index, text: words, start }) => {
    const place = { start: index, end: index + words.length };
    if (/^(right )?now$/i.test(words)) return { ...place, type: "DATE", value: "PRESENT_REF" };
    const exact = unit(start, words);
    const [year, month, date] = ["year", "month", "day"].map((part) => start.get(part));
    const civil = new Date(Date.UTC(year, month - 1, date, start.get("hour") ?? 0, start.get("minute") ?? 0));
    civil.setUTCFullYear(year);
    return {
      ...place,
      type: exact === "time" ? "TIME" : "DATE",
      value: value(civil, exact),
    };
  }),
);
