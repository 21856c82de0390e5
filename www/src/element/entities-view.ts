import { html, nothing, type TemplateResult } from 'lit';
import type { Entity } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { GROUPS, type Words } from '../locales/en.js';
import type { Actions } from './actions.js';
import type { LensState } from './lens-view.js';
import { moreView, shownOf } from './more-view.js';

/** "capital of the US", "of Pakistan": what an entity belongs to. */
export function belongs({ affiliation }: Entity, words: Words): string | undefined {
  return affiliation ? words.relations[affiliation.relation](affiliation.name) : undefined;
}

function item(entity: Entity, selected: boolean, { words }: Findings, act: Actions): TemplateResult {
  const also = entity.aliases.length ? words.entities.also(entity.aliases.map((a) => `“${a}”`).join(', ')) : undefined;
  const said = [entity.role, belongs(entity, words), also].filter(Boolean).join(' · ');
  return html`<li>
    <button type="button" class="entity" part="entity" data-type=${entity.type} aria-pressed=${selected} @click=${() => act.select(entity.id)}>
      <span class="name" lang="en">${entity.name}</span>
      <span class="type">${words.types[entity.type].short}</span>
      <span class="count">${entity.mentions.length}<span class="unseen">${words.entities.mentions(entity.mentions.length)}</span></span>
      ${said ? html`<span class="details">${said}</span>` : nothing}
    </button>
  </li>`;
}

/** Who and what is named, by kind, the most important first. */
export function entitiesView({ findings, selection, sole, long }: LensState, act: Actions): TemplateResult {
  const { words, report } = findings;
  const selected = selection && 'entity' in selection ? selection.entity : sole;
  const shown = shownOf(report.entities, 'entities', long);
  return html`<section role="group" class="view entities" data-rove part="entities" id="entities" tabindex="-1" aria-labelledby="entities-title">
    <h2 id="entities-title">${words.entities.title} <span class="quiet">${words.entities.names(findings.named.length)}</span></h2>
    ${findings.named.length === 0 ? html`<p class="empty">${words.entities.none}</p>` : nothing}
    ${GROUPS.map((group) => {
      const members = shown.filter((entity) => words.types[entity.type].group === group);
      if (members.length === 0) return nothing;
      return html`<h3>${words.groups[group]}</h3>
        <ul>
          ${members.map((entity) => item(entity, entity.id === selected, findings, act))}
        </ul>`;
    })}
    ${moreView(report.entities.length - shown.length, 'entities', words, act)}
  </section>`;
}
