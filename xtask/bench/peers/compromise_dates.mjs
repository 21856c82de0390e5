// compromise with compromise-dates: dates and durations.

import nlp from "compromise";
import dates from "compromise-dates";
import { named, run, value } from "./timed.mjs";

nlp.plugin(dates);

const LETTERS = { year: "Y", quarter: "Q", month: "M", week: "W", day: "D", hour: "H", minute: "M", second: "S" };

const length = (duration) => {
  const [unit, count] = Object.entries(duration)[0] ?? [];
  const clock = ["hour", "minute", "second"].includes(unit) ? "T" : "";
  return LETTERS[unit] ? `P${clock}${count}${LETTERS[unit]}` : "";
};

run((text, day) => {
  const doc = nlp(text);
  const spans = (view) => view.json({ offset: true, terms: false });
  const days = spans(doc.dates({ today: day.slice(0, 10), timezone: "UTC" })).map(({ text: words, offset, dates }) => {
    const clock = /\d(:\d\d| ?[ap]\.?m)/i.test(words);
    const unit = clock ? "time" : (named(words) ?? dates?.unit);
    const start = dates?.start ? value(new Date(dates.start), unit) : "";
    return { ...place(offset), type: clock ? "TIME" : "DATE", value: start };
  });
  const durations = spans(doc.durations()).map(({ offset, duration }) => ({
    ...place(offset),
    type: "DURATION",
    value: length(duration),
  }));
  // What is both is taken as the date.
  const free = durations.filter((a) => !days.some((b) => a.start < b.end && b.start < a.end));
  return [...days, ...free].sort((a, b) => a.start - b.start);
});

function place({ start, length }) {
  return { start, end: start + length };
}
