import { en } from '../../src/locales/en.js';
import { expect, test } from '@playwright/test';
import { utcDay } from 'd3-time';
import { LABEL_SIZE } from '../../src/timeline/axis.js';
import { layOut, SPOT, worthDrawing, type Dated, type Layout, type Mark } from '../../src/timeline/layout.js';
import { describe, groundShapes } from '../../src/timeline/shapes.js';
import { textWidth } from '../../src/timeline/text-width.js';

const WIDTHS = [260, 288, 560, 720, 1000];
const iso = (date: Date): string => date.toISOString().slice(0, 10);
const day = (start: string, more: Partial<Dated> = {}): Dated => ({ start, end: start, open: false, certainty: 'stated', ...more });
const stretch = (start: string, end: string, more: Partial<Dated> = {}): Dated => day(start, { end, ...more });
const after = (first: string, days: number): string => iso(utcDay.offset(new Date(first), days));
const year = (y: number, more: Partial<Dated> = {}): Dated => stretch(`${y}-01-01`, `${y}-12-31`, more);
const draw = (events: readonly Dated[], width = 560, more = {}): Layout => layOut(events, { width, locale: 'en-GB', ...more })!;

let seed = 11;
const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
const CERTAINTIES = ['stated', 'inferred', 'vague'] as const;
const many = (make: (i: number) => Dated, length = 40): Dated[] =>
  Array.from({ length }, (_, i) => ({ ...make(i), certainty: CERTAINTIES[i % 3]! }));
const sorted = (events: Dated[]): Dated[] => events.sort((a, b) => a.start.localeCompare(b.start));

const DISTRIBUTIONS: Record<string, Dated[]> = {
  'one event': [day('2025-05-07')],
  'all on one day': many(() => day('2025-05-07')),
  'one a day': many((i) => day(after('2025-04-22', i))),
  'one a day over the turn of the year': many((i) => day(after('2024-12-15', i))),
  'an outlier in 1947': [day('1947-08-15'), ...many((i) => day(after('2025-04-22', i)))],
  'outliers on both sides': [day('1066-10-14'), ...many((i) => day(after('1947-08-01', i))), day('2025-05-07'), day('2150-01-01')],
  'open ranges, one a year': many((i) => year(1985 + i, { open: true })),
  'open ranges of one year': many(() => year(2022, { open: true })),
  'open days': many((i) => day(after('2025-01-01', 3 * i), { open: true })),
  'one a century': many((i) => day(`${1000 + 100 * (i % 10)}-06-01`)).sort((a, b) => a.start.localeCompare(b.start)),
  'far ages': [day('0047-03-01'), day('0999-12-31'), day('1000-01-01'), day('9999-12-31')],
  'no dates at all': [day('soon'), day('2025-05-07')],
  'an end before its start': [stretch('2025-05-07', '2025-04-01'), day('2025-05-09')],
  'decades and a week': [stretch('1990-01-01', '1999-12-31'), stretch('2000-01-01', '2009-12-31'), ...many((i) => day(after('2025-05-01', i % 7)))],
  ...Object.fromEntries(
    Array.from({ length: 60 }, (_, round) => {
      const span = [3, 40, 400, 4000, 40_000, 350_000][round % 6]!;
      const events = many(() => {
        const start = after('1700-01-01', random(span));
        const long = random(3) === 0 ? random(Math.ceil(span / (1 + random(20)))) : 0;
        return stretch(start, after(start, long), { open: random(6) === 0 });
      }, 1 + random(60));
      return [`by chance ${round}`, sorted(events)] as const;
    }),
  ),
};

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const around = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

/** Everything that is read or touched. */
function boxes(layout: Layout): Box[] {
  const labels = groundShapes(layout).flatMap((shape) =>
    'text' in shape ? [around(shape.x, shape.y - LABEL_SIZE / 3, textWidth(shape.text, LABEL_SIZE, shape.look === 'year'), LABEL_SIZE)] : [],
  );
  const spots = [...layout.marks, ...(layout.tray?.spots ?? [])].map(({ x, y }) => around(x, y, SPOT, SPOT));
  return [...labels, ...spots, ...layout.clusters.map(({ x, y, width }) => around(x, y, width, SPOT))];
}

/** What is wrong with a picture: plain comparisons, since a matcher for each of a million pairs takes minutes. */
function faults(layout: Layout): string[] {
  const found: string[] = [];
  const all = boxes(layout);
  for (const [i, a] of all.entries()) {
    if (a.left < -0.01 || a.right > layout.width + 0.01 || a.top < 0 || a.bottom > layout.height) found.push(`outside: ${JSON.stringify(a)}`);
    for (const b of all.slice(0, i)) {
      const apart = a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
      if (!apart) found.push(`one over the other: ${JSON.stringify([a, b])}`);
    }
  }
  // Bars of one lane do not run into each other or into a number.
  const ends = ({ from, to, x, onward = x }: Mark) => [Math.min(from, to, x - SPOT / 2, onward), Math.max(from, to, x + SPOT / 2, onward)] as const;
  for (const [i, a] of layout.marks.entries()) {
    for (const b of layout.marks.slice(0, i)) {
      if (a.y === b.y && ends(a)[0] < ends(b)[1] && ends(b)[0] < ends(a)[1]) found.push(`bars of ${a.number} and ${b.number}`);
    }
  }
  return found;
}

const numbers = (layout: Layout): number[] =>
  [...layout.marks.map(({ number }) => number), ...layout.clusters.flatMap((cluster) => cluster.numbers)].sort((a, b) => a - b);

for (const [name, events] of Object.entries(DISTRIBUTIONS)) {
  test(`${name}: nothing overlaps, nothing is lost, every piece says its year`, () => {
    const dated = events.flatMap((event, i) => (event.start.startsWith('soon') ? [] : [i + 1]));
    for (const width of WIDTHS) {
      const layout = draw(events, width);
      expect(faults(layout)).toEqual([]);
      expect(faults(draw(events, width, { rtl: true }))).toEqual([]);
      expect(numbers(layout)).toEqual(dated);
      expect(draw(events, width)).toEqual(layout);
      expect(layout.pieces.length).toBeLessThanOrEqual(4);
      for (const { ticks } of layout.pieces) {
        const first = ticks.find((tick) => tick.label)!;
        expect(first.yearly ? first.label : first.year).toMatch(/^\d+$/);
      }
      expect(layout.pieces.every(({ from, to }, i) => to > from && from >= (layout.pieces[i - 1]?.to ?? 0))).toBe(true);
      // Later on the calendar is further to the right.
      const places = [...layout.marks].sort((a, b) => events[a.number - 1]!.start.localeCompare(events[b.number - 1]!.start));
      expect(places.every(({ from, to }, i) => to >= from && from >= (places[i - 1]?.from ?? 0) - 1e-9)).toBe(true);
      for (const { numbers: members } of layout.clusters) {
        const open = draw(events, width, { opened: members[0] });
        expect(faults(open)).toEqual([]);
        expect(open.tray!.spots.map(({ number }) => number)).toEqual(members);
        expect(numbers(open)).toEqual(dated);
      }
    }
  });
}

/** The axis as one line: labels of each piece, `≈` for a break. */
function axis(events: readonly Dated[], width?: number): string {
  return draw(events, width)
    .pieces.map(({ ticks }) => ticks.flatMap(({ label, year }) => (label ? [`${label} ${year}`.trim()] : [])).join(', '))
    .join(' ≈ ');
}

const SAMPLE = [year(2022, { open: true }), day('2025-04-22'), day('2025-05-07'), day('2025-05-09')];

test('the scale goes with the span, and the axis breaks where it would be empty', () => {
  expect(axis(SAMPLE)).toBe('Jan 2022, Apr, Jul, Oct ≈ 21 Apr 2025, 28 Apr, 5 May');
  expect(axis([day('2025-05-07')])).toBe('7 May 2025');
  expect(axis([day('2025-05-05'), day('2025-05-08')])).toBe('5 May 2025, 6 May, 7 May, 8 May');
  expect(axis([day('2024-11-20'), day('2025-03-02')])).toBe('Nov 2024, Dec, Jan 2025, Feb, Mar');
  expect(axis([year(1999), year(2004)])).toBe('1999, 2000, 2001, 2002, 2003, 2004');
  expect(axis([day('1947-08-15'), day('2025-05-07')])).toBe('1940, 1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020');
  expect(axis([day('1066-10-14'), day('1945-05-08')])).toBe('1000, 1100, 1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900');
  expect(axis(DISTRIBUTIONS['an outlier in 1947']!)).toMatch(/^15 Aug 1947 ≈ 21 Apr 2025, /);
});

test('ticks are those of d3, with weeks that begin on Monday', () => {
  const [piece] = draw(many((i) => day(after('2025-04-22', i)))).pieces;
  const labels = piece!.ticks.map(({ label }) => label);
  expect(labels).toEqual(['21 Apr', '28 Apr', '5 May', '12 May', '19 May', '26 May']);
});

test('how exact a date is shows in its shape', () => {
  const [open, first] = draw(SAMPLE).marks;
  expect(open).toMatchObject({ shape: 'stretch', onward: 560, certainty: 'stated' });
  expect(open!.to - open!.from).toBeGreaterThan(SPOT);
  expect(first).toMatchObject({ shape: 'day', onward: undefined });
  expect(first!.from).toBe(first!.to);
});

test('too many at one place become a cluster that opens', () => {
  const events = DISTRIBUTIONS['all on one day']!;
  const layout = draw(events, 288);
  expect(layout.marks).toEqual([]);
  expect(layout.clusters.map((cluster) => cluster.numbers.length)).toEqual([40]);
  expect(draw(events, 288, { opened: 1 }).tray!.spots).toHaveLength(40);
  expect(draw(events, 288, { opened: 7 }).tray).toBeUndefined();
});

test('the picture in words tells its breaks and groups', () => {
  expect(describe(draw(SAMPLE), en)).toBe(
    '4 events from 1 January 2022 to 9 May 2025. The axis is broken between 31 December 2022 and 22 April 2025.',
  );
  expect(describe(draw(DISTRIBUTIONS['all on one day']!), en)).toContain('40 events stand close together in a group.');
});

test('a picture is drawn where there are two different dates', () => {
  expect(worthDrawing([])).toBe(false);
  expect(worthDrawing(DISTRIBUTIONS['all on one day']!)).toBe(false);
  expect(worthDrawing(SAMPLE)).toBe(true);
  expect(layOut([], { width: 560, locale: 'en-GB' })).toBeUndefined();
});
