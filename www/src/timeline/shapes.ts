import { LABEL_SIZE } from './axis.js';
import { SPOT, type Cluster, type Layout, type Mark, type Spot } from './layout.js';
import type { Words } from '../locales/en.js';

/** How a shape is painted: a class in the element, attributes in a picture of its own. */
export type Look =
  | 'axis'
  | 'stem'
  | 'label'
  | 'year'
  | 'bar-stated'
  | 'bar-inferred'
  | 'bar-vague'
  | 'onward'
  | 'stated'
  | 'inferred'
  | 'vague'
  | 'number-stated'
  | 'number'
  | 'pill'
  | 'fold'
  | 'tray'
  | 'leader';

/** A line or an area by its path, or a text by the middle of its base line. */
export type Shape =
  | { readonly look: Look; readonly path: string }
  | { readonly look: Look; readonly x: number; readonly y: number; readonly text: string };

/** Half of what is seen of a number; the rest of `SPOT` is room for the finger. */
const RADIUS = 11;
const BAR = 4;
/** From the middle of a number down to the middle of its bar. */
export const BAR_DOWN = SPOT / 2 + 2;
/** From the middle of a text to its base line. */
const BASE = LABEL_SIZE * 0.36;
/** From the axis down to the base lines of the labels and of the years. */
const LABELS = 20;
const YEARS = 34;

/** As few figures as a screen can show. */
const n = (value: number): string => String(Math.round(value * 100) / 100);

function line(...points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;
}

/** A rectangle around a middle, its corners rounded. */
function box(x: number, y: number, width: number, height: number, radius: number): string {
  const [w, h] = [n(width - 2 * radius), n(height - 2 * radius)];
  const corner = (dx: number, dy: number) => `a${n(radius)} ${n(radius)} 0 0 1 ${n(dx)} ${n(dy)}`;
  return (
    `M${n(x - width / 2 + radius)} ${n(y - height / 2)}h${w}${corner(radius, radius)}v${h}${corner(-radius, radius)}` +
    `h-${w}${corner(-radius, -radius)}v-${h}${corner(radius, -radius)}z`
  );
}

/** The area that answers to the pointer. */
export function target({ x, y, width = SPOT }: { x: number; y: number; width?: number }): string {
  return box(x, y, width, SPOT, SPOT / 2);
}

/** A number in its dot, or in a square with round corners for a stretch. */
export function spotShapes({ x, y, number, shape, certainty }: Spot): Shape[] {
  return [
    { look: certainty, path: box(x, y, 2 * RADIUS, 2 * RADIUS, shape === 'day' ? RADIUS : 5) },
    { look: certainty === 'stated' ? 'number-stated' : 'number', x, y: y + BASE, text: String(number) },
  ];
}

/** The length of a stretch below its number, and an arrow where it goes on. */
export function barShapes(mark: Mark): Shape[] {
  const y = mark.y + BAR_DOWN;
  const shapes: Shape[] = [];
  if (mark.onward !== undefined) {
    const ahead = Math.sign(mark.onward - mark.from) || 1;
    const back = mark.onward - ahead * 5;
    shapes.push({ look: 'onward', path: line([mark.to, y], [mark.onward - ahead, y]) });
    shapes.push({ look: 'stem', path: line([back, y - 4], [mark.onward - ahead, y], [back, y + 4]) });
  }
  if (mark.shape === 'stretch') {
    const long = Math.max(Math.abs(mark.to - mark.from), BAR);
    shapes.push({ look: `bar-${mark.certainty}`, path: box((mark.from + mark.to) / 2, y, long, BAR, BAR / 2) });
  }
  return shapes;
}

/** How many events a cluster holds, and whether it is open. */
export function clusterShapes({ x, y, width, numbers }: Cluster, open: boolean): Shape[] {
  const fold = x + width / 2 - 11;
  const tip = open ? -2 : 2;
  return [
    { look: 'pill', path: box(x, y, width - 2, 2 * RADIUS, 7) },
    { look: 'number', x: x - 6, y: y + BASE, text: String(numbers.length) },
    { look: 'fold', path: line([fold - 3.5, y - tip], [fold, y + tip], [fold + 3.5, y - tip]) },
  ];
}

/** A zigzag where days are left out between two pieces. */
function zigzag(from: number, to: number, y: number): string {
  const part = (to - from) / 6;
  return line([from + part, y], [from + 2 * part, y - 5], [from + 4 * part, y + 5], [from + 5 * part, y]);
}

/** What lies behind the events: the axis with its ticks and labels, and what ties events to it. */
export function groundShapes({ pieces, axis, marks, clusters, tray }: Layout): Shape[] {
  const shapes: Shape[] = [];
  if (tray) {
    const { x, y, width, height, cluster } = tray;
    shapes.push({ look: 'leader', path: line([cluster.x, y + height], [cluster.x, cluster.y]) });
    shapes.push({ look: 'tray', path: box(x, y + height / 2, width - 2, height - 2, 10) });
  }
  for (const { x, y } of clusters) shapes.push({ look: 'stem', path: line([x, y], [x, axis]) });
  for (const { shape, x, from, y } of marks) {
    if (shape === 'day') shapes.push({ look: 'stem', path: line([x, y], [from, axis]) });
  }
  for (const [i, { from, to, ticks }] of pieces.entries()) {
    const before = pieces[i - 1];
    if (before) shapes.push({ look: 'axis', path: zigzag(before.to, from, axis) });
    shapes.push({ look: 'axis', path: line([from, axis], [to, axis]) + ticks.map(({ x }) => line([x, axis], [x, axis + 5])).join('') });
    for (const { at, label, year, yearly } of ticks) {
      if (label) shapes.push({ look: yearly ? 'year' : 'label', x: at, y: axis + LABELS, text: label });
      if (year) shapes.push({ look: 'year', x: at, y: axis + YEARS, text: year });
    }
  }
  return shapes;
}

/** In words: from when to when, how many events, and where the axis leaves days out. */
export function describe({ pieces, marks, clusters }: Layout, words: Words): string {
  const { timeline } = words;
  const format = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  const held = clusters.reduce((sum, { numbers }) => sum + numbers.length, 0);
  const said = [timeline.span(marks.length + held, format.format(first.days.start), format.format(last.days.end))];
  for (const [i, { days }] of pieces.entries()) {
    const before = pieces[i - 1];
    if (before) said.push(timeline.broken(format.format(before.days.end), format.format(days.start)));
  }
  if (clusters.length) said.push(timeline.grouped(held, clusters.length));
  return said.join(' ');
}
