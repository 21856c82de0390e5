import type { CellLabel, Entity, EntityType, Source } from '../../pkg/article_lens.js';
import type { Words } from './locales/en.js';

/** The sign that goes with the word in a cell of the matrix; the same in every language. */
export const SYMBOLS: Record<CellLabel, string> = { supportive: '▲', critical: '▼', mixed: '◆', engaged: '●' };

/** Sign and word of a target's polarity: -1 against, 0 neither, 1 for. */
export function polarity(value: number, words: Words): { symbol: string; word: string } {
  if (value > 0) return { symbol: SYMBOLS.supportive, word: words.polarity.for };
  return value < 0 ? { symbol: SYMBOLS.critical, word: words.polarity.against } : { symbol: SYMBOLS.engaged, word: words.polarity.neither };
}

/** How sure a statement is, from 0 to 1, as a word. */
export function surety(value: number, words: Words): string {
  if (value >= 0.9) return words.surety.asserted;
  return value >= 0.6 ? words.surety.reported : words.surety.hedged;
}

/** `31 %` in the manner of the language; `share` is 0 to 1. */
export function percent(share: number, words: Words): string {
  return new Intl.NumberFormat(words.locale, { style: 'percent' }).format(share);
}

/** Names one after the other, the last with "and". */
export function list(names: readonly string[], words: Words): string {
  return new Intl.ListFormat(words.locale).format(names);
}

/** "capital of the US", "of Pakistan": what an entity belongs to. */
export function belongs({ affiliation }: Entity, words: Words): string | undefined {
  return affiliation ? words.relations[affiliation.relation](affiliation.name) : undefined;
}

/** Whether a kind is an amount and no name. */
export function isAmount(type: EntityType): boolean {
  return type === 'MONEY' || type === 'PERCENT' || type === 'QUANTITY';
}

const PLURAL_NOUNS = new Set(['children', 'men', 'people', 'police', 'women']);

/** Whether the words that name a source are a plural ("three men", "officials in Kyiv"); a name is one thing, whatever its ending. */
export function isPlural({ entityId, text }: Source): boolean {
  if (entityId !== null) return false;
  const head = text.split(/ (?:of|in|from|at|with|on|who|that) /)[0]!.split(' ').at(-1)!.toLowerCase();
  return PLURAL_NOUNS.has(head) || /[^aiousy’']s$/.test(head);
}

/** The language of a tag without its country: `de` of `de-AT`. */
export function languageOf(tag: string): string {
  return tag.split('-')[0]!.toLowerCase();
}
