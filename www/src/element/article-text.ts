import type { Report, TextRange } from '../../../pkg/article_lens.js';
import { segment, type Layer, type Segment } from '../segments.js';
import { TYPES } from '../words.js';

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly element: HTMLElement;
}

/** What a marked stretch stands for. */
export type Marked = { entity: string; mention: number } | { time: string };

/** Everything that a finding may point at, so that each has elements of its own to light up. */
function evidence(report: Report): TextRange[] {
  return [
    ...(report.publication.range ? [report.publication.range] : []),
    ...[...report.timeline, ...report.tail].flatMap((event) => [event.evidence, ...event.mentions]),
    ...report.statements.flatMap((statement) => [...statement.evidence, statement.sentence]),
    ...report.attributions.flatMap((attribution) => attribution.content),
    ...report.summary.flatMap((sentence) => sentence.evidence),
    ...report.wording.map((wording) => wording.range),
    ...report.diagnostics.flatMap((diagnostic) => diagnostic.range ?? []),
  ];
}

/** Where a line ends with another right after it: the sheet opens a gap there. */
function paragraphs(text: string): number[] {
  return [...text.matchAll(/[^\r\n](?=\r?\n[^\r\n])/g)].map((match) => match.index + 1);
}

/**
 * The article as text nodes and marks, filled in by hand: it changes with the report alone, while the
 * views around it change with every click.
 */
export class ArticleText {
  readonly marks: HTMLElement[] = [];
  readonly #pieces: Piece[] = [];
  readonly #meaning = new Map<HTMLElement, Marked>();
  readonly #byEntity = new Map<string, HTMLElement[]>();
  readonly #firstOf = new Map<string, HTMLElement>();
  #evidence: HTMLElement[] = [];
  #lit: HTMLElement[] = [];

  constructor(root: HTMLElement, text: string, report: Report) {
    const meanings = new Map<string, Marked>();
    const looks = new Map<string, { end: number; label: string; type: string; kind: string }>();
    const layers: Layer[] = [];
    for (const entity of report.entities) {
      entity.mentions.forEach(({ range, kind }, mention) => {
        const id = `${entity.id} ${mention}`;
        layers.push({ id, ...range });
        meanings.set(id, { entity: entity.id, mention });
        const label = kind === 'pronoun' ? '' : TYPES[entity.type].short;
        looks.set(id, { end: range.end, label, type: entity.type, kind });
      });
    }
    for (const time of report.times) {
      layers.push({ id: time.id, ...time.range });
      meanings.set(time.id, { time: time.id });
      // A length, a repeated time or a vague one has no place on the calendar.
      const label = time.start === null ? '' : 'date';
      looks.set(time.id, { end: time.range.end, label, type: 'TIME', kind: 'time' });
    }
    for (const range of evidence(report)) layers.push({ id: '', ...range });

    const gaps = new Set(paragraphs(text));
    const fragment = document.createDocumentFragment();
    for (const piece of segment(text.length, layers, [...gaps])) {
      if (gaps.has(piece.start)) fragment.append(gap());
      fragment.append(this.#node(text, piece, meanings, looks));
    }
    this.marks[0]?.setAttribute('tabindex', '0');
    root.replaceChildren(fragment);
  }

  #node(
    text: string,
    { start, end, ids }: Segment,
    meanings: ReadonlyMap<string, Marked>,
    looks: ReadonlyMap<string, { end: number; label: string; type: string; kind: string }>,
  ): Node {
    const words = document.createTextNode(text.slice(start, end));
    if (ids.length === 0) return words;
    const id = ids.find((candidate) => meanings.has(candidate));
    const element = document.createElement(id === undefined ? 'span' : 'mark');
    element.append(words);
    this.#pieces.push({ start, end, element });
    if (id === undefined) return element;

    const look = looks.get(id)!;
    element.setAttribute('part', 'mark');
    element.setAttribute('role', 'button');
    element.setAttribute('tabindex', '-1');
    element.dataset.type = look.type;
    element.dataset.kind = look.kind;
    element.dataset.start = String(start);
    if (look.label !== '' && look.end === end) element.dataset.label = look.label;
    this.marks.push(element);
    this.#meaning.set(element, meanings.get(id)!);
    // A stretch inside another belongs to both: hovering either lights up this one too.
    for (const other of ids) {
      const meaning = meanings.get(other);
      if (!meaning) continue;
      if (!this.#firstOf.has(other)) this.#firstOf.set(other, element);
      if ('entity' in meaning) {
        const all = this.#byEntity.get(meaning.entity);
        if (all) all.push(element);
        else this.#byEntity.set(meaning.entity, [element]);
      }
    }
    return element;
  }

  meaning(element: EventTarget | null): Marked | undefined {
    return element instanceof HTMLElement ? this.#meaning.get(element) : undefined;
  }

  /** The first mark of a mention or a temporal expression. */
  find(what: Marked): HTMLElement | undefined {
    return this.#firstOf.get('entity' in what ? `${what.entity} ${what.mention}` : what.time);
  }

  /** Lights up every mention of an entity. */
  light(entityId: string | undefined): void {
    for (const element of this.#lit) element.classList.remove('lit');
    this.#lit = (entityId === undefined ? undefined : this.#byEntity.get(entityId)) ?? [];
    for (const element of this.#lit) element.classList.add('lit');
  }

  /** Lights up the words of a finding and returns the first of them. */
  showEvidence(ranges: readonly TextRange[]): HTMLElement | undefined {
    for (const element of this.#evidence) {
      element.classList.remove('evidence');
      if (element.localName === 'span') element.removeAttribute('tabindex');
    }
    this.#evidence = this.#pieces
      .filter((piece) => ranges.some((range) => piece.start >= range.start && piece.end <= range.end))
      .map((piece) => piece.element);
    for (const element of this.#evidence) element.classList.add('evidence');
    const first = this.#evidence[0];
    if (first?.localName === 'span') first.tabIndex = -1;
    return first;
  }

  /** Makes `mark` the one tab stop of the article. */
  rove(mark: HTMLElement): void {
    for (const other of this.marks) if (other.tabIndex === 0) other.tabIndex = -1;
    mark.tabIndex = 0;
  }

  /** The mark that a key leads to from `mark`. */
  next(mark: HTMLElement, key: string): HTMLElement | undefined {
    const at = this.marks.indexOf(mark);
    switch (key) {
      case 'ArrowRight':
      case 'ArrowDown':
        return this.marks[at + 1];
      case 'ArrowLeft':
      case 'ArrowUp':
        return this.marks[at - 1];
      case 'Home':
        return this.marks[0];
      case 'End':
        return this.marks.at(-1);
      default:
        return undefined;
    }
  }
}

function gap(): HTMLElement {
  const element = document.createElement('span');
  element.className = 'gap';
  return element;
}
