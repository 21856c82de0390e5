import type { TextRange } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';
import type { Shown } from './actions.js';

/** What a marked stretch stands for. */
export type Marked = { entity: string; mention: number } | { time: string };

/** The marks of an article, in the element or on the page around it. */
export interface ArticleMarks {
  /** Does nothing more. */
  stop(): void;
  /** The first place of a mention or a temporal expression. */
  find(what: Marked): HTMLElement | Range | undefined;
  /** Shows the marks of some groups, or of one entity, and makes plain text of the others. */
  filter(hidden: ReadonlySet<Shown>, only: string | undefined): void;
  /** Lights up every mention of an entity; `undefined` none. */
  light(entityId: string | undefined): void;
  /** Lights up the words of a finding and returns the first place of them. */
  showEvidence(ranges: readonly TextRange[]): HTMLElement | Range | undefined;
}

/** A stretch that stands for something. */
export interface Meaningful {
  readonly id: string;
  readonly range: TextRange;
  readonly what: Marked;
  readonly type: string;
  readonly kind: string;
  readonly group: Shown;
  /** What is written beside it; empty for nothing. */
  readonly label: string;
}

/** Every mention and every temporal expression. */
export function meaningful({ report, words }: Findings): Meaningful[] {
  const mentions = report.entities.flatMap(({ id, type, mentions }) => {
    const { short, group } = words.types[type];
    return mentions.map(({ range, kind }, mention) => {
      const label = kind === 'pronoun' ? '' : short;
      return { id: `${id} ${mention}`, range, what: { entity: id, mention }, type, kind, group, label };
    });
  });
  // A length, a repeated time or a vague one has no place on the calendar.
  const times = report.times.map(({ id, range, start }) => {
    const label = start === null ? '' : words.article.date;
    return { id, range, what: { time: id }, type: 'TIME', kind: 'time', group: 'dates' as const, label };
  });
  return [...mentions, ...times];
}
