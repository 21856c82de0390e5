import type { Precision, TimelineEvent } from '../../../pkg/article_lens.js';
import { eventDate } from '../dates.js';
import type { Findings } from '../findings.js';
import { plain, titleOf, webAddress, type About, type Export } from './export.js';
import { uuid } from './uuid.js';

/**
 * What is known to a month or better goes into the calendar, over the days that it may have been.
 * A quarter, a year or a decade stays out: a bar over all those days would hide more of a calendar than it
 * tells, and its first day alone would be a date that the article does not give.
 */
const KNOWN: ReadonlySet<Precision> = new Set<Precision>(['time', 'day', 'week', 'month']);

/** Octets that a line may have without its end. */
const LINE = 75;

/** A value of type TEXT. */
function text(value: string): string {
  return plain(value)
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '\\n');
}

/** Cuts a line between characters into pieces of at most 75 octets, the space before each further one included. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LINE) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return `${out}\r\n`;
}

/** The ISO day `days` after another as a calendar writes it; nothing for what is no day of a year with four digits. */
function date(iso: string, days = 0): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  if (year === undefined) return undefined;
  const moved = new Date(`${year}-${month}-${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return Number.isNaN(moved.getTime()) ? undefined : moved.toISOString().replaceAll('-', '').replace(/T.*/, '');
}

/** An instant in UTC. */
function instant(iso: string): string {
  return new Date(iso).toISOString().replace(/[-:]|\.\d+/g, '');
}

function entry(event: TimelineEvent, findings: Findings, about: About, article: string): string[] {
  const first = date(event.start);
  // The end of an event is the first day after it.
  const end = date(event.end, 1);
  if (!KNOWN.has(event.precision) || first === undefined || end === undefined) return [];
  const address = webAddress(about.url);
  const description = [
    eventDate(event, findings.words),
    `“${findings.quote(event.sentence).trim()}”`,
    event.reason,
    findings.assumed(event) ? 'The year is assumed.' : '',
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${uuid(article, 'event', event.trigger.start, event.headline)}`,
    `DTSTAMP:${instant(about.made)}`,
    `DTSTART;VALUE=DATE:${first}`,
    `DTEND;VALUE=DATE:${end}`,
    `SUMMARY:${text(event.headline)}`,
    `DESCRIPTION:${text(description.filter(Boolean).join('\n'))}`,
    ...(address === undefined ? [] : [`URL:${address}`]),
    // It tells what was, and keeps nobody busy.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** The timeline as whole days of a calendar (RFC 5545); what has no date of its own or was only said stays out. */
export const ics: Export = {
  id: 'ics',
  extension: 'ics',
  mime: 'text/calendar;charset=utf-8',
  make: (findings, about) => {
    const article = uuid(findings.text);
    return [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      `PRODID:-//Article Lens//Article Lens ${text(about.version)}//EN`,
      'CALSCALE:GREGORIAN',
      `NAME:${text(titleOf(about, findings.words))}`,
      ...findings.report.timeline.flatMap((event) => entry(event, findings, about, article)),
      'END:VCALENDAR',
    ]
      .map(fold)
      .join('');
  },
};
