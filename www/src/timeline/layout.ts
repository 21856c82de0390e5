import type { TimeCertainty, TimelineEvent } from '../../../pkg/article_lens.js';
import { axisOf, LABEL_SIZE, type Days, type Piece } from './axis.js';
import { textWidth } from './text-width.js';

/** What is drawn of an event. */
export type Dated = Pick<TimelineEvent, 'start' | 'end' | 'open' | 'certainty'>;

/** What the drawing depends on beside the events. */
export interface LayoutOptions {
  /** CSS px. */
  readonly width: number;
  /** Language of the labels, as for `Intl`. */
  readonly locale: string;
  /** Whether time runs from right to left. */
  readonly rtl?: boolean;
  /** The first number of the cluster that is open. */
  readonly opened?: number | undefined;
}

/** One event with its number; places in CSS px, `x` and `y` are the middle of the number. */
export interface Spot {
  readonly number: number;
  readonly x: number;
  readonly y: number;
  /** A day is a dot, everything longer a stretch. */
  readonly shape: 'day' | 'stretch';
  readonly certainty: TimeCertainty;
}

/** An event over the axis. */
export interface Mark extends Spot {
  /** Where it begins on the axis. */
  readonly from: number;
  /** Where it ends; `from` for a day. */
  readonly to: number;
  /** How far the arrow of what goes on reaches. */
  readonly onward: number | undefined;
}

/** Events that lie too close together to be drawn one by one. */
export interface Cluster {
  readonly numbers: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The events of the open cluster, in rows above everything else. */
export interface Tray {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly cluster: Cluster;
  readonly spots: readonly Spot[];
}

/** A timeline ready to be drawn. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The height of the axis. */
  readonly axis: number;
  readonly pieces: readonly Piece[];
  readonly marks: readonly Mark[];
  readonly clusters: readonly Cluster[];
  readonly tray: Tray | undefined;
}

/** The side of a number with the room it must have to be touched. */
export const SPOT = 24;
/** From lane to lane: a number and the bar below it. */
const LANE = 30;
/** What stays free between two marks of one lane, or two numbers of the tray. */
const APART = 4;
/** Dots may be stacked so high, bars a little higher. */
const DOT_LANES = 5;
const LANES = 7;
/** How far the arrow of an open stretch reaches where lanes are scarce. */
const STUB = 26;
/** Axis to the middle of the first lane. */
const RISE = 24;
/** Ticks and two rows of labels. */
const BELOW = 42;
const TRAY_PAD = 4;

/** What takes a place in a lane: one event, or several as a cluster. */
interface Item {
  readonly marks: readonly Mark[];
  readonly x: number;
  readonly left: number;
  readonly right: number;
  readonly kind: 'cluster' | 'dot' | 'bar';
}

/** The first moment of a civil day; not a number for what is none. */
function moment(iso: string): number {
  return Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
}

/** How wide the pill of a cluster is. */
function pill(count: number): number {
  return SPOT + 10 + textWidth(String(count), LABEL_SIZE);
}

function single(mark: Mark): Item {
  const [left, right] = [Math.min(mark.x - SPOT / 2, mark.from), Math.max(mark.x + SPOT / 2, mark.to, mark.onward ?? 0)];
  return { marks: [mark], x: mark.x, left, right, kind: right - left > SPOT ? 'bar' : 'dot' };
}

function cluster(items: readonly Item[], width: number): Item {
  const marks = items.flatMap((item) => item.marks).sort((a, b) => a.number - b.number);
  const half = pill(marks.length) / 2;
  const middle = marks.reduce((sum, mark) => sum + mark.x, 0) / marks.length;
  const x = Math.min(Math.max(middle, half), width - half);
  return { marks, x, left: x - half, right: x + half, kind: 'cluster' };
}

const touch = (a: Item, b: Item): boolean => a.left < b.right + APART && b.left < a.right + APART;
const near = (a: Item, b: Item): boolean => Math.abs(a.x - b.x) < SPOT + APART;
const KINDS = ['cluster', 'dot', 'bar'];

/** Lanes from the axis up: clusters and dots lie lowest, long bars highest; with the first that finds none. */
function pack(items: readonly Item[]): { lanes: Item[][]; over: Item | undefined } {
  const lanes: Item[][] = [];
  const order = [...items].sort(
    (a, b) =>
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      (a.kind === 'bar' ? a.right - a.left - (b.right - b.left) : a.x - b.x) ||
      a.marks[0]!.number - b.marks[0]!.number,
  );
  for (const item of order) {
    const free = lanes.findIndex((lane) => !lane.some((other) => touch(item, other)));
    const lane = free < 0 ? lanes.length : free;
    if (lane >= (item.kind === 'bar' ? LANES : DOT_LANES)) return { lanes, over: item };
    (lanes[lane] ??= []).push(item);
  }
  return { lanes, over: undefined };
}

/** Joins what finds no lane with what is in its way, until everything has one. */
function lanesOf(marks: readonly Mark[], width: number): Item[][] {
  let items = marks.map(single);
  for (;;) {
    const { lanes, over } = pack(items);
    if (!over) return lanes;
    const others = items.filter((item) => item !== over);
    const alike = others.filter((item) => item.kind === over.kind || item.kind === 'cluster');
    let joined = alike.filter((item) => near(item, over));
    // Bars get in each other's way from afar: then the closest joins.
    if (joined.length === 0) {
      const candidates = alike.length ? alike : others;
      joined = [candidates.reduce((best, item) => (Math.abs(item.x - over.x) < Math.abs(best.x - over.x) ? item : best))];
    }
    const places = [over, ...joined].flatMap((item) => item.marks.map((mark) => mark.x));
    const [first, last] = [Math.min(...places) - APART, Math.max(...places) + APART];
    // Whoever lies among them belongs to them: no number is left over at a place where others hide.
    const among = alike.filter((item) => !joined.includes(item) && item.kind === over.kind && item.x >= first && item.x <= last);
    const gone = new Set([over, ...joined, ...among]);
    items = [...items.filter((item) => !gone.has(item)), cluster([...gone], width)];
  }
}

function trayOf(open: Cluster, marks: ReadonlyMap<number, Mark>, width: number): Tray {
  const row = Math.max(1, Math.floor((width - 2 * TRAY_PAD - APART) / (SPOT + APART)));
  const { numbers } = open;
  const wide = Math.min(row, numbers.length) * (SPOT + APART) + APART + 2 * TRAY_PAD;
  const x = Math.min(Math.max(open.x, wide / 2), width - wide / 2);
  const place = (i: number) => TRAY_PAD + APART + SPOT / 2 + i * (SPOT + APART);
  return {
    x,
    y: 0,
    width: wide,
    height: Math.ceil(numbers.length / row) * (SPOT + APART) + APART + 2 * TRAY_PAD,
    cluster: open,
    spots: numbers.map((number, i) => {
      const { shape, certainty } = marks.get(number)!;
      return { number, shape, certainty, x: x - wide / 2 + place(i % row), y: place(Math.floor(i / row)) };
    }),
  };
}

/** The same from right to left. */
function mirrored(layout: Layout): Layout {
  const flip = (x: number): number => layout.width - x;
  const spot = <T extends { x: number }>(item: T): T => ({ ...item, x: flip(item.x) });
  return {
    ...layout,
    pieces: layout.pieces.map((piece) => ({
      ...piece,
      from: flip(piece.from),
      to: flip(piece.to),
      ticks: piece.ticks.map((tick) => ({ ...spot(tick), at: flip(tick.at) })),
    })),
    marks: layout.marks.map((mark) => ({
      ...spot(mark),
      from: flip(mark.from),
      to: flip(mark.to),
      onward: mark.onward === undefined ? undefined : flip(mark.onward),
    })),
    clusters: layout.clusters.map(spot),
    tray: layout.tray && { ...spot(layout.tray), cluster: spot(layout.tray.cluster), spots: layout.tray.spots.map(spot) },
  };
}

/**
 * Where everything of a timeline lies: an axis, broken where it would be empty for long, and the events
 * above it, each with its number, which is its place in the list. `undefined` where nothing has a date.
 */
export function layOut(events: readonly Dated[], { width, locale, rtl = false, opened }: LayoutOptions): Layout | undefined {
  const dated = events.flatMap((event, i) => {
    const [start, last] = [moment(event.start), moment(event.end)];
    const days: Days = { start, end: last > start ? last : start };
    return Number.isNaN(start) ? [] : [{ ...event, days, number: i + 1 }];
  });
  if (dated.length === 0) return undefined;
  const { pieces, x } = axisOf(dated.map(({ days }) => days), width, locale);
  const marks = (arrow: number): Mark[] =>
    dated.map(({ days, number, open, certainty }) => {
      const [from, to] = [x(days.start), x(days.end)];
      // A number stands over the beginning of its bar, or over the middle of one that is shorter.
      const at = to - from < SPOT ? (from + to) / 2 : from + SPOT / 2;
      const onward = open ? Math.min(width, Math.max(to, at + SPOT / 2) + arrow) : undefined;
      return { number, x: at, y: 0, shape: days.start === days.end ? 'day' : 'stretch', certainty, from, to, onward };
    });
  // Arrows of open stretches reach the end of the picture where there are lanes enough for that.
  const whole = pack(marks(Infinity).map(single));
  const lanes = whole.over ? lanesOf(marks(STUB), width) : whole.lanes;

  const placed: Mark[] = [];
  const clusters: Cluster[] = [];
  const high = (lane: number): number => (lanes.length - 1 - lane) * LANE + SPOT / 2;
  for (const [lane, items] of lanes.entries()) {
    for (const { marks: members, x: middle } of items) {
      if (members.length === 1) placed.push({ ...members[0]!, y: high(lane) });
      else clusters.push({ numbers: members.map((mark) => mark.number), x: middle, y: high(lane), width: pill(members.length) });
    }
  }
  const open = clusters.find(({ numbers }) => numbers[0] === opened);
  const tray = open && trayOf(open, new Map(marks(STUB).map((mark) => [mark.number, mark])), width);
  const down = tray ? tray.height + LANE / 2 : 0;
  const lower = <T extends { y: number }>(item: T): T => ({ ...item, y: item.y + down });
  const axis = down + high(0) + RISE;
  const layout: Layout = {
    width,
    height: axis + BELOW,
    axis,
    pieces,
    marks: placed.map(lower).sort((a, b) => a.number - b.number),
    clusters: clusters.map(lower).sort((a, b) => a.numbers[0]! - b.numbers[0]!),
    tray: tray && { ...tray, cluster: lower(tray.cluster) },
  };
  return rtl ? mirrored(layout) : layout;
}

/** Whether a picture says more than the list: where there are two different dates. */
export function worthDrawing(events: readonly Dated[]): boolean {
  return new Set(events.map(({ start, end, open }) => `${start} ${end} ${open}`)).size > 1;
}
