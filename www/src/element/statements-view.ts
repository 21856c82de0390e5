import { html, nothing, type TemplateResult } from 'lit';
import type { Statement, Target } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { ACTS, certainty, polarity, ROLES, VOUCHERS } from '../words.js';
import type { Actions } from './actions.js';

function target(item: Target, findings: Findings): TemplateResult {
  const { symbol, word } = polarity(item.polarity);
  return html`<li>
    <span class="role">${ROLES[item.role]}</span> ${findings.name(item)}
    <span class="polarity" data-polarity=${item.polarity}><span aria-hidden="true">${symbol}</span> ${word}</span>
  </li>`;
}

/** One statement: who does what towards whom, in which words, and how that is known. */
export function statementView(statement: Statement, findings: Findings, act: Actions): TemplateResult {
  const via = statement.via.map((source) => findings.name(source)).join(', via ');
  const facts = [
    via ? `via ${via}` : undefined,
    certainty(statement.certainty),
    VOUCHERS[statement.attribution],
    statement.negated ? 'negated' : undefined,
  ];
  return html`<li class="statement" part="statement" data-statement=${statement.id}>
    <p class="who"><strong>${findings.holders(statement)}</strong> ${ACTS[statement.act]}</p>
    ${statement.targets.length ? html`<ul class="targets">${statement.targets.map((item) => target(item, findings))}</ul>` : nothing}
    <button type="button" class="words" @click=${() => act.show(statement.evidence)}>
      ${statement.evidence.map((range, i) => html`${i ? ' … ' : nothing}${findings.quote(range)}`)}
    </button>
    <p class="reason">${facts.filter(Boolean).join(' · ')} — ${statement.reason}</p>
  </li>`;
}

/** Every statement, under whoever holds it; the writer's own come last. */
export function statementsView(findings: Findings, act: Actions): TemplateResult | typeof nothing {
  const byHolder = new Map<string, Statement[]>();
  const order = [...findings.positions, ...findings.report.statements.filter((statement) => statement.source === null)];
  for (const statement of order) {
    const holder = findings.holders(statement);
    byHolder.set(holder, [...(byHolder.get(holder) ?? []), statement]);
  }
  if (byHolder.size === 0) return nothing;
  return html`<h3>Statement by statement</h3>
    ${[...byHolder].map(
      ([holder, statements]) => html`<details class="holder">
        <summary>${holder} <span class="quiet">${statements.length}</span></summary>
        <ul class="plain">
          ${statements.map((statement) => statementView(statement, findings, act))}
        </ul>
      </details>`,
    )}`;
}
