import { html, nothing, type TemplateResult } from 'lit';
import type { Statement, Target } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { polarity, surety } from '../words.js';
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
  const { words } = findings;
  const via = statement.via.map((source) => words.stance.via(findings.name(source))).join(', ');
  const facts = [
    via || undefined,
    surety(statement.certainty, words),
    words.vouchers[statement.attribution],
    statement.negated ? words.stance.negated : undefined,
  ];
  return html`<li class="statement" part="statement" data-statement=${statement.id}>
    <p class="who"><strong>${findings.holders(statement)}</strong> ${findings.act(statement)}</p>
    ${statement.targets.length ? html`<ul class="targets">${statement.targets.map((item) => target(item, findings))}</ul>` : nothing}
    <button type="button" class="words" lang="en" @click=${() => act.show(statement.evidence)}>
      ${statement.evidence.map((range, i) => html`${i ? ' … ' : nothing}${findings.quote(range)}`)}
    </button>
    <p class="reason">${facts.filter(Boolean).join(' · ')} — <span lang="en">${statement.reason}</span></p>
  </li>`;
}

/** Every statement, under whoever holds it; the writer's own come last. */
export function statementsView({ findings, sole, long }: LensState, act: Actions): TemplateResult | typeof nothing {
  const order = [...findings.positions, ...findings.report.statements.filter((statement) => statement.source === null)].filter(
    (statement) => sole === undefined || findings.inStatement(sole, statement),
  );
  const byHolder = new Map<string, Statement[]>();
  for (const statement of order) {
    const holder = findings.holders(statement);
    const held = byHolder.get(holder);
    if (held) held.push(statement);
    else byHolder.set(holder, [statement]);
  }
  if (byHolder.size === 0) return nothing;
  const holders = [...byHolder];
  const shown = shownOf(holders, 'stance', long);
  return html`<h3>${findings.words.stance.statements}</h3>
    <div data-rove>
      ${shown.map(
      ([holder, statements]) => html`<details class="holder" ?open=${sole !== undefined}>
        <summary>${holder} <span class="quiet">${statements.length}</span></summary>
        <ul class="plain">
          ${statements.map((statement) => statementView(statement, findings, act))}
        </ul>
      </details>`,
    )}
    </div>
    ${moreView(holders.length - shown.length, 'stance', findings.words, act)}`;
}
