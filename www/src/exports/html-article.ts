import type { TextRange } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { segment, type Layer, type Segment } from '../segments.js';
import { html, type Content, type Markup } from './markup.js';

/** Words of the article that a finding rests on. */
interface Passage {
  /** The finding, by the fragment under which it stands. */
  readonly finding: string;
  /** The words, by the fragment under which they stand. */
  readonly id: string;
  readonly range: TextRange;
}

/** A name, pronoun or time in the article. */
interface Look {
  readonly finding: string;
  readonly type: string;
  /** The kind in a word, behind the words; none for a pronoun. */
  readonly label: string;
  readonly end: number;
}

/** The fragment of the nth words that a finding rests on. */
export function spot(finding: string, n: number): string {
  return `at-${finding}-${n + 1}`;
}

/** Gives each passage of each finding its fragment. */
function passages(findings: Findings): Passage[] {
  const { publication, timeline, tail, statements, voices, wording } = findings.report;
  const all: [string, readonly TextRange[]][] = [
    ['published', publication.range ? [publication.range] : []],
    ...[...timeline, ...tail].map((event): [string, TextRange[]] => [event.id, findings.telling(event)]),
    ...statements.map((statement): [string, TextRange[]] => [statement.id, statement.evidence]),
    ...voices.sources.map((voice, i): [string, TextRange[]] => [voiceId(i), findings.heard(voice)]),
    ...wording.map((item, i): [string, TextRange[]] => [wordingId(i), [item.range]]),
  ];
  return all.flatMap(([finding, ranges]) => ranges.map((range, n) => ({ finding, id: spot(finding, n), range })));
}

/** The fragment of a voice, which has no name in the report. */
export function voiceId(index: number): string {
  return `h${index + 1}`;
}

/** The fragment of a flagged wording, which has no name in the report. */
export function wordingId(index: number): string {
  return `w${index + 1}`;
}

/** Values by a place in the text. */
function byPlace<T>(values: readonly T[], place: (value: T) => number): Map<number, T[]> {
  const places = new Map<number, T[]>();
  for (const value of values) {
    const there = places.get(place(value));
    if (there) there.push(value);
    else places.set(place(value), [value]);
  }
  return places;
}

/** The article with its marks, each leading to its finding, and the rule that lights up the words a finding leads to. */
export function article(findings: Findings): { text: Markup; rule: Markup } {
  const { text, report } = findings;
  const looks = new Map<string, Look>();
  const layers: Layer[] = [];
  const add = (id: string, range: TextRange, finding: string, type: string, label: string): void => {
    layers.push({ id, ...range });
    looks.set(id, { finding, type, label, end: range.end });
  };
  for (const { id, type, mentions } of report.entities) {
    mentions.forEach(({ range, kind }, n) => add(spot(id, n), range, id, type, kind === 'pronoun' ? '' : findings.words.types[type].short));
  }
  for (const { id, range, start } of report.times) add(spot(id, 0), range, id, 'TIME', start === null ? '' : findings.words.article.date);
  const evidence = passages(findings);
  for (const { id, range } of evidence) layers.push({ id, ...range });

  const starts = byPlace(layers, (layer) => layer.start);
  const ends = byPlace(evidence, (passage) => passage.range.end);
  const breaks = [...text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));

  const piece = ({ start, end, ids }: Segment): Content => {
    const words = text.slice(start, end);
    const id = ids.find((one) => looks.has(one));
    const look = id === undefined ? undefined : looks.get(id);
    const marked = look
      ? html`<mark data-type="${look.type}"><a href="#${look.finding}">${words}</a></mark>${look.label !== '' && look.end === end && html`<span class="kind">${look.label}</span>`}`
      : words;
    return [
      starts.get(start)?.map((layer) => html`<span class="spot" id="${layer.id}"></span>`),
      ids.length ? html`<span class="${ids.join(' ')}">${marked}</span>` : marked,
      ends.get(end)?.map(({ finding }) => html`<a class="ref" href="#${finding}">${finding === 'published' ? 'p' : finding}</a>`),
    ];
  };

  const pieces = segment(text.length, layers, breaks.flatMap(({ start, end }) => [start, end]));
  const lines: Content[][] = [[]];
  let next = 0;
  for (const part of pieces) {
    while (next < breaks.length && breaks[next]!.end <= part.start) next += 1;
    const gap = breaks[next];
    if (gap && part.start >= gap.start) lines.push([]);
    else lines.at(-1)!.push(piece(part));
  }
  // The anchor's words may lie in several pieces; all of them light up, wherever other findings cut them.
  const lit = layers.map(({ id }) => `:root:has(#${id}:target) .${id}`);
  return {
    text: html`${lines.filter((line) => line.length).map((line) => html`<p dir="auto">${line}</p>\n`)}`,
    rule: lit.length ? html`:is(${lit.join(', ')}) { background: var(--lit); }` : html``,
  };
}
