import type { Cell, TextRange } from '../../../pkg/article_lens.js';

/** What a view can ask for. */
export interface Actions {
  /** Lights up these words in the article and goes there. */
  show(ranges: readonly TextRange[]): void;
  /** Opens the card of an entity at one of its mentions. */
  select(entityId: string, mention?: number): void;
  /** Closes the card. */
  close(): void;
  /** Resolves all dates against this day; `null` undoes the choice. */
  publish(date: string | null): void;
  /** Lists the statements of a cell; the open one again closes it. */
  open(cell: Cell): void;
  /** Shows or hides the columns that are matters rather than somebody. */
  toggleTopics(): void;
  /** Shows or hides those who belong to a body or state of the matrix. */
  toggleParty(party: string): void;
}

export type Selection = { readonly entity: string; readonly mention: number } | { readonly time: string };

export const VIEWS = ['article', 'entities', 'timeline', 'stance'] as const;
export type View = (typeof VIEWS)[number];
