import { html, nothing, type TemplateResult } from 'lit';
import type { Cell } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import { VIEWS, type Actions, type Selection, type View } from './actions.js';
import { cardView } from './card-view.js';
import { entitiesView } from './entities-view.js';
import { publicationView } from './publication-view.js';
import { stanceView } from './stance-view.js';
import type { TimelinePicture } from './timeline-picture.js';
import { timelineView } from './timeline-view.js';

const TITLES: Record<View, string> = { article: 'Article', timeline: 'Timeline', stance: 'Positions', entities: 'Names' };

/** What the views are drawn from. */
export interface LensState {
  readonly findings: Findings;
  readonly views: readonly View[];
  readonly selection: Selection | undefined;
  readonly cell: Cell | undefined;
  readonly topics: boolean;
  /** The rows and columns of the matrix whose members are shown. */
  readonly opened: ReadonlySet<string>;
  /** Whether the reader chose the publication date. */
  readonly chosen: boolean;
  /** Whether a finding led away from its place. */
  readonly away: boolean;
  /** The timeline as a picture. */
  readonly picture: TimelinePicture;
}

/** What happens to the marks of the article. */
export interface ArticleEvents {
  click(event: Event): void;
  key(event: KeyboardEvent): void;
  over(event: Event): void;
  out(): void;
}

/** The views named in an attribute; all where it names none. */
export function chosenViews(attribute: string | null): View[] {
  const named = (attribute ?? '').split(/\s+/);
  const chosen = VIEWS.filter((view) => named.includes(view));
  return chosen.length ? chosen : [...VIEWS];
}

function sheet({ findings, selection }: LensState, act: Actions, on: ArticleEvents): TemplateResult {
  return html`<section class="sheet" id="article" tabindex="-1" aria-label="Article">
    <div
      id="text"
      class="text"
      part="text"
      @click=${on.click}
      @keydown=${on.key}
      @mouseover=${on.over}
      @mouseleave=${on.out}
      @focusin=${on.over}
      @focusout=${on.out}
    ></div>
    ${cardView(findings, selection, act)}
  </section>`;
}

function list(view: View, { findings, cell, topics, opened, selection, picture }: LensState, act: Actions): TemplateResult {
  if (view === 'timeline') return timelineView(findings, picture, act);
  if (view === 'stance') return stanceView(findings, { cell, topics, opened }, act);
  return entitiesView(findings, selection && 'entity' in selection ? selection.entity : undefined, act);
}

/** The article with its findings beside or below it. */
export function lensView(
  state: LensState,
  act: Actions,
  on: ArticleEvents,
  go: (view: View) => void,
  back: () => void,
): TemplateResult {
  const { findings, views } = state;
  const article = views.includes('article');
  const lists = (['timeline', 'stance', 'entities'] as const).filter((view) => views.includes(view));
  const { diagnostics } = findings.report;
  return html`<div class="lens" part="lens">
    ${publicationView(findings, state.chosen, act)}
    <nav aria-label="Findings">
      ${(article ? (['article', ...lists] as const) : lists).map(
        (view) => html`<button type="button" data-view=${view} @click=${() => go(view)}>${TITLES[view]}</button>`,
      )}
    </nav>
    ${article ? sheet(state, act, on) : nothing}
    <div class="findings" part="findings">
      ${lists.map((view) => list(view, state, act))}
      ${diagnostics.length
        ? html`<ul class="diagnostics plain" part="diagnostics">
            ${diagnostics.map((diagnostic) => html`<li>${diagnostic.message}</li>`)}
          </ul>`
        : nothing}
    </div>
    ${state.away && article ? html`<button type="button" class="back" part="back" @click=${back}>↩ Back to findings</button>` : nothing}
  </div>`;
}
