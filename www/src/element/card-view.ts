import { html, nothing, type TemplateResult } from 'lit';
import type { Entity, EntityType } from '../../../pkg/article_lens.js';
import { said } from '../dates.js';
import { belongs, isAmount } from '../words.js';
import type { Actions } from './actions.js';
import type { LensState } from './lens-view.js';

/** How to put right what an entity was taken for. */
function fixView(entity: Entity, { findings }: LensState, act: Actions): TemplateResult {
  const { words } = findings;
  const { fix } = words;
  const names = findings.surfaces(entity);
  const others = findings.named.filter((other) => other !== entity && findings.surfaces(other).length > 0);
  const kinds = (Object.keys(words.types) as EntityType[]).filter((type) => !isAmount(type));
  const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;
  return html`<label
      >${fix.kind}
      <select
        @change=${(event: Event) => {
          const type = chosen(event) as EntityType;
          act.correct({ kind: 'type', names, type }, fix.said.type(entity.name, words.types[type].name));
        }}
      >
        ${kinds.map((type) => html`<option value=${type} ?selected=${type === entity.type}>${words.types[type].name}</option>`)}
      </select></label
    >
    ${others.length
      ? html`<label
          >${fix.same}
          <select
            @change=${(event: Event) => {
              const other = findings.entities.get(chosen(event));
              if (!other) return;
              const [first, second] = other.salience > entity.salience ? [other, entity] : [entity, other];
              const all = [...findings.surfaces(first), ...findings.surfaces(second)];
              act.correct({ kind: 'merge', names: [first.name, ...all.filter((name) => name !== first.name)] }, fix.said.merge(first.name, second.name));
            }}
          >
            <option value="">${fix.choose}</option>
            ${others.map((other) => html`<option value=${other.id}>${other.name}</option>`)}
          </select></label
        >`
      : nothing}
    ${names.length > 1
      ? names
          .filter((name) => name !== entity.name)
          .map(
            (name) => html`<button type="button" class="choice" @click=${() => act.correct({ kind: 'split', names: [name] }, fix.said.split(name))}>
              ${fix.apart(name)}
            </button>`,
          )
      : nothing}
    <button type="button" class="choice" @click=${() => act.correct({ kind: 'notName', names }, fix.said.notName(entity.name))}>${fix.noName}</button>`;
}

function entityCard(state: LensState, id: string, mention: number, act: Actions): TemplateResult | typeof nothing {
  const { findings, editable, sole } = state;
  const { words } = findings;
  const entity = findings.entities.get(id);
  if (!entity) return nothing;
  const total = entity.mentions.length;
  const go = (step: number) => () => act.select(id, (mention + step + total) % total);
  const home = belongs(entity, words);
  const named = !isAmount(entity.type);
  return html`<h2 id="card-title" lang="en">${entity.name}</h2>
    <p class="type" data-type=${entity.type}>${words.types[entity.type].name}</p>
    ${entity.role ? html`<p lang="en">${entity.role}</p>` : nothing} ${home ? html`<p>${home}</p>` : nothing}
    ${entity.aliases.length ? html`<p>${words.card.also(entity.aliases.join(', '))}</p>` : nothing}
    <p class="reason" lang="en">${entity.reason}</p>
    <p class="steps">
      <button type="button" class="choice" @click=${go(-1)} ?disabled=${total < 2}>‹ ${words.card.previous}</button>
      <span>${words.card.place(mention + 1, total)}</span>
      <button type="button" class="choice" @click=${go(1)} ?disabled=${total < 2}>${words.card.next} ›</button>
    </p>
    <p class="ways">
      ${named && sole !== id ? html`<button type="button" class="link" @click=${() => act.only(id)}>${words.card.only}</button>` : nothing}
      ${entity.link ? html`<a href=${entity.link} target="_blank" rel="noopener noreferrer">Wikidata</a>` : nothing}
    </p>
    ${editable && named
      ? html`<details class="fix" .open=${state.fixing} @toggle=${(event: ToggleEvent) => act.fix(event.newState === 'open')}>
          <summary>${words.fix.open}</summary>
          ${state.fixing ? fixView(entity, state, act) : nothing}
        </details>`
      : nothing}`;
}

function timeCard({ findings }: LensState, id: string, act: Actions): TemplateResult | typeof nothing {
  const time = findings.report.times.find((candidate) => candidate.id === id);
  if (!time) return nothing;
  const event = [...findings.report.timeline, ...findings.report.tail].find((candidate) => candidate.timeId === id);
  return html`<h2 id="card-title" lang="en">“${time.text}”</h2>
    <p>${said(time, findings.words)} <span class="badge">${findings.words.certainties[time.certainty]}</span></p>
    <p class="reason" lang="en">${time.reason}</p>
    ${event
      ? html`<p>
          <button type="button" class="link" lang="en" @click=${() => act.event(event)}>${event.headline}</button>
        </p>`
      : nothing}`;
}

/** What is known about the mark that was clicked. */
export function cardView(state: LensState, act: Actions): TemplateResult | typeof nothing {
  const { selection, findings } = state;
  if (!selection) return nothing;
  return html`<div class="card" part="card" role="dialog" tabindex="-1" aria-labelledby="card-title">
    <button type="button" class="close" aria-label=${findings.words.close} @click=${() => act.close()}>×</button>
    ${'entity' in selection ? entityCard(state, selection.entity, selection.mention, act) : timeCard(state, selection.time, act)}
  </div>`;
}
