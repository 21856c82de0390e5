import type { Report, TextRange } from '../../../pkg/article_lens.js';
import type { Block } from '../blocks.js';
import type { Findings } from '../findings.js';
import { segment, type Layer, type Segment } from '../segments.js';
import type { Shown } from './actions.js';
import { meaningful, type ArticleMarks, type Marked, type Meaningful } from './marks.js';

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly element: HTMLElement;
}

/** From this length on, in UTF-16 code units, a text is laid out in parts, so that a browser need not lay out what is not seen. */
export const LONG = 20_000;
/** About how long such a part is. */
const PART = 4_000;
/** More parts than these are a book, which is built while the page answers, but for its first few. */
const BOOK = 50;
const AT_ONCE = 8;
/** How long building may keep the page from answering, in milliseconds. */
const SLICE = 20;

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

/** The line ends between the parts of a long text. */
function parts(text: string): Map<number, number> {
  const ends = new Map<number, number>();
  if (text.length < LONG) return ends;
  for (let at = text.indexOf('\n', PART); at !== -1; at = text.indexOf('\n', at + PART)) ends.set(at, at + 1);
  return ends;
}

/**
 * The article as text nodes and marks, filled in by hand: it changes with the report alone, while the
 * views around it change with every click.
 */
export class ArticleText implements ArticleMarks {
  readonly marks: HTMLElement[] = [];
  readonly #opened: (what: Marked) => void;
  readonly #pieces: Piece[] = [];
  readonly #meaning = new Map<HTMLElement, Marked>();
  readonly #group = new Map<HTMLElement, Shown>();
  readonly #byEntity = new Map<string, HTMLElement[]>();
  readonly #firstOf = new Map<string, HTMLElement>();
  #evidence: HTMLElement[] = [];
  #lit: HTMLElement[] = [];
  #off = new Set<HTMLElement>();
  #stop: HTMLElement | undefined;
  readonly #stopped = new AbortController();
  #filter: [ReadonlySet<Shown>, string | undefined] | undefined;

  /** `open` hears which of the marks was chosen, `hover` which one is under the pointer or has the focus. */
  constructor(
    root: HTMLElement,
    findings: Findings,
    blocks: readonly Block[],
    open: (what: Marked) => void,
    hover: (what: Marked | undefined) => void,
  ) {
    this.#opened = open;
    const hear = (name: string, listener: (event: Event) => void): void => root.addEventListener(name, listener, this.#stopped);
    hear('click', (event) => this.#open(event.target));
    hear('keydown', (event) => this.#key(event as KeyboardEvent));
    for (const name of ['mouseover', 'focusin']) hear(name, ({ target }) => hover(this.#meant(target)));
    for (const name of ['mouseleave', 'focusout']) hear(name, () => hover(undefined));
    const { text } = findings;
    const stretches = meaningful(findings);
    const looks = new Map(stretches.map((stretch) => [stretch.id, stretch]));
    const found: Layer[] = [
      ...stretches.map(({ id, range }) => ({ id, ...range })),
      ...evidence(findings.report).map((range) => ({ id: '', ...range })),
    ];
    const gaps = new Set(paragraphs(text));
    const ends = parts(text);
    const starts = new Map(blocks.map((block) => [block.start, block]));
    const edges = blocks.flatMap(({ start, end }) => [start, end]);
    const pieces = segment(text.length, found, [...gaps, ...edges, ...[...ends].flat()]);
    let at = 0;
    let block: { readonly end: number; readonly element: HTMLElement } | undefined;
    /** Fills one part, to the line end behind it or to the end of the text. */
    const fill = (part: Node): void => {
      for (; at < pieces.length; at++) {
        const piece = pieces[at]!;
        if (ends.has(piece.start)) {
          // The next part begins a line by itself.
          at++;
          return;
        }
        if (block && piece.start >= block.end) block = undefined;
        if (gaps.has(piece.start)) part.appendChild(gap());
        const begun = starts.get(piece.start);
        if (begun) {
          block = { end: begun.end, element: blockElement(begun) };
          part.appendChild(block.element);
        }
        (block?.element ?? part).appendChild(this.#node(text, piece, looks));
      }
    };
    const whole = document.createDocumentFragment();
    if (ends.size === 0) fill(whole);
    const atOnce = ends.size > BOOK ? AT_ONCE : Infinity;
    for (let built = 0; built < atOnce && at < pieces.length; built++) fill(newPart(whole));
    if (this.marks[0]) this.#rove(this.marks[0]);
    root.replaceChildren(whole);
    root.toggleAttribute('data-book', at < pieces.length);
    const go = (): void => {
      // Another text has taken its place meanwhile.
      if (this.#stopped.signal.aborted) return;
      const end = performance.now() + SLICE;
      while (at < pieces.length && performance.now() < end) fill(newPart(root));
      if (at < pieces.length) setTimeout(go);
      else if (this.#filter) this.filter(...this.#filter);
    };
    if (at < pieces.length) setTimeout(go);
  }

  stop(): void {
    this.#stopped.abort();
  }

  #node(text: string, { start, end, ids }: Segment, looks: ReadonlyMap<string, Meaningful>): Node {
    const words = document.createTextNode(text.slice(start, end));
    if (ids.length === 0) return words;
    const id = ids.find((candidate) => looks.has(candidate));
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
    if (look.label !== '' && look.range.end === end) element.dataset.label = look.label;
    this.marks.push(element);
    this.#meaning.set(element, look.what);
    this.#group.set(element, look.group);
    // A stretch inside another belongs to both: hovering either lights up this one too.
    for (const other of ids) {
      const meaning = looks.get(other)?.what;
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

  #meant(element: EventTarget | null): Marked | undefined {
    return element instanceof HTMLElement ? this.#meaning.get(element) : undefined;
  }

  #open(mark: EventTarget | null): void {
    const what = this.#meant(mark);
    if (!what || this.#off.has(mark as HTMLElement)) return;
    this.#rove(mark as HTMLElement);
    this.#opened(what);
  }

  #key(event: KeyboardEvent): void {
    const mark = event.target as HTMLElement;
    if (!this.#meaning.has(mark)) return;
    if (event.key === 'Enter' || event.key === ' ') {
      this.#open(mark);
    } else {
      const next = this.#next(mark, event.key);
      if (!next) return;
      this.#rove(next);
      next.focus();
    }
    event.preventDefault();
  }

  find(what: Marked): HTMLElement | undefined {
    return this.#firstOf.get('entity' in what ? `${what.entity} ${what.mention}` : what.time);
  }

  filter(hidden: ReadonlySet<Shown>, only: string | undefined): void {
    this.#filter = [hidden, only];
    const kept = only === undefined ? undefined : new Set(this.#byEntity.get(only));
    for (const mark of this.marks) {
      const off = kept ? !kept.has(mark) : hidden.has(this.#group.get(mark)!);
      if (off === this.#off.has(mark)) continue;
      mark.classList.toggle('off', off);
      if (off) {
        this.#off.add(mark);
        mark.removeAttribute('role');
      } else {
        this.#off.delete(mark);
        mark.setAttribute('role', 'button');
      }
    }
    const first = this.#stop && !this.#off.has(this.#stop) ? this.#stop : this.#shown()[0];
    if (first) this.#rove(first);
  }

  #shown(): HTMLElement[] {
    return this.marks.filter((mark) => !this.#off.has(mark));
  }

  light(entityId: string | undefined): void {
    for (const element of this.#lit) element.classList.remove('lit');
    this.#lit = (entityId === undefined ? undefined : this.#byEntity.get(entityId)) ?? [];
    for (const element of this.#lit) element.classList.add('lit');
  }

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
  #rove(mark: HTMLElement): void {
    if (this.#stop) this.#stop.tabIndex = -1;
    this.#stop = mark;
    mark.tabIndex = 0;
  }

  /** The mark that a key leads to from `mark`. */
  #next(mark: HTMLElement, key: string): HTMLElement | undefined {
    const shown = this.#shown();
    const at = shown.indexOf(mark);
    switch (key) {
      case 'ArrowRight':
      case 'ArrowDown':
        return shown[at + 1];
      case 'ArrowLeft':
      case 'ArrowUp':
        return shown[at - 1];
      case 'Home':
        return shown[0];
      case 'End':
        return shown.at(-1);
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

function newPart(whole: Node): HTMLElement {
  const element = document.createElement('div');
  element.className = 'part';
  whole.appendChild(element);
  return element;
}

/** Stays in the line, so that the text around it, and what is copied of it, is the text that was given. */
function blockElement({ kind, level }: Block): HTMLElement {
  const element = document.createElement('span');
  element.className = kind;
  if (kind === 'heading') {
    element.setAttribute('role', 'heading');
    // The views have headings of the second level; those of the article stand below them.
    element.setAttribute('aria-level', String(Math.min(level + 2, 6)));
  }
  return element;
}
