import { expect, test } from '@playwright/test';
import { ABOUT, make, NOTHING, read, TEXTS } from './articles.js';

interface Target {
  source: string;
  selector: [{ type: string; exact: string; prefix: string; suffix: string }, { type: string; start: number; end: number }];
}

interface Annotation {
  id: string;
  type: string;
  motivation: string[];
  body: { type: string; purpose: string; value?: string; source?: string }[];
  target: Target[];
}

const items = (file: string): Annotation[] => JSON.parse(file).first?.items ?? [];

/** Where a quotation stands: every place, in characters, whose words and surroundings are those. */
function places(characters: readonly string[], { exact, prefix, suffix }: Target['selector'][0]): number[] {
  const [before, words, after] = [prefix, exact, suffix].map((part) => Array.from(part)) as [string[], string[], string[]];
  const all = [...before, ...words, ...after];
  return characters.flatMap((_, i) => (all.every((character, k) => characters[i + k] === character) ? i + before.length : []));
}

for (const [name, text] of Object.entries(TEXTS)) {
  test(`both selectors lead back to the words: ${name}`, () => {
    const findings = read(text);
    const { entities, times, timeline, tail, statements, wording } = findings.report;
    const file = JSON.parse(make('annotations', findings));
    const all = items(make('annotations', findings));
    expect(file).toMatchObject({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationCollection', total: all.length });
    const ranges = [
      ...entities.flatMap((entity) => entity.mentions.map(({ range }) => [range])),
      ...times.map(({ range }) => [range]),
      ...[...timeline, ...tail].map(({ evidence, mentions }) => [evidence, ...mentions]),
      ...statements.map(({ evidence }) => evidence),
      ...wording.map(({ range }) => [range]),
    ];
    expect(all.map((one) => one.target.map((target) => target.selector[0].exact))).toEqual(
      ranges.map((each) => each.map((range) => findings.quote(range))),
    );
    const characters = Array.from(text);
    all.forEach((annotation, i) => {
      annotation.target.forEach(({ source, selector: [quote, position] }, k) => {
        expect(source).toBe(new URL(ABOUT.url!).href);
        expect(characters.slice(position.start, position.end).join('')).toBe(quote.exact);
        expect(Array.from(text.slice(0, ranges[i]![k]!.start)).length).toBe(position.start);
        expect(places(characters, quote)).toContain(position.start);
        expect(Array.from(quote.prefix).length).toBe(Math.min(32, position.start));
        expect(Array.from(quote.suffix).length).toBe(Math.min(32, characters.length - position.end));
      });
      expect(annotation.motivation).toEqual(annotation.body.map((body) => body.purpose));
      for (const body of annotation.body) expect(body.purpose === 'linking' ? body.source : body.value).toBeTruthy();
    });
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
  });
}

test('places are counted in characters, not in UTF-16', () => {
  const text = '😀😀 Berlin thanked Paris.';
  const berlin = items(make('annotations', read(text))).find((one) => one.target[0]!.selector[0].exact === 'Berlin')!;
  expect(berlin.target[0]!.selector[1]).toEqual({ type: 'TextPositionSelector', start: 3, end: 9 });
  expect(berlin.body).toContainEqual({ type: 'SpecificResource', source: 'https://www.wikidata.org/wiki/Q64', purpose: 'linking' });
});

test('without an address, a name made from the text stands for the article', () => {
  const sources = (text: string) => items(make('annotations', read(text), NOTHING)).map((one) => one.target[0]!.source);
  expect(sources(TEXTS.sample)[0]).toMatch(/^urn:uuid:/);
  expect(new Set(sources(TEXTS.sample)).size).toBe(1);
  expect(sources(`${TEXTS.sample} `)[0]).not.toBe(sources(TEXTS.sample)[0]);
});

test('identifiers stay when the export is made again elsewhere', () => {
  const ids = (about: typeof ABOUT) => items(make('annotations', read(TEXTS.sample), about)).map((one) => one.id);
  expect(ids(NOTHING)).toEqual(ids(ABOUT));
});
