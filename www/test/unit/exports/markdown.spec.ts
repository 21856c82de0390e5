import { expect, test } from '@playwright/test';
import MarkdownIt from 'markdown-it';
import { ABOUT, carried, make, read, TEXTS } from './articles.js';

// HTML and bare addresses are allowed, so that whatever is left of them shows.
const reader = new MarkdownIt({ html: true, linkify: true });

/** What the digest itself is made of. */
const OWN = new Set(['h1', 'h2', 'h3', 'p', 'ul', 'li', 'strong', 'em', 'blockquote', 'br', 'hr', 'a', 'code']);

interface Token {
  readonly type: string;
  readonly tag: string;
  readonly content: string;
  readonly attrGet: (name: string) => string | null;
  readonly children: readonly Token[] | null;
}

const flat = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);
const shown = (tokens: readonly Token[]): string => tokens.filter((token) => !token.children).map((token) => token.content).join('');

for (const [name, text] of Object.entries(TEXTS)) {
  test(`nothing of the article becomes markup: ${name}`, () => {
    const findings = read(text);
    const tokens = flat(reader.parse(make('markdown', findings), {}) as Token[]);
    expect(tokens.filter((token) => token.type.startsWith('html'))).toEqual([]);
    expect(tokens.filter((token) => token.type === 'image' || token.type === 'fence' || token.type === 'code_block')).toEqual([]);
    for (const { tag } of tokens) if (tag !== '') expect(OWN.has(tag), tag).toBe(true);
    const links = tokens.filter((token) => token.type === 'link_open').map((token) => token.attrGet('href'));
    const allowed = [new URL(ABOUT.url!).href, ...findings.report.entities.map((entity) => entity.link)];
    for (const link of links) expect(allowed).toContain(link);

    const { timeline, tail, statements, wording, entities, summary } = findings.report;
    // Every quotation, headline and name reads as in the article, with spaces for line ends.
    const page = shown(tokens);
    const line = (words: string): string => carried(words).replace(/\s+/g, ' ').trim();
    const plain = line(page.replaceAll('`', ''));
    for (const words of [
      ...[...timeline, ...tail].map((event) => event.headline),
      ...[...timeline, ...statements.flatMap(({ evidence }) => evidence.map((range) => ({ evidence: range })))].map((one) => findings.quote(one.evidence)),
      ...wording.map((item) => item.text),
      ...entities.map((entity) => entity.name),
      ...summary.map((sentence) => sentence.text),
    ]) {
      expect(plain).toContain(line(words).replaceAll('`', ''));
    }
    expect(plain).toContain('it judges nothing');
  });
}

test('an address that runs is no link', () => {
  const made = make('markdown', read(''), { ...ABOUT, url: 'javascript:alert(1)' });
  expect(made).not.toContain('javascript:alert(1)>');
});
