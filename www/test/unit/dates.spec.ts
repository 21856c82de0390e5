import { expect, test } from '@playwright/test';
import type { Precision, TimeExpression, TimelineEvent } from '../../../pkg/article_lens.js';
import { eventDate, machineDate, said } from '../../src/dates.js';
import { en } from '../../src/locales/en.js';

function event(date: string, start: string, end: string, precision: Precision, open = false): TimelineEvent {
  const range = { start: 0, end: 1 };
  return {
    ...{ id: 'v1', kind: 'event', dating: 'expression', timeId: null, afterId: null, certainty: 'stated', headline: '' },
    ...{ trigger: range, evidence: range, sentence: range, mentions: [], participants: [], reason: '' },
    ...{ date, start, end, precision, open },
  };
}

const cases: [TimelineEvent, string, string][] = [
  [event('2022', '2022-01-01', '2022-12-31', 'year'), '2022', '2022'],
  [event('2022', '2022-01-01', '2022-12-31', 'year', true), 'since 2022', '2022'],
  [event('2025-05', '2025-05-01', '2025-05-31', 'month'), 'May 2025', '2025-05'],
  [event('XXXX-04-22', '2025-04-22', '2025-04-22', 'day'), '22 April 2025', '2025-04-22'],
  [event('2024-Q3', '2024-07-01', '2024-09-30', 'quarter'), '3rd quarter of 2024', '2024-07-01'],
  [event('199', '1990-01-01', '1999-12-31', 'decade'), '1990s', '1990'],
  [event('19', '1900-01-01', '1999-12-31', 'century'), '20th century', '1900'],
  [event('2025-W19', '2025-05-05', '2025-05-11', 'week'), 'week of 5 May 2025', '2025-05-05'],
  [event('2025-SU', '2025-06-01', '2025-08-31', 'season'), 'Summer 2025', '2025-06-01'],
  [event('2025-05-10T14:30', '2025-05-10', '2025-05-10', 'time'), '10 May 2025, 14:30', '2025-05-10'],
  [event('2025-05-09TMO', '2025-05-09', '2025-05-09', 'time'), '9 May 2025, morning', '2025-05-09'],
  [event('1999/2004', '1999-01-01', '2004-12-31', 'year'), '1999 – 2004', '1999'],
  [event('2025-05-07/2025-05-10', '2025-05-07', '2025-05-10', 'day'), '7 May 2025 – 10 May 2025', '2025-05-07'],
];

for (const [given, said, machine] of cases) {
  test(`${given.date} is said as ${said}`, () => {
    expect(eventDate(given, en)).toBe(said);
    expect(machineDate(given)).toBe(machine);
  });
}

function time(type: TimeExpression['type'], value: string): TimeExpression {
  const range = { start: 0, end: 1 };
  return {
    ...{ id: 't1', range, text: '', type, value, start: null, end: null, precision: 'unknown', certainty: 'stated' },
    ...{ modifier: null, reason: '' },
  };
}

const undated: [TimeExpression, string][] = [
  [time('DURATION', 'P3D'), '3 days'],
  [time('DURATION', 'P1CE'), '1 century'],
  [time('DURATION', 'P2.5Y'), '2.5 years'],
  [time('DURATION', 'PTXH'), 'some hours'],
  [time('SET', 'P1W'), 'every week'],
  [time('SET', 'XXXX-WXX-5'), 'every Friday'],
  [time('SET', 'XXXX-07'), 'repeatedly'],
  [time('DATE', 'PRESENT_REF'), 'now'],
  [time('DATE', 'XXXX-XX-XX'), 'a time that the text does not say'],
];

for (const [given, words] of undated) {
  test(`${given.value} is said as ${words}`, () => {
    expect(said(given, en)).toBe(words);
  });
}
