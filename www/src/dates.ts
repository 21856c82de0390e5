import type { Precision, TimeExpression, TimelineEvent } from '../../pkg/article_lens.js';

const LOCALE = 'en-GB';
const SEASONS: Record<string, string> = {
  SP: 'Spring',
  SU: 'Summer',
  FA: 'Autumn',
  WI: 'Winter',
  H1: 'First half of',
  H2: 'Second half of',
};

function format(iso: string, options: Intl.DateTimeFormatOptions): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: 'UTC' }).format(day);
}

export function day(iso: string): string {
  return format(iso, { day: 'numeric', month: 'long', year: 'numeric' });
}

function ordinal(n: number): string {
  const rules = new Intl.PluralRules(LOCALE, { type: 'ordinal' }).select(n);
  return n + ({ one: 'st', two: 'nd', few: 'rd' }[rules as string] ?? 'th');
}

/** Parts of the day as TIMEX3 writes them. */
const DAY_PARTS: Record<string, string> = { MO: 'morning', MI: 'midday', AF: 'afternoon', EV: 'evening', NI: 'night' };

/** What stands behind a day for its time: a clock time or a part of the day. */
function timeOfDay(value: string): string {
  const time = /T(\d\d:\d\d|[A-Z]{2})/.exec(value)?.[1] ?? '';
  return time === '' ? '' : `, ${DAY_PARTS[time] ?? time}`;
}

/** The covered days `start` … `end` said as exactly as they are known: a year stays a year. */
function covered(value: string, start: string, end: string, precision: Precision): string {
  const year = start.slice(0, 4);
  switch (precision) {
    case 'time':
      return `${day(start)}${timeOfDay(value)}`;
    case 'week':
      return `week of ${day(start)}`;
    case 'month':
      return format(start, { month: 'long', year: 'numeric' });
    case 'quarter':
      return `${ordinal(Math.floor((Number(start.slice(5, 7)) - 1) / 3) + 1)} quarter of ${year}`;
    case 'season':
      return `${SEASONS[value.slice(-2)] ?? 'Season of'} ${year}`;
    case 'year':
      return year;
    case 'decade':
      return `${year.slice(0, 3)}0s`;
    case 'century':
      return `${ordinal(Number(year.slice(0, 2)) + 1)} century`;
    case 'day':
      return start === end ? day(start) : `${day(start)} – ${day(end)}`;
    case 'unknown':
      return start === end ? day(start) : `between ${day(start)} and ${day(end)}`;
  }
}

/** From one stretch to another, each as exact as the first is. */
function range(value: string, start: string, end: string, precision: Precision): string {
  const [first = value, last = value] = value.split('/');
  return `${covered(first, start, start, precision)} – ${covered(last, end, end, precision)}`;
}

/** The date of an event for people. */
export function eventDate(event: TimelineEvent): string {
  const said = event.date.includes('/') && !event.open
    ? range(event.date, event.start, event.end, event.precision)
    : covered(event.date, event.start, event.end, event.precision);
  return event.open ? `since ${said}` : said;
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

const UNITS: Record<string, string> = {
  D: 'day',
  W: 'week',
  WE: 'weekend',
  M: 'month',
  Q: 'quarter',
  Y: 'year',
  DE: 'decade',
  CE: 'century',
  N: 'night',
  TH: 'hour',
  TM: 'minute',
  TS: 'second',
};
const MANY: Record<string, string> = { century: 'centuries' };
const VAGUE: Record<string, string> = {
  PAST_REF: 'some time in the past',
  PRESENT_REF: 'now',
  FUTURE_REF: 'some time to come',
};

/** `P3D` as "3 days", `PXY` as "some years"; nothing for what is no duration. */
function duration(value: string): string | undefined {
  const [, clock = '', number = '', letters = ''] = /^P(T?)(X|\d+(?:\.\d)?)([A-Z]+)$/.exec(value) ?? [];
  const unit = UNITS[clock + letters];
  if (unit === undefined) return undefined;
  const many = MANY[unit] ?? `${unit}s`;
  return number === 'X' ? `some ${many}` : `${number} ${number === '1' ? unit : many}`;
}

/** `P1W` as "every week", `XXXX-WXX-5` as "every Friday". */
function repeated(value: string): string {
  const length = duration(value);
  if (length !== undefined) return `every ${length.replace(/^1 /, '')}`;
  const weekday = /^XXXX-WXX-(\d)/.exec(value)?.[1];
  // 1 January 2024 was a Monday.
  return weekday === undefined ? 'repeatedly' : `every ${format(`2024-01-0${weekday}`, { weekday: 'long' })}`;
}

/** The value of a temporal expression for people. */
export function said(time: TimeExpression): string {
  if (time.start !== null) {
    const end = time.end ?? time.start;
    return (time.value.includes('/') ? range : covered)(time.value, time.start, end, time.precision);
  }
  if (time.type === 'SET') return repeated(time.value);
  return duration(time.value) ?? VAGUE[time.value] ?? 'a time that the text does not say';
}
