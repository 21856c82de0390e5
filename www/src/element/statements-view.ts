import { html, nothing, type TemplateResult } from 'lit';
import type { Statement, Target } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { polarity } from '../words.js';
import type { Actions } from './actions.js';
import type { LensState } from './lens-view.js';
import { moreView, shownOf } from './more-view.js';

function target(item: Target, findings: Findings): TemplateResult {
  const { symbol, word } = polarity(item.polarity, findings.words);
  return html`<li>
    <span class="role">${findings.words.roles[item.role]}</span> <span lang="en">${findings.name(item)}</span>
    <span class="polarity" data-polarity=${item.polarity}><span aria-hidden="true">${symbol}</span> ${word}</span>
  </li>`;
}

/** One statement: who does what towards whom, in which words, and how that is known. */
export function statementView(statement: Statement, findings: Findings, act: Actions): TemplateResult {
  return html`<li class="statement" part="statement" data-statement=${statement.id}>
    <p class="who"><strong>${findings.holders(statement)}</strong> ${findings.act(statement)}</p>
    ${statement.targets.length ? html`<ul class="targets">${statement.targets.map((item) => target(item, findings))}</ul>` : nothing}
    <button type="button" class="words" lang="en" @click=${() => act.show(statement.evidence)}>
      ${statement.evidence.map((range, i) => html`${i ? ' … ' : nothing}${findings.quote(range)}`)}
    </button>
    <p class="reason">${findings.circumstances(statement)} — <span lang="en">${statement.reason}</span></p>
  </li>`;
}

/** Every statement, under whoever holds it; the writer's own come last. */
export function statementsView({ findings, sole, long, unfolded }: LensState, act: Actions): TemplateResult | typeof nothing {
  const holders = [...findings.byHolder]
    .map(([holder, all]) => [holder, sole === undefined ? all : all.filter((statement) => findings.inStatement(sole, statement))] as const)
    .filter(([, statements]) => statements.length > 0);
  if (holders.length === 0) return nothing;
  const shown = shownOf(holders, 'stance', long);
  return html`<h3>${findings.words.stance.statements}</h3>
    <div data-rove>
      ${shown.map(
      ([holder, statements]) => html`<details class="holder" @toggle=${(event: ToggleEvent) => act.unfold(holder, event.newState === 'open')}>
        <summary>${holder} <span class="quiet">${statements.length}</span></summary>
        ${unfolded.has(holder)
          ? html`<ul class="plain">
              ${statements.map((statement) => statementView(statement, findings, act))}
            </ul>`
          : nothing}
      </details>`,
    )}
    </div>
    ${moreView(holders.length - shown.length, 'stance', findings.words, act)}`;
}
