import { expect, test } from '@playwright/test';
import ICAL from 'ical.js';
import type { TimelineEvent } from '../../../../pkg/article_lens.js';
import { Findings } from '../../../src/findings.js';
import { ABOUT, carried, make, read, TEXTS } from './articles.js';

function events(file: string): ICAL.Event[] {
  return new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
}

const days = (event: ICAL.Event): string[] => [event.startDate.toString(), event.endDate.toString()];

for (const [name, text] of Object.entries(TEXTS)) {
  test(`a calendar takes the file: ${name}`, () => {
    const findings = read(text);
    const file = make('ics', findings);
    for (const line of file.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\0-\x08\x0a-\x1f\x7f\ufffe]/);
    }
    expect(file).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n[^]*END:VCALENDAR\r\n$/);
    const known = findings.report.timeline.filter((event) => ['time', 'day', 'week', 'month'].includes(event.precision));
    const found = events(file);
    expect(found.map((event) => event.summary)).toEqual(known.map((event) => carried(event.headline)));
    expect(new Set(found.map((event) => event.uid)).size).toBe(known.length);
    found.forEach((event, i) => {
      expect(event.startDate.isDate && event.endDate.isDate).toBe(true);
      expect(event.startDate.toString()).toBe(known[i]!.start);
      const last = event.endDate.clone();
      last.adjust(-1, 0, 0, 0);
      expect(last.toString()).toBe(known[i]!.end);
      expect(event.description).toContain(carried(findings.quote(known[i]!.sentence)).trim().replaceAll('\r\n', '\n'));
      expect(event.description.includes('The year is assumed.')).toBe(findings.assumed(known[i]!));
      expect(event.component.getFirstPropertyValue('dtstamp')!.toString()).toBe('2026-11-24T12:14:15Z');
    });
  });
}

const dates: [Partial<TimelineEvent>, string[][]][] = [
  [{ start: '2025-12-31', end: '2025-12-31' }, [['2025-12-31', '2026-01-01']]],
  [{ start: '2024-02-28', end: '2024-02-29' }, [['2024-02-28', '2024-03-01']]],
  [{ start: '2025-05-01', end: '2025-05-31', precision: 'month' }, [['2025-05-01', '2025-06-01']]],
  [{ start: '2025-03-30', end: '2025-03-30', precision: 'time' }, [['2025-03-30', '2025-03-31']]],
  [{ start: '2025-01-01', end: '2025-12-31', precision: 'year' }, []],
  [{ start: '-0043-03-15', end: '-0043-03-15' }, []],
];

for (const [given, expected] of dates) {
  test(`${given.start} to ${given.end} in a calendar`, () => {
    const findings = read(TEXTS.sample);
    const timeline = [{ ...findings.report.timeline[1]!, ...given }];
    const file = make('ics', new Findings(findings.text, { ...findings.report, timeline }));
    expect(events(file).map(days)).toEqual(expected);
  });
}

test('an event keeps its name when the file is made again', () => {
  const names = (made: string) => events(make('ics', read(TEXTS.sample), { ...ABOUT, made })).map((event) => event.uid);
  expect(names('2027-01-01T00:00:00Z')).toEqual(names('2026-01-01T00:00:00Z'));
});

test.describe('wherever the device and the reader are', () => {
  const home = process.env.TZ;
  test.afterEach(() => {
    if (home === undefined) delete process.env.TZ;
    else process.env.TZ = home;
  });

  for (const [zone, offset] of [
    ['Pacific/Kiritimati', -840],
    ['America/Los_Angeles', 480],
  ] as const) {
    test(`the days are those of the text: ${zone}`, () => {
      process.env.TZ = zone;
      expect(new Date('2026-01-01').getTimezoneOffset()).toBe(offset);
      const local = events(make('ics', read(TEXTS.sample))).map((event) => {
        const day = event.startDate.toJSDate();
        return [day.getFullYear(), day.getMonth() + 1, day.getDate(), day.getHours()];
      });
      expect(local).toEqual([[2026, 4, 22, 0], [2026, 5, 7, 0], [2026, 5, 8, 0]]);
    });
  }
});
