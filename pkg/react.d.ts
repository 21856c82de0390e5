/**
 * `<article-lens>` in JSX for React 19: `import type {} from 'article-lens/react'` once in an app.
 */
import type { HTMLAttributes, Ref } from 'react';
import type { Entity, Mention, Report, TimelineEvent } from './index.js';
import type { ArticleLens, Edits } from './element.js';

/** Attributes, properties and events of `<article-lens>`, beside those that every element has. */
export interface ArticleLensProps
  extends HTMLAttributes<ArticleLens>,
    Partial<Pick<ArticleLens, 'text' | 'blocks' | 'ready' | 'edits' | 'words' | 'analyzer'>> {
  key?: string | number | bigint | null | undefined;
  ref?: Ref<ArticleLens> | undefined;
  class?: string | undefined;
  /** The publication date, `YYYY-MM-DD`. */
  published?: string | null | undefined;
  /** Which views to show, separated by spaces: `article entities timeline stance`. */
  views?: string | null | undefined;
  /** Whether the reader may put right names and events. */
  editable?: boolean | undefined;
  /** The CSS selector of an article on the page, which is read and marked where it stands. */
  for?: string | undefined;
  /** Whether the analyser is fetched when the element comes near the window, or at once. */
  loading?: 'lazy' | 'eager' | undefined;
  /** Light or dark, whatever the page is. */
  theme?: 'light' | 'dark' | undefined;
  /** The language of the words around the article. */
  ui?: string | undefined;
  'onal-ready'?: ((event: CustomEvent) => void) | undefined;
  'onal-analyzed'?: ((event: CustomEvent<{ text: string; report: Report }>) => void) | undefined;
  'onal-edited'?: ((event: CustomEvent<{ edits: Edits }>) => void) | undefined;
  'onal-entity-select'?: ((event: CustomEvent<{ entity: Entity; mention: Mention }>) => void) | undefined;
  'onal-event-select'?: ((event: CustomEvent<{ event: TimelineEvent }>) => void) | undefined;
  'onal-error'?: ((event: CustomEvent<{ error: unknown; message: string }>) => void) | undefined;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'article-lens': ArticleLensProps;
    }
  }
}
