import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locales/en.js';
import type { Actions, List } from './actions.js';

/** How much of a list is shown until the reader asks for more: a page of a book has thousands of names. */
const FIRST = 150;

/** The part of a list that is shown: its first `most`, until the reader asks for all. */
export function shownOf<T>(items: readonly T[], list: List, long: ReadonlySet<List>, most = FIRST): readonly T[] {
  return long.has(list) ? items : items.slice(0, most);
}

/** The way to the rest of a list. */
export function moreView(left: number, list: List, words: Words, act: Actions): TemplateResult | typeof nothing {
  if (left <= 0) return nothing;
  return html`<button type="button" class="choice more" @click=${() => act.more(list)}>${words.more(left)}</button>`;
}
