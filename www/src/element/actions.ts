import type { Cell, Correction, TextRange, TimelineEvent } from '../../../pkg/article_lens.js';
import type { Group } from '../locales/en.js';

/** What a view can ask for. */
export interface Actions {
  /** Lights up these words in the article and goes there. */
  show(ranges: readonly TextRange[]): void;
  /** Lights up the words that tell an event and goes there. */
  event(event: TimelineEvent): void;
  /** Opens the card of an entity at one of its mentions. */
  select(entityId: string, mention?: number): void;
  /** Closes the card. */
  close(): void;
  /** Resolves all dates against this day. */
  publish(date: string): void;
  /** Puts something right; `said` is what the reader is told of it. */
  correct(correction: Correction, said: string): void;
  /** Notes that the ways to put right the entity of the card were unfolded, or folded. */
  fix(open: boolean): void;
  /** Takes the last change back. */
  undo(): void;
  /** Lists the statements of a cell; the open one again closes it. */
  open(cell: Cell): void;
  /** Shows or hides the columns that are matters rather than somebody. */
  toggleTopics(): void;
  /** Shows or hides those who belong to a body or state of the matrix. */
  toggleParty(party: string): void;
  /** Notes that the statements of a holder were unfolded, or folded. */
  unfold(holder: string, open: boolean): void;
  /** Shows the whole of a long list. */
  more(list: List): void;
  /** Shows or hides the marks of a group. */
  toggleGroup(group: Shown): void;
  /** Shows the marks of all groups, or of none. */
  showGroups(all: boolean): void;
  /** Shows what concerns one entity alone; `undefined` shows everything again. */
  only(entityId: string | undefined): void;
}

/** A group of marks: of names, amounts, or dates. */
export type Shown = Group | 'dates';

export type Selection = { readonly entity: string; readonly mention: number } | { readonly time: string };

export const VIEWS = ['article', 'entities', 'timeline', 'stance'] as const;
export type View = (typeof VIEWS)[number];

/** A list that may be long. */
export type List = View | 'matrix';
