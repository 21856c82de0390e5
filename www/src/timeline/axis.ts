import { utcDay, utcMonday, utcSunday, utcTickInterval, type TimeInterval } from 'd3-time';
import { textWidth } from './text-width.js';

/** A stretch of days: the first and the last, in milliseconds since 1970, UTC. */
export interface Days {
  readonly start: number;
  readonly end: number;
}

/** A tick of the axis with what it says; places in CSS px. */
export interface Tick {
  readonly x: number;
  /** The middle of its label: at the ends of a piece it gives way, so as to stay inside. */
  readonly at: number;
  /** `7 May`, `May` or a year; empty where there is no room. */
  readonly label: string;
  /** The year, said by the first label of a piece and where it changes; empty where `label` is the year. */
  readonly year: string;
  /** Whether the label itself is a year. */
  readonly yearly: boolean;
}

/** A piece of the axis with a scale of its own. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** The first and the last day that fall into it. */
  readonly days: Days;
  readonly ticks: readonly Tick[];
}

export interface Axis {
  readonly pieces: readonly Piece[];
  /** The place of a day. */
  x(day: number): number;
}

/** The size of the labels. */
export const LABEL_SIZE = 11;
/** How much of its width a piece leaves free on either side, so that a number above its first day fits. */
const PAD = 14;
/** The room of a break. */
const BREAK = 20;
const MOST_PIECES = 4;
/** So much width a piece must have on the average for the axis to be broken once more. */
const ROOM = 90;
const LEAST_WIDTH = 64;
const BETWEEN_LABELS = 8;
const DAY = 86_400_000;

/** Days that follow each other without anything between them that could be left out. */
interface Run extends Days {
  /** How many different first days it has. */
  readonly dates: number;
}

function runs(all: readonly Days[]): Run[] {
  const found: Run[] = [];
  let before = NaN;
  for (const { start, end } of [...all].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = found.at(-1);
    const fresh = start === before ? 0 : 1;
    if (last && start <= last.end) found[found.length - 1] = { ...last, end: Math.max(last.end, end), dates: last.dates + fresh };
    else found.push({ start, end, dates: 1 });
    before = start;
  }
  return found;
}

const extent = (some: readonly Run[]): number => some.at(-1)!.end - some[0]!.start;
const dates = (some: readonly Run[]): number => some.reduce((sum, run) => sum + run.dates, 0);
const gap = (some: readonly Run[], i: number): number => some[i]!.start - some[i - 1]!.end;

/** The widths of the pieces: a least one for each, the rest by the number of dates. */
function widths(pieces: readonly Run[][], width: number): number[] {
  const free = width - BREAK * (pieces.length - 1) - LEAST_WIDTH * pieces.length;
  const all = pieces.reduce((sum, piece) => sum + dates(piece), 0);
  return pieces.map((piece) => LEAST_WIDTH + (free * dates(piece)) / all);
}

/**
 * Whether the gap before `i` presses a group beside it together: several dates that would lie within a few
 * pixels, beside emptiness that is far longer than they are and a good part of the whole.
 */
function presses(piece: readonly Run[], i: number, width: number): boolean {
  const wide = gap(piece, i);
  const all = extent(piece);
  let [first, last] = [i - 1, i];
  while (first > 0 && gap(piece, first) < wide) first--;
  while (last < piece.length - 1 && gap(piece, last + 1) < wide) last++;
  return [piece.slice(first, i), piece.slice(i, last + 1)].some((group) => {
    const [many, long] = [dates(group), extent(group)];
    return many > 1 && (long / all) * (width - 2 * PAD) < 8 * (many - 1) && wide >= 4 * long && wide >= all * (many > 2 ? 0.2 : 0.6);
  });
}

/** Breaks the axis where emptiness would press the rest together, the longest gap first. */
function broken(all: readonly Days[], width: number): Run[][] {
  const pieces = [runs(all)];
  const most = Math.min(MOST_PIECES, Math.floor(width / ROOM));
  while (pieces.length < most) {
    const room = widths(pieces, width);
    let best: { p: number; i: number; wide: number } | undefined;
    for (const [p, piece] of pieces.entries()) {
      for (let i = 1; i < piece.length; i++) {
        const wide = gap(piece, i);
        if (wide > (best?.wide ?? 0) && presses(piece, i, room[p]!)) best = { p, i, wide };
      }
    }
    if (!best) break;
    const piece = pieces[best.p]!;
    pieces.splice(best.p, 1, piece.slice(0, best.i), piece.slice(best.i));
  }
  return pieces;
}

/** The step of about `count` ticks, a day at least; weeks begin on Monday. */
function step({ start, end }: Days, count: number): TimeInterval {
  if (end - start < count * DAY) return utcDay;
  const interval = utcTickInterval(new Date(start), new Date(end), count) ?? utcDay;
  return interval === utcSunday ? utcMonday : interval;
}

interface Words {
  readonly day: Intl.DateTimeFormat;
  readonly month: Intl.DateTimeFormat;
  readonly year: Intl.DateTimeFormat;
}

function wordsOf(locale: string): Words {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  return {
    day: format({ day: 'numeric', month: 'short' }),
    month: format({ month: 'short' }),
    year: format({ year: 'numeric' }),
  };
}

function scale(days: Days, from: number, to: number): (day: number) => number {
  const long = days.end - days.start;
  return long === 0 ? () => (from + to) / 2 : (day) => from + PAD + ((day - days.start) / long) * (to - from - 2 * PAD);
}

/** The ticks of a step; `undefined` where their labels would touch, unless some may be left out. */
function ticks(days: Days, interval: TimeInterval, from: number, to: number, words: Words, sparse: boolean): Tick[] | undefined {
  const x = scale(days, from, to);
  const all = interval.range(new Date(days.start), new Date(days.end + 1));
  const long = interval.offset(interval.floor(new Date(days.start)), 1).getTime() - interval.floor(new Date(days.start)).getTime();
  const said = long < 27 * DAY ? words.day : long < 360 * DAY ? words.month : words.year;
  const yearly = said === words.year;
  const made: Tick[] = [];
  // Two rows of labels, each with the end of its last one.
  let [edge, yearEdge, before] = [-Infinity, -Infinity, ''];
  for (const date of all) {
    const [label, now, place] = [said.format(date), words.year.format(date), x(date.getTime())];
    const year = yearly || now === before ? '' : now;
    const [half, yearHalf] = [textWidth(label, LABEL_SIZE, yearly) / 2, textWidth(year, LABEL_SIZE, true) / 2];
    const most = Math.max(half, yearHalf);
    const at = Math.min(Math.max(place, from + most), to - most);
    if (at - half < edge + BETWEEN_LABELS || (year && at - yearHalf < yearEdge + BETWEEN_LABELS)) {
      if (!sparse) return undefined;
      made.push({ x: place, at, label: '', year: '', yearly });
      continue;
    }
    made.push({ x: place, at, label, year, yearly });
    [edge, before] = [at + half, now];
    if (year) yearEdge = at + yearHalf;
  }
  return made;
}

/** A piece from `from` to `to` with the closest ticks whose labels have room; it begins at a tick. */
function piece(days: Days, after: number, from: number, to: number, words: Words): Piece {
  for (let count = Math.max(1, Math.floor((to - from) / 48)); ; count--) {
    const interval = step(days, count);
    const floor = interval.floor(new Date(days.start)).getTime();
    const own = { start: floor > after ? floor : days.start, end: days.end };
    const found = ticks(own, interval, from, to, words, count === 1);
    if (found?.length) return { from, to, days: own, ticks: found };
    // No round day falls into it: its first one has to do.
    if (count === 1) return { from, to, days, ticks: ticks({ ...days, end: days.start }, utcDay, from, to, words, true)! };
  }
}

/** The axis under some stretches of days, at least one, in `width` CSS px. */
export function axisOf(all: readonly Days[], width: number, locale: string): Axis {
  const words = wordsOf(locale);
  const groups = broken(all, width);
  const room = widths(groups, width);
  const pieces: Piece[] = [];
  const scales: ((day: number) => number)[] = [];
  let left = 0;
  for (const [i, group] of groups.entries()) {
    const days = { start: group[0]!.start, end: group.at(-1)!.end };
    const made = piece(days, groups[i - 1]?.at(-1)!.end ?? -Infinity, left, left + room[i]!, words);
    pieces.push(made);
    scales.push(scale(made.days, made.from, made.to));
    left = made.to + BREAK;
  }
  return {
    pieces: pieces.map((made, i) => ({ ...made, days: { start: groups[i]![0]!.start, end: made.days.end } })),
    x: (day) => {
      const at = pieces.findIndex(({ days }) => day <= days.end);
      return scales[at]!(day);
    },
  };
}
