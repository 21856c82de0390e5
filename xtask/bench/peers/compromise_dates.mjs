// compromise with compromise-dates: dates, repeated dates and durations.

import nlp from "compromise";
import dates from "compromise-dates";
import { named, now, partOfDay, run, value } from "./timed.mjs";

nlp.plugin(dates);

const LETTERS = { year: "Y", quarter: "Q", month: "M", week: "W", day: "D", hour: "H", minute: "M", second: "S" };
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const json = (view) => view.json({ offset: true });

// It throws at some phrases ("a third-quarter") and loses with them the whole text; so each is read by itself then, and
// those that it throws at keep their spans without a value.
const found = (view, day) => {
  try {
    return json(view.dates({ today: `${day.slice(0, 10)}T12:00:00`, timezone: "UTC" }));
  } catch {
    const phrases = view.dates();
    return phrases.length > 1 ? phrases.map((phrase) => found(phrase, day)).flat() : json(phrases.toView());
  }
};

// A count that it cannot read is one after "a" and else unknown; a fraction is a misread ordinal ("a third quarter").
const length = (duration, words) => {
  const [unit, count] = Object.entries(duration ?? {})[0] ?? [];
  if (!LETTERS[unit] || count % 1) return "";
  const clock = ["hour", "minute", "second"].includes(unit) ? "T" : "";
  return `P${clock}${count || (/^an?\b/i.test(words) ? 1 : "X")}${LETTERS[unit]}`;
};

const set = ({ interval, filter }) => {
  const day = WEEKDAYS.findIndex((name) => filter?.weekDays?.[name]);
  return day < 0 ? length(interval) : `XXXX-WXX-${day + 1}`;
};

// What a date says, without its place.
const date = (words, read) => {
  if (read?.repeat) return { type: "SET", value: set(read.repeat) };
  if (now(words)) return { type: "DATE", value: "PRESENT_REF" };
  if (!read?.start) return { type: "DATE", value: "" };
  const start = new Date(read.start);
  const part = partOfDay(words);
  if (part) return { type: "TIME", value: value(start, "day") + part };
  const clock = /\d(:\d\d| ?[ap]\.?m)/i.test(words);
  const year = /^\d{4}$/.test(words) && "year";
  const unit = clock ? "time" : (named(words) ?? (year || (read.unit === "time" ? "day" : read.unit)));
  return { type: clock ? "TIME" : "DATE", value: value(start, unit, words) };
};

run((text, day) => {
  const doc = nlp(text);
  const days = found(doc, day).map(({ terms, text: words, dates }) => ({ ...place(terms), ...date(words, dates) }));
  const durations = json(doc.durations()).map(({ terms, text: words, duration }) => ({
    ...place(terms),
    type: "DURATION",
    value: length(duration, words),
  }));
  const overlap = (a) => (b) => a.start < b.end && b.start < a.end;
  // What is both is taken as the date, unless only the length has a value.
  const read = days.map((one) => (one.value ? one : { ...one, ...typed(durations.find(overlap(one))) }));
  return [...read, ...durations.filter((one) => !days.some(overlap(one)))].sort((a, b) => a.start - b.start);
});

// The offsets of words are exact; those of whole phrases are off now and then.
function place(terms) {
  const last = terms.at(-1).offset;
  return { start: terms[0].offset.start, end: last.start + last.length };
}

function typed(duration) {
  return duration?.value ? { type: duration.type, value: duration.value } : {};
}
