import { html, nothing, type TemplateResult } from 'lit';
import type { Cell, Party } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { CELLS, count } from '../words.js';
import type { Actions } from './actions.js';
import { statementView } from './statements-view.js';

type Column = { readonly party: Party; readonly index: number };

function cellView(cell: Cell, open: boolean, from: string, towards: string, act: Actions): TemplateResult {
  return html`<td>
    <button type="button" class="cell" part="cell" data-label=${cell.label} aria-expanded=${open} @click=${() => act.open(cell)}>
      <span class="symbol" aria-hidden="true">${CELLS[cell.label].symbol}</span>
      <span>${cell.label}</span>
      <span class="unseen">: ${from} towards ${towards}, ${count(cell.statementIds.length, 'statement')}</span>
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
      <span class="quiet">${cell.label}: ${CELLS[cell.label].meaning}</span>
    </h4>
    <ul class="plain">
      ${findings.pick(cell.statementIds).map((statement) => statementView(statement, findings, act))}
    </ul>
  </section>`;
}

/** Who stands where towards whom: holders down, targets across. */
export function matrixView(
  findings: Findings,
  open: Cell | undefined,
  topics: boolean,
  act: Actions,
): TemplateResult | typeof nothing {
  const { rows, columns } = findings.report.matrix;
  if (rows.length === 0 || columns.length === 0) return nothing;
  const all: Column[] = columns.map((party, index) => ({ party, index }));
  const matters = all.filter(({ party }) => party.topic);
  const shown = [...all.filter(({ party }) => !party.topic), ...(topics ? matters : [])];
  return html`<h3>Who towards whom</h3>
    <div class="scroll" role="region" aria-label="Positions, holder by target" tabindex="0">
      <table part="matrix">
        <caption class="unseen">
          The position each holder is reported to take towards each target
        </caption>
        <thead>
          <tr>
            <td></td>
            ${shown.map(({ party }) => html`<th scope="col" ?data-topic=${party.topic}>${findings.name(party)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row, rowIndex) => html`<tr>
              <th scope="row">${findings.name(row)}</th>
              ${shown.map(({ party, index }) => {
                const cell = findings.cell(rowIndex, index);
                return cell
                  ? cellView(cell, cell === open, findings.name(row), findings.name(party), act)
                  : html`<td class="none"><span aria-hidden="true">–</span><span class="unseen">not stated</span></td>`;
              })}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="key">
      ${Object.entries(CELLS).map(([label, { symbol, meaning }]) => html`<span><b aria-hidden="true">${symbol}</b> ${label}: ${meaning}</span>`)}
      <span><b aria-hidden="true">–</b> not stated</span>
    </p>
    ${matters.length
      ? html`<button type="button" class="choice topics" aria-pressed=${topics} @click=${() => act.toggleTopics()}>
          ${topics ? 'Hide' : 'Show'} ${count(matters.length, 'matter')}
        </button>`
      : nothing}
    ${open ? opened(open, findings, act) : nothing}`;
}
