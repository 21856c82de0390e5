import { html, nothing, type TemplateResult } from 'lit';
import { said } from '../dates.js';
import type { Findings } from '../findings.js';
import { CERTAINTIES, TYPES } from '../words.js';
import type { Actions, Selection } from './actions.js';
import { belongs } from './entities-view.js';

function entityCard(findings: Findings, id: string, mention: number, act: Actions): TemplateResult | typeof nothing {
  const entity = findings.entities.get(id);
  if (!entity) return nothing;
  const total = entity.mentions.length;
  const go = (step: number) => () => act.select(id, (mention + step + total) % total);
  const home = belongs(entity);
  return html`<h2 id="card-title">${entity.name}</h2>
    <p class="type" data-type=${entity.type}>${TYPES[entity.type].name}</p>
    ${entity.role ? html`<p>${entity.role}</p>` : nothing} ${home ? html`<p>${home}</p>` : nothing}
    ${entity.aliases.length ? html`<p>Also: ${entity.aliases.join(', ')}</p>` : nothing}
    <p class="reason">${entity.reason}</p>
    <p class="steps">
      <button type="button" class="choice" @click=${go(-1)} ?disabled=${total < 2}>‹ Previous</button>
      <span>${mention + 1} of ${total}</span>
      <button type="button" class="choice" @click=${go(1)} ?disabled=${total < 2}>Next ›</button>
    </p>
    ${entity.link ? html`<p><a href=${entity.link} target="_blank" rel="noopener noreferrer">Wikidata</a></p>` : nothing}`;
}

function timeCard(findings: Findings, id: string, act: Actions): TemplateResult | typeof nothing {
  const time = findings.report.times.find((candidate) => candidate.id === id);
  if (!time) return nothing;
  const event = [...findings.report.timeline, ...findings.report.tail].find((candidate) => candidate.timeId === id);
  return html`<h2 id="card-title">“${time.text}”</h2>
    <p>${said(time)} <span class="badge">${CERTAINTIES[time.certainty]}</span></p>
    <p class="reason">${time.reason}</p>
    ${event
      ? html`<p>
          <button type="button" class="link" @click=${() => act.show([event.evidence])}>${event.headline}</button>
        </p>`
      : nothing}`;
}

/** What is known about the mark that was clicked. */
export function cardView(findings: Findings, selection: Selection | undefined, act: Actions): TemplateResult | typeof nothing {
  if (!selection) return nothing;
  return html`<div class="card" part="card" role="dialog" aria-labelledby="card-title">
    <button type="button" class="close" aria-label="Close" @click=${() => act.close()}>×</button>
    ${'entity' in selection ? entityCard(findings, selection.entity, selection.mention, act) : timeCard(findings, selection.time, act)}
  </div>`;
}
