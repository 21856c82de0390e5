import { html, nothing, type TemplateResult } from 'lit';
import type { Entity } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { count, GROUPS, TYPES } from '../words.js';
import type { Actions } from './actions.js';

/** "capital of the US", "of Pakistan": what an entity belongs to. */
export function belongs({ affiliation }: Entity): string | undefined {
  if (!affiliation) return undefined;
  switch (affiliation.relation) {
    case 'capital':
      return `capital of ${affiliation.name}`;
    case 'place':
      return `in ${affiliation.name}`;
    case 'demonym':
    case 'member':
      return `of ${affiliation.name}`;
  }
}

function item(entity: Entity, selected: boolean, act: Actions): TemplateResult {
  const details = [entity.role, belongs(entity), entity.aliases.length ? `also ${entity.aliases.map((a) => `“${a}”`).join(', ')}` : undefined];
  const said = details.filter(Boolean).join(' · ');
  return html`<li>
    <button type="button" class="entity" part="entity" data-type=${entity.type} aria-pressed=${selected} @click=${() => act.select(entity.id)}>
      <span class="name">${entity.name}</span>
      <span class="type">${TYPES[entity.type].short}</span>
      <span class="count">${entity.mentions.length}<span class="unseen"> ${entity.mentions.length === 1 ? 'mention' : 'mentions'}</span></span>
      ${said ? html`<span class="details">${said}</span>` : nothing}
    </button>
  </li>`;
}

/** Who and what is named, by kind, the most important first. */
export function entitiesView(findings: Findings, selected: string | undefined, act: Actions): TemplateResult {
  const { entities } = findings.report;
  const names = entities.filter((entity) => TYPES[entity.type].group !== 'Amounts').length;
  return html`<section class="view entities" part="entities" id="entities" tabindex="-1" aria-labelledby="entities-title">
    <h2 id="entities-title">People and places <span class="quiet">${count(names, 'name')}</span></h2>
    ${names === 0 ? html`<p class="empty">No names found.</p>` : nothing}
    ${GROUPS.map((group) => {
      const members = entities.filter((entity) => TYPES[entity.type].group === group);
      if (members.length === 0) return nothing;
      return html`<h3>${group}</h3>
        <ul>
          ${members.map((entity) => item(entity, entity.id === selected, act))}
        </ul>`;
    })}
  </section>`;
}
