import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Cell } from '../../../pkg/article_lens.js';
import { countEdits, type Edits, type Findings } from '../findings.js';
import { VIEWS, type Actions, type List, type Selection, type Shown, type View } from './actions.js';
import { LONG } from './article-text.js';
import { cardView } from './card-view.js';
import { entitiesView } from './entities-view.js';
import { legendView } from './legend-view.js';
import { publicationView } from './publication-view.js';
import { stanceView } from './stance-view.js';
import type { TimelinePicture } from './timeline-picture.js';
import { timelineView } from './timeline-view.js';

/** The order in which views stand on a narrow screen. */
const ORDER = ['article', 'timeline', 'stance', 'entities'] as const;

/** What the views are drawn from. */
export interface LensState {
  readonly findings: Findings;
  readonly views: readonly View[];
  readonly selection: Selection | undefined;
  readonly cell: Cell | undefined;
  readonly topics: boolean;
  /** The rows and columns of the matrix whose members are shown. */
  readonly opened: ReadonlySet<string>;
  /** The holders whose statements are unfolded. */
  readonly unfolded: ReadonlySet<string>;
  /** Whether the ways to put right the entity of the card are unfolded. */
  readonly fixing: boolean;
  /** The lists that are shown to their end. */
  readonly long: ReadonlySet<List>;
  /** The groups whose marks are not shown. */
  readonly masked: ReadonlySet<Shown>;
  /** The entity that alone is shown. */
  readonly sole: string | undefined;
  /** What the reader put right. */
  readonly edits: Edits;
  /** Whether names and events can be put right. */
  readonly editable: boolean;
  /** Whether a finding led away from its place. */
  readonly away: boolean;
  /** Whether another text, or another reading, is on its way. */
  readonly busy: boolean;
  /** Whether the article stands on the page around the element. */
  readonly onPage: boolean;
  /** The timeline as a picture. */
  readonly picture: TimelinePicture;
}

/** The views named in an attribute; all where it names none. */
export function chosenViews(attribute: string | null): View[] {
  const named = (attribute ?? '').split(/\s+/);
  const chosen = VIEWS.filter((view) => named.includes(view));
  return chosen.length ? chosen : [...VIEWS];
}

function sheet(state: LensState, act: Actions): TemplateResult {
  return html`<div class="sheet" id="article" role="group" tabindex="-1" aria-label=${state.findings.words.article.label}>
    ${legendView(state, act)}
    <div id="text" class="text" part="text" lang="en" dir="auto"></div>
    ${cardView(state, act)}
  </div>`;
}

/** The card and the way back, over the page that the article stands on. */
function dock(state: LensState, act: Actions, back: () => void): TemplateResult | typeof nothing {
  if (!state.selection && !state.away) return nothing;
  return html`<div class="dock" popover="manual">${cardView(state, act)} ${state.away ? backView(state, back) : nothing}</div>`;
}

function backView({ findings }: LensState, back: () => void): TemplateResult {
  return html`<button type="button" class="back" part="back" @click=${back}>↩ ${findings.words.back}</button>`;
}

/** One of the lists; it is drawn again only when something of what it shows has changed. */
function list(view: View, state: LensState, act: Actions): unknown {
  const { findings, sole, long, editable, picture, cell, topics, opened, unfolded, selection } = state;
  if (view === 'timeline') return guard([findings, sole, long, editable, picture.version], () => timelineView(state, act));
  if (view === 'stance') return guard([findings, sole, long, cell, topics, opened, unfolded], () => stanceView(state, act));
  return guard([findings, sole, long, selection && 'entity' in selection ? selection.entity : ''], () => entitiesView(state, act));
}

/** How many things were put right, and the way back. */
function changes({ edits, findings: { words } }: LensState, act: Actions): TemplateResult | typeof nothing {
  const made = countEdits(edits);
  if (made === 0) return nothing;
  return html`<p class="changes" part="changes">
    ${words.fix.done(made)} <button type="button" class="choice undo" @click=${() => act.undo()}>${words.fix.undo}</button>
  </p>`;
}

/** The article with its findings beside or below it. */
export function lensView(
  state: LensState,
  act: Actions,
  go: (view: View) => void,
  back: () => void,
): TemplateResult {
  const { findings, views } = state;
  const { words, report } = findings;
  const article = views.includes('article');
  const shown = ORDER.filter((view) => views.includes(view));
  const lists = shown.filter((view) => view !== 'article');
  return html`<div class="lens ${article && !state.onPage && lists.length > 0 ? 'beside' : ''}" part="lens" ?data-long=${findings.text.length >= LONG} aria-busy=${state.busy}>
    <div class="top">${publicationView(state, act)} ${changes(state, act)}</div>
    ${shown.length > 1
      ? html`<div class="ways-to" data-rove role="group" aria-label=${words.viewsLabel}>
          ${shown.map((view) => html`<button type="button" data-view=${view} @click=${() => go(view)}>${words.views[view]}</button>`)}
        </div>`
      : nothing}
    ${article ? (state.onPage ? html`<div class="sheet" id="article" tabindex="-1">${legendView(state, act)}</div>` : sheet(state, act)) : nothing}
    <div class="findings" part="findings">
      ${lists.map((view) => list(view, state, act))}
      ${report.diagnostics.length
        ? html`<ul class="diagnostics plain" part="diagnostics" lang="en">
            ${report.diagnostics.map((diagnostic) => html`<li>${diagnostic.message}</li>`)}
          </ul>`
        : nothing}
    </div>
    ${state.onPage ? dock(state, act, back) : state.away && article ? backView(state, back) : nothing}
  </div>`;
}
