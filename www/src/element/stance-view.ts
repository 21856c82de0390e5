import { html, nothing, type TemplateResult } from 'lit';
import type { Voice } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { count, WORDINGS } from '../words.js';
import type { Actions } from './actions.js';
import { matrixView, type MatrixState } from './matrix-view.js';
import { statementsView } from './statements-view.js';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function summary(findings: Findings, act: Actions): TemplateResult {
  return html`<ul class="summary plain">
    ${findings.report.summary.map(
      (sentence) => html`<li>
        ${sentence.evidence.length
          ? html`<button type="button" class="sentence" @click=${() => act.show(sentence.evidence)}>${sentence.text}</button>`
          : html`<p class="sentence">${sentence.text}</p>`}
      </li>`,
    )}
  </ul>`;
}

function voice(item: Voice, findings: Findings, act: Actions): TemplateResult {
  const said = new Map(findings.report.attributions.map((attribution) => [attribution.id, attribution.content]));
  const ranges = item.attributionIds.flatMap((id) => said.get(id) ?? []);
  return html`<li>
    <button type="button" class="voice" @click=${() => act.show(ranges)}>
      <span class="name">${findings.name(item)}${item.named ? nothing : html` <span class="quiet">unnamed</span>`}</span>
      <span class="share">${percent(item.share)}</span>
      <svg class="bar" aria-hidden="true" width="100%" height="6">
        <rect class="track" width="100%" height="6" rx="3" />
        <rect class="fill" width="${Math.max(1, item.share * 100)}%" height="6" rx="3" />
      </svg>
    </button>
  </li>`;
}

function voices(findings: Findings, act: Actions): TemplateResult | typeof nothing {
  const { sources, unheard, attributedShare, directShare } = findings.report.voices;
  const silent = unheard.map((id) => findings.entities.get(id)?.name ?? id);
  if (sources.length === 0 && silent.length === 0) return nothing;
  return html`<h3>Who is heard</h3>
    <p class="reason">
      ${percent(attributedShare)} of the text is somebody’s words or views, ${percent(directShare)} is in quotation marks. Shares of
      what is attributed:
    </p>
    <ul class="voices plain">
      ${sources.map((item) => voice(item, findings, act))}
    </ul>
    ${silent.length ? html`<p class="unheard"><strong>Not heard:</strong> ${silent.join(', ')}</p>` : nothing}`;
}

function wording(findings: Findings, act: Actions): TemplateResult | typeof nothing {
  const { wording: flagged } = findings.report;
  if (flagged.length === 0) return nothing;
  return html`<h3>The writer’s own words</h3>
    <ul class="wording plain">
      ${flagged.map(
        (item) => html`<li>
          <button type="button" class="words" @click=${() => act.show([item.range])}>${item.text}</button>
          <p class="reason"><strong>${WORDINGS[item.kind]}</strong> — ${item.reason}</p>
        </li>`,
      )}
    </ul>`;
}

/** Which positions the article reports, whose, towards whom, and in which words. */
export function stanceView(findings: Findings, shown: MatrixState, act: Actions): TemplateResult {
  const positions = findings.positions.length;
  return html`<section class="view stance" part="stance" id="stance" tabindex="-1" aria-labelledby="stance-title">
    <h2 id="stance-title">Positions the article reports <span class="quiet">${count(positions, 'position')}</span></h2>
    ${positions === 0 ? html`<p class="empty">No positions found.</p>` : nothing} ${summary(findings, act)}
    ${matrixView(findings, shown, act)} ${statementsView(findings, act)} ${voices(findings, act)} ${wording(findings, act)}
  </section>`;
}
