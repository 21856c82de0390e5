import type { Language } from '../page/language.js';

const ACCENTED: Record<string, string> = { a: 'á', c: 'ç', e: 'é', i: 'í', n: 'ñ', o: 'ö', s: 'š', u: 'ü', A: 'Å', E: 'É', I: 'Í', O: 'Ö', U: 'Ü' };

/** Accented, in brackets, and longer by a third, as translations may be. */
function stretched(words: string): string {
  const said = [...words].map((char) => ACCENTED[char] ?? char).join('');
  return `[${said}${' ~~~'.repeat(Math.ceil(words.length / 12))}]`;
}

const UNTOUCHED = new Set(['locale', 'direction', 'code', 'group']);

function mapped<T>(value: T, key = ''): T {
  if (UNTOUCHED.has(key)) return value;
  if (typeof value === 'string') return stretched(value) as T;
  if (typeof value === 'function') return ((...given: unknown[]) => mapped((value as (...given: unknown[]) => unknown)(...given))) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => mapped(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapped(item as unknown, name)])) as T;
}

/** A language that nobody speaks: what is not in brackets was never translatable; `ar-XB` runs from right to left. */
export function pseudo(code: string, english: Language): Language {
  const words = mapped(english.words);
  const page = mapped(english.page);
  return { words: { ...words, direction: code === 'ar-XB' ? 'rtl' : 'ltr' }, page: { ...page, code } };
}
