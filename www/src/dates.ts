import type { Precision, TimelineEvent } from '../../pkg/article_lens.js';

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

/** The covered days `start` … `end` said as exactly as they are known: a year stays a year. */
function covered(value: string, start: string, end: string, precision: Precision): string {
  const year = start.slice(0, 4);
  switch (precision) {
    case 'time':
      return `${day(start)}${/T(\d\d:\d\d)/.exec(value)?.[1]?.padStart(7, ', ') ?? ''}`;
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

/** The date of an event for people. */
export function eventDate(event: TimelineEvent): string {
  const said = event.date.includes('/') && !event.open
    ? `${day(event.start)} – ${day(event.end)}`
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

/** The first day of a value for people, for the card of a temporal expression. */
export function span(start: string | null, end: string | null, value: string, precision: Precision): string {
  return start ? covered(value, start, end ?? start, precision) : value;
}
