import { expect, test } from '@playwright/test';
import type { TimelineEvent } from '../../../../pkg/article_lens.js';
import { Findings } from '../../../src/findings.js';
import { make, read, TEXTS } from './articles.js';

for (const [name, text] of Object.entries(TEXTS)) {
  test(`as many events as the timeline has: ${name}`, () => {
    const findings = read(text);
    const { title, events } = JSON.parse(make('timelinejs', findings));
    expect(events.map((event: { unique_id: string }) => event.unique_id)).toEqual(findings.report.timeline.map((event) => event.id));
    expect(title.text.headline).toContain('&lt;b&gt;both&lt;/b&gt;');
  });
}

test('the sample tells as much of each date as it knows', () => {
  const { events } = JSON.parse(make('timelinejs', read(TEXTS.sample)));
  expect(events[0]).toMatchObject({ start_date: { year: 2022 }, display_date: 'since 2022' });
  expect(events[0].start_date).not.toHaveProperty('month');
  expect(events[0]).not.toHaveProperty('end_date');
  expect(events[1]).toMatchObject({ start_date: { year: 2026, month: 4, day: 22 }, display_date: '22 April 2026 (year assumed)' });
});

const dates: [Partial<TimelineEvent>, Record<string, unknown>][] = [
  [{ date: '2025-05', start: '2025-05-01', end: '2025-05-31', precision: 'month' }, { start_date: { year: 2025, month: 5 } }],
  [{ date: '199', start: '1990-01-01', end: '1999-12-31', precision: 'decade' }, { start_date: { year: 1990 }, end_date: { year: 1999 } }],
  [{ date: '2024-Q3', start: '2024-07-01', end: '2024-09-30', precision: 'quarter' }, { start_date: { year: 2024, month: 7 }, end_date: { year: 2024, month: 9 } }],
  [{ date: '2025-05-07/2025-05-10', start: '2025-05-07', end: '2025-05-10', precision: 'day' }, { end_date: { year: 2025, month: 5, day: 10 } }],
  [{ date: '-0043-03-15', start: '-0043-03-15', end: '-0043-03-15', precision: 'day' }, { start_date: { year: -43, month: 3, day: 15 } }],
  [{ date: '-00', start: '-0099-01-01', end: '-0001-12-31', precision: 'century' }, { start_date: { year: -99 }, end_date: { year: -1 } }],
];

for (const [given, slide] of dates) {
  test(`${given.date} as a slide`, () => {
    const findings = read(TEXTS.sample);
    const timeline = [{ ...findings.report.timeline[1]!, ...given }];
    const { events } = JSON.parse(make('timelinejs', new Findings(findings.text, { ...findings.report, timeline })));
    expect(events[0]).toMatchObject(slide);
    if (!('end_date' in slide)) expect(events[0]).not.toHaveProperty('end_date');
  });
}
