import { html, nothing, type TemplateResult } from 'lit';
import { GROUPS } from '../locales/en.js';
import type { Actions, Shown } from './actions.js';
import type { LensState } from './lens-view.js';

/** What the marks mean, and which of them are shown. */
export function legendView({ findings, masked, sole }: LensState, act: Actions): TemplateResult | typeof nothing {
  const { words, report } = findings;
  const counts = new Map<Shown, number>();
  for (const { type } of report.entities) counts.set(words.types[type].group, (counts.get(words.types[type].group) ?? 0) + 1);
  if (report.times.length) counts.set('dates', report.times.length);
  if (counts.size === 0) return nothing;
  if (sole !== undefined) {
    return html`<p class="legend sole">
      <strong>${words.article.only(findings.entities.get(sole)?.name ?? '')}</strong>
      <button type="button" class="choice" @click=${() => act.only(undefined)}>${words.article.everything}</button>
    </p>`;
  }
  const shown = [...GROUPS, 'dates' as const].filter((group) => counts.has(group));
  const none = shown.every((group) => masked.has(group));
  return html`<div class="legend" data-rove role="group" aria-label=${words.article.show} part="legend">
    ${shown.map(
      (group) => html`<button
        type="button"
        class="filter"
        data-group=${group}
        aria-pressed=${!masked.has(group)}
        @click=${() => act.toggleGroup(group)}
      >
        <span class="swatch">${group === 'dates' ? words.article.dates : words.groups[group]}</span>
        <span class="quiet">${counts.get(group)}</span>
      </button>`,
    )}
    <button type="button" class="filter all" @click=${() => act.showGroups(none)}>${none ? words.article.all : words.article.none}</button>
  </div>`;
}
