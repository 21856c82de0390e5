import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Voice } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { percent } from '../words.js';
import type { Actions } from './actions.js';
import type { LensState } from './lens-view.js';
import { matrixView } from './matrix-view.js';
import { statementsView } from './statements-view.js';

function summary(findings: Findings, act: Actions): TemplateResult {
  return html`<ul class="summary plain" data-rove lang="en">
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
  return html`<li>
    <button type="button" class="voice" @click=${() => act.show(findings.heard(item))}>
      <span class="name">${findings.name(item)}${item.named ? nothing : html` <span class="quiet">${findings.words.stance.unnamed}</span>`}</span>
      <span class="share">${percent(item.share, findings.words)}</span>
      <svg class="bar" aria-hidden="true" width="100%" height="6">
        <rect class="track" width="100%" height="6" rx="3" />
        <rect class="fill" width="${Math.max(1, item.share * 100)}%" height="6" rx="3" />
      </svg>
    </button>
  </li>`;
}

function voices(findings: Findings, act: Actions): TemplateResult | typeof nothing {
  const { sources, attributedShare, directShare } = findings.report.voices;
  const { unheard: silent } = findings;
  if (sources.length === 0 && silent.length === 0) return nothing;
  const { words } = findings;
  return html`<h3>${words.stance.heard}</h3>
    <p class="reason">${words.stance.shares(percent(attributedShare, words), percent(directShare, words))}</p>
    <ul class="voices plain" data-rove>
      ${sources.map((item) => voice(item, findings, act))}
    </ul>
    ${silent.length ? html`<p class="unheard"><strong>${words.stance.unheard}</strong> ${silent.join(', ')}</p>` : nothing}`;
}

function wording(findings: Findings, act: Actions): TemplateResult | typeof nothing {
  const { wording: flagged } = findings.report;
  if (flagged.length === 0) return nothing;
  return html`<h3>${findings.words.stance.wording}</h3>
    <ul class="wording plain" data-rove>
      ${flagged.map(
        (item) => html`<li>
          <button type="button" class="words" lang="en" @click=${() => act.show([item.range])}>${item.text}</button>
          <p class="reason"><strong>${findings.words.wordings[item.kind]}</strong> — <span lang="en">${item.reason}</span></p>
        </li>`,
      )}
    </ul>`;
}

/** Which positions the article reports, whose, towards whom, and in which words. */
export function stanceView(state: LensState, act: Actions): TemplateResult {
  const { findings } = state;
  const { words } = findings;
  const positions = findings.positions.length;
  return html`<section role="group" class="view stance" part="stance" id="stance" tabindex="-1" aria-labelledby="stance-title">
    <h2 id="stance-title">${words.stance.title} <span class="quiet">${words.stance.positions(positions)}</span></h2>
    ${positions === 0 ? html`<p class="empty">${words.stance.none}</p>` : nothing} ${summary(findings, act)} ${matrixView(state, act)}
    ${guard([findings, state.sole, state.long, state.unfolded], () => statementsView(state, act))}
    ${guard([findings], () => html`${voices(findings, act)} ${wording(findings, act)}`)}
  </section>`;
}
