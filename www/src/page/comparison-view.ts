import { html, nothing, type TemplateResult } from 'lit';
import type { Entity, TextRange, TimelineEvent } from '../../../pkg/article_lens.js';
import { eventDate } from '../dates.js';
import { keepStop, stepStop } from '../element/roving.js';
import type { Analyze } from '../element/lens.js';
import type { Findings } from '../findings.js';
import type { PageWords } from '../locales/page-en.js';
import { SYMBOLS } from '../words.js';
import { compare, evidenceOf, type Comparison, type DateRow, type Position, type Row } from './compare.js';

/** The other article, and what was found in it as soon as it was read. */
interface Other {
  readonly text: string;
  readonly findings: Findings | undefined;
}

interface Asked {
  read(text: string): void;
  file(file: File): void;
  close(): void;
  /** How texts are read on this page. */
  readonly analyze: Analyze;
  /** The other article was read, or read again after something was put right. */
  found(findings: Findings | undefined): void;
  /** Goes to words of the first article. */
  show(ranges: readonly TextRange[]): void;
}

/** Goes to words of the other article. */
function showOther(ranges: readonly TextRange[]): void {
  document.querySelector<HTMLElementTagNameMap['article-lens']>('#other')?.show(ranges);
}

type Side = 'first' | 'second';

/** What one article has, as ways to its words; or that it has nothing. */
interface Entry {
  readonly name: string;
  readonly ranges: readonly TextRange[];
  readonly mark?: string;
}

function entries(found: readonly Entry[], side: Side, missing: string, on: Asked): TemplateResult {
  if (found.length === 0) return html`<td class="missing">${missing}</td>`;
  return html`<td>
    ${found.map(
      ({ name, ranges, mark }) => html`<button type="button" class="entry" @click=${() => (side === 'first' ? on.show(ranges) : showOther(ranges))}>
        ${mark ? html`<span aria-hidden="true">${mark}</span> ` : nothing}<span lang="en">${name}</span>
      </button>`,
    )}
  </td>`;
}

/** One part of the comparison: what both have, then what only one has. */
function part<T>(
  heading: string,
  head: string,
  rows: readonly T[],
  has: (row: T) => { first: boolean; second: boolean },
  row: (row: T) => TemplateResult,
  page: PageWords,
): TemplateResult {
  const { comparison: words } = page;
  const sides = rows.map(has);
  const both = sides.filter(({ first, second }) => first && second).length;
  const first = sides.filter((side) => side.first && !side.second).length;
  return html`<section>
    <h3>${heading} <span class="quiet">${words.counts(both, first, rows.length - both - first)}</span></h3>
    ${rows.length === 0
      ? html`<p class="quiet">${words.none}</p>`
      : html`<div class="scroll" role="group" aria-label=${heading}>
          <table data-rove @keydown=${stepStop} @focusin=${keepStop}>
            <thead>
              <tr>
                <th scope="col">${head}</th>
                <th scope="col">${words.first}</th>
                <th scope="col">${words.second}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(row)}
            </tbody>
          </table>
        </div>`}
  </section>`;
}

/** What both have, then what only the first has, then what only the second has. */
function sharedFirst<T>(rows: readonly Row<T>[]): Row<T>[] {
  const rank = ({ a, b }: Row<T>): number => (a && b ? 0 : a ? 1 : 2);
  return [...rows].sort((one, two) => rank(one) - rank(two));
}

function namesPart({ names }: Comparison, a: Findings, page: PageWords, on: Asked): TemplateResult {
  const { comparison: words } = page;
  const entry = (entity: Entity | undefined): Entry[] =>
    entity ? [{ name: words.mentions(entity.mentions.length), ranges: entity.mentions.map(({ range }) => range) }] : [];
  return part(
    words.names,
    words.names,
    sharedFirst(names),
    ({ a: first, b: second }) => ({ first: first !== undefined, second: second !== undefined }),
    ({ a: first, b: second }) => {
      const entity = (first ?? second)!;
      return html`<tr>
        <th scope="row"><span lang="en">${entity.name}</span> <span class="quiet">${a.words.types[entity.type].short}</span></th>
        ${entries(entry(first), 'first', words.notSaid, on)} ${entries(entry(second), 'second', words.notSaid, on)}
      </tr>`;
    },
    page,
  );
}

function datesPart({ dates }: Comparison, a: Findings, page: PageWords, on: Asked): TemplateResult {
  const { comparison: words } = page;
  const entry = (event: TimelineEvent): Entry => ({ name: event.headline, ranges: a.telling(event) });
  return part<DateRow>(
    words.dates,
    words.date,
    dates,
    (row) => ({ first: row.a.length > 0, second: row.b.length > 0 }),
    (row) => html`<tr>
      <th scope="row">${eventDate((row.a[0] ?? row.b[0])!, a.words)}</th>
      ${entries(row.a.map(entry), 'first', words.notSaid, on)} ${entries(row.b.map(entry), 'second', words.notSaid, on)}
    </tr>`,
    page,
  );
}

function positionsPart({ positions }: Comparison, a: Findings, b: Findings, page: PageWords, on: Asked): TemplateResult {
  const { comparison: words } = page;
  const entry = (position: Position | undefined, findings: Findings): Entry[] =>
    position
      ? [{ name: findings.words.cells[position.cell.label].word, mark: SYMBOLS[position.cell.label], ranges: evidenceOf(position, findings) }]
      : [];
  return part<Row<Position>>(
    words.positions,
    words.who,
    sharedFirst(positions),
    ({ a: first, b: second }) => ({ first: first !== undefined, second: second !== undefined }),
    ({ a: first, b: second }) => {
      const { holder, target } = (first ?? second)!;
      const differ = first && second && first.cell.label !== second.cell.label;
      return html`<tr>
        <th scope="row"><span lang="en">${holder} → ${target}</span>${differ ? html` <span class="differ">${words.differ}</span>` : nothing}</th>
        ${entries(entry(first, a), 'first', words.notStated, on)} ${entries(entry(second, b), 'second', words.notStated, on)}
      </tr>`;
    },
    page,
  );
}

/** Two articles side by side: the other one's text, then which names, dates and positions one has and the other lacks. */
export function comparisonView({ text, findings }: Other, first: Findings | undefined, page: PageWords, on: Asked): TemplateResult {
  const { comparison: words } = page;
  const found = first && findings ? compare(first, findings) : undefined;
  return html`<section class="comparison" aria-labelledby="comparison-title">
    <div class="masthead">
      <h2 id="comparison-title">${words.title}</h2>
      <button type="button" @click=${on.close}>${words.clear}</button>
    </div>
    <label for="other-input">${words.label}</label>
    <textarea
      id="other-input"
      rows=${found ? 3 : 8}
      placeholder=${words.placeholder}
      spellcheck="false"
      autocomplete="off"
      .value=${text}
      @input=${(event: Event) => on.read((event.target as HTMLTextAreaElement).value)}
      @dragover=${(event: DragEvent) => event.preventDefault()}
      @drop=${(event: DragEvent) => {
        const [file] = event.dataTransfer?.files ?? [];
        if (!file) return;
        event.preventDefault();
        event.stopPropagation();
        on.file(file);
      }}
    ></textarea>
    ${found && first && findings
      ? html`${namesPart(found, first, page, on)} ${datesPart(found, first, page, on)} ${positionsPart(found, first, findings, page, on)}`
      : nothing}
    ${first && text.trim() !== ''
      ? html`<article-lens
          id="other"
          views="article"
          editable
          .words=${first.words}
          .analyzer=${on.analyze}
          .text=${text}
          @al-analyzed=${(event: Event) => on.found((event.currentTarget as HTMLElementTagNameMap['article-lens']).result)}
        ></article-lens>`
      : nothing}
  </section>`;
}
