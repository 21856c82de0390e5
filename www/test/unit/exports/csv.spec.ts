import { expect, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { Findings } from '../../../src/findings.js';
import { carried, make, read, TEXTS } from './articles.js';

type Row = Record<string, string>;

function rows(id: string, findings: Findings): Row[] {
  const file = make(id, findings);
  expect(file.startsWith('\ufeff')).toBe(true);
  expect(file.endsWith('\r\n')).toBe(true);
  // The parser is strict: a row of another length or a stray quotation mark throws.
  return parse(file, { bom: true, columns: true, record_delimiter: '\r\n' });
}

/** Undoes the guard. */
const bare = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '');

/** The words at the offsets that a row tells. */
function words(text: string, offsets: string): string[] {
  return offsets.split(' | ').map((range) => text.slice(...(range.split('..').map(Number) as [number, number])));
}

for (const [name, text] of Object.entries(TEXTS)) {
  test(`a reader of CSV finds what was written: ${name}`, () => {
    const findings = read(text);
    const { entities, timeline, tail, statements } = findings.report;

    const names = rows('csv-names', findings);
    expect(names.map((row) => bare(row.name!))).toEqual(entities.map((entity) => carried(entity.name)));
    expect(names.map((row) => Number(row.mentions))).toEqual(entities.map((entity) => entity.mentions.length));

    const events = rows('csv-timeline', findings);
    expect(events.map((row) => [row.id, row.part])).toEqual([
      ...timeline.map((event) => [event.id, 'timeline']),
      ...tail.map((event) => [event.id, 'tail']),
    ]);
    expect(events.map((row) => bare(row.sentence!))).toEqual([...timeline, ...tail].map((event) => carried(findings.quote(event.sentence))));

    const positions = rows('csv-positions', findings);
    expect(positions.map((row) => row.id)).toEqual(
      statements.flatMap((statement) => (statement.targets.length ? statement.targets : [null]).map(() => statement.id)),
    );
    expect(positions.map((row) => bare(row.target!)).filter(Boolean)).toEqual(
      statements.flatMap((statement) => statement.targets.map((target) => carried(findings.name(target)))),
    );

    for (const row of [...names, ...events, ...positions]) {
      expect(bare(row.words!)).toBe(carried(words(text, row.offsets_utf16!).join(' | ')));
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    }
  });
}

test('what would be a formula is text', () => {
  const { report } = read('Paris thanked Rome.');
  const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '="a",b\r\n"'];
  const entities = evil.map((name, i) => ({ ...report.entities[0]!, id: `e${i + 1}`, name }));
  const names = rows('csv-names', new Findings('Paris thanked Rome.', { ...report, entities }));
  expect(names.map((row) => row.name)).toEqual(evil.map((name) => `'${name}`));
});
