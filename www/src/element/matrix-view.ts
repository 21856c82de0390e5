import { html, nothing, type TemplateResult } from 'lit';
import type { Cell, CellLabel, Party } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import type { Words } from '../locales/en.js';
import { SYMBOLS } from '../words.js';
import type { Actions } from './actions.js';
import type { LensState } from './lens-view.js';
import { moreView, shownOf } from './more-view.js';
import { statementView } from './statements-view.js';

/** Rows and columns that are shown until the reader asks for all: a whole supplement has a hundred of each. */
const MOST = 20;

/** A row or column with its place in the report. */
interface Place {
  readonly party: Party;
  readonly index: number;
  readonly key: string;
  readonly members: number;
}

/** The parties that are shown: those on top, and the members of opened ones. */
function places(parties: readonly Party[], side: 'r' | 'c', opened: ReadonlySet<string>): Place[] {
  const shown = (party: Party): boolean => {
    if (party.parent === null) return true;
    const parent = parties[party.parent];
    return opened.has(`${side}${party.parent}`) && parent !== undefined && shown(parent);
  };
  return parties
    .map((party, index) => ({
      party,
      index,
      key: `${side}${index}`,
      members: parties.filter((other) => other.parent === index).length,
    }))
    .filter(({ party }) => shown(party));
}

function heading(place: Place, scope: 'row' | 'col', findings: Findings, opened: ReadonlySet<string>, act: Actions): TemplateResult {
  const { party, key, members } = place;
  const name = findings.name(party);
  return html`<th scope=${scope} lang="en" ?data-topic=${party.topic} ?data-member=${party.parent !== null}>
    ${members
      ? html`<button type="button" class="party" aria-expanded=${opened.has(key)} @click=${() => act.toggleParty(key)}>
          ${name} <span class="quiet">+${members}</span><span class="unseen">${findings.words.stance.members(members)}</span>
        </button>`
      : name}
  </th>`;
}

/** What is said and what is done, apart: deeds would outweigh words otherwise. */
function marks(cell: Cell, words: Words): TemplateResult {
  const mark = (label: CellLabel | null, what: string): TemplateResult | typeof nothing =>
    label
      ? html`<span class="mark" data-label=${label}><span class="symbol" aria-hidden="true">${SYMBOLS[label]}</span> ${what}<span class="unseen"> ${words.cells[label].word}</span></span>`
      : nothing;
  return html`${mark(cell.speech, words.stance.says)} ${mark(cell.deeds, words.stance.does)}`;
}

function cellView(cell: Cell, open: boolean, from: string, towards: string, words: Words, act: Actions): TemplateResult {
  return html`<td>
    <button type="button" class="cell" part="cell" data-label=${cell.label} aria-expanded=${open} @click=${() => act.open(cell)}>
      ${marks(cell, words)}
      <span class="unseen">${words.stance.towards(from, towards, cell.statementIds.length)}</span>
    </button>
  </td>`;
}

function opened(cell: Cell, findings: Findings, act: Actions): TemplateResult | typeof nothing {
  const { rows, columns } = findings.report.matrix;
  const row = rows[cell.row];
  const column = columns[cell.column];
  if (!row || !column) return nothing;
  return html`<section class="opened" aria-labelledby="opened-title">
    <h4 id="opened-title">
      ${findings.name(row)} → ${findings.name(column)}
      <span class="quiet">${findings.words.cells[cell.label].word}: ${findings.words.cells[cell.label].meaning}</span>
    </h4>
    <ul class="plain">
      ${findings.pick(cell.statementIds).map((statement) => statementView(statement, findings, act))}
    </ul>
  </section>`;
}

/** Who stands where towards whom: holders down, targets across, people counted for the body or state they speak for. */
export function matrixView(state: LensState, act: Actions): TemplateResult | typeof nothing {
  const { findings } = state;
  const { words } = findings;
  const { rows, columns } = findings.report.matrix;
  if (rows.length === 0 || columns.length === 0) return nothing;
  const all = places(columns, 'c', state.opened);
  const matters = all.filter(({ party }) => party.topic);
  const held = (column: Place): boolean => rows.some((_, row) => findings.cell(row, column.index) !== undefined);
  // Where nobody takes a position towards anybody, the matters are all there is.
  const topics = state.topics || !all.some((place) => !place.party.topic && held(place));
  const columnsShown = all.filter(({ party }) => topics || !party.topic);
  const across = shownOf(columnsShown, 'matrix', state.long, MOST);
  // Who holds a position on matters alone has nothing in the columns of parties.
  const rowsShown = places(rows, 'r', state.opened).filter((row) => across.some((column) => findings.cell(row.index, column.index)));
  const down = shownOf(rowsShown, 'matrix', state.long, MOST);
  return html`<h3>${words.stance.matrix}</h3>
    <div class="scroll" role="group" aria-label=${words.stance.region}>
      <table part="matrix" data-rove>
        <caption class="unseen">
          ${words.stance.caption}
        </caption>
        <thead>
          <tr>
            <td></td>
            ${across.map((place) => heading(place, 'col', findings, state.opened, act))}
          </tr>
        </thead>
        <tbody>
          ${down.map(
            (row) => html`<tr>
              ${heading(row, 'row', findings, state.opened, act)}
              ${across.map(({ party, index }) => {
                const cell = findings.cell(row.index, index);
                return cell
                  ? cellView(cell, cell === state.cell, findings.name(row.party), findings.name(party), words, act)
                  : html`<td class="none"><span aria-hidden="true">–</span><span class="unseen">${words.stance.notStated}</span></td>`;
              })}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="key">
      ${(Object.keys(SYMBOLS) as CellLabel[]).map(
        (label) => html`<span><b aria-hidden="true">${SYMBOLS[label]}</b> ${words.cells[label].word}: ${words.cells[label].meaning}</span>`,
      )}
      <span><b aria-hidden="true">–</b> ${words.stance.notStated}</span>
    </p>
    ${matters.length && matters.length < all.length && (state.topics || !topics)
      ? html`<button type="button" class="choice topics" aria-pressed=${state.topics} @click=${() => act.toggleTopics()}>
          ${state.topics ? words.stance.hideMatters(matters.length) : words.stance.showMatters(matters.length)}
        </button>`
      : nothing}
    ${moreView(columnsShown.length - across.length + rowsShown.length - down.length, 'matrix', words, act)}
    ${state.cell ? opened(state.cell, findings, act) : nothing}`;
}
