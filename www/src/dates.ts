import type { Precision, TimeExpression, TimelineEvent } from '../../pkg/article_lens.js';
import type { Words } from './locales/en.js';

function format(iso: string, options: Intl.DateTimeFormatOptions, words: Words): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return new Intl.DateTimeFormat(words.locale, { ...options, timeZone: 'UTC' }).format(day);
}

/** A civil day (`2025-05-10`) for people. */
export function day(iso: string, words: Words): string {
  return format(iso, { day: 'numeric', month: 'long', year: 'numeric' }, words);
}

/** What stands behind a day for its time: a clock time or a part of the day. */
function timeOfDay(value: string, words: Words): string {
  const time = /T(\d\d:\d\d|[A-Z]{2})/.exec(value)?.[1] ?? '';
  return time === '' ? '' : `, ${words.dates.parts[time] ?? time}`;
}

/** The covered days `start` … `end` said as exactly as they are known: a year stays a year. */
function covered(value: string, start: string, end: string, precision: Precision, words: Words): string {
  const year = start.slice(0, 4);
  const { dates } = words;
  switch (precision) {
    case 'time':
      return `${day(start, words)}${timeOfDay(value, words)}`;
    case 'week':
      return dates.week(day(start, words));
    case 'month':
      return format(start, { month: 'long', year: 'numeric' }, words);
    case 'quarter':
      return dates.quarter(Math.floor((Number(start.slice(5, 7)) - 1) / 3) + 1, year);
    case 'season':
      return dates.season(value.slice(-2), year);
    case 'year':
      return year;
    case 'decade':
      return dates.decade(year);
    case 'century':
      return dates.century(Number(year.slice(0, 2)) + 1);
    case 'day':
      return start === end ? day(start, words) : `${day(start, words)} – ${day(end, words)}`;
    case 'unknown':
      return start === end ? day(start, words) : dates.between(day(start, words), day(end, words));
  }
}

/** From one stretch to another, each as exact as the first is. */
function range(value: string, start: string, end: string, precision: Precision, words: Words): string {
  const [first = value, last = value] = value.split('/');
  return `${covered(first, start, start, precision, words)} – ${covered(last, end, end, precision, words)}`;
}

/** The date of an event for people. */
export function eventDate(event: TimelineEvent, words: Words): string {
  const said =
    event.date.includes('/') && !event.open
      ? range(event.date, event.start, event.end, event.precision, words)
      : covered(event.date, event.start, event.end, event.precision, words);
  return event.open ? words.dates.since(said) : said;
}

/** The same for machines: as much of the ISO date as is known. */
export function machineDate(event: TimelineEvent): string {
  switch (event.precision) {
    case 'year':
    case 'decade':
    case 'century':
      return event.start.slice(0, 4);
    case 'month':
      return event.start.slice(0, 7);
    default:
      return event.start;
  }
}

/** `P3D` as "3 days", `PXY` as "some years"; nothing for what is no duration. */
function duration(value: string, words: Words): string | undefined {
  const [, clock = '', number = '', letters = ''] = /^P(T?)(X|\d+(?:\.\d)?)([A-Z]+)$/.exec(value) ?? [];
  return words.dates.length(number, clock + letters);
}

/** `P1W` as "every week", `XXXX-WXX-5` as "every Friday". */
function repeated(value: string, words: Words): string {
  const length = duration(value, words);
  if (length !== undefined) return words.dates.every(length);
  const weekday = /^XXXX-WXX-(\d)/.exec(value)?.[1];
  // 1 January 2024 was a Monday.
  return weekday === undefined ? words.dates.repeatedly : words.dates.every(format(`2024-01-0${weekday}`, { weekday: 'long' }, words));
}

/** The value of a temporal expression for people. */
export function said(time: TimeExpression, words: Words): string {
  if (time.start !== null) {
    const end = time.end ?? time.start;
    return (time.value.includes('/') ? range : covered)(time.value, time.start, end, time.precision, words);
  }
  if (time.type === 'SET') return repeated(time.value, words);
  return duration(time.value, words) ?? words.dates.vague[time.value] ?? words.dates.unsaid;
}
