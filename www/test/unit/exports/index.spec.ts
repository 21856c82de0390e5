import { expect, test } from '@playwright/test';
import { EXPORTS, fileName } from '../../../src/exports/index.js';
import { uuid } from '../../../src/exports/uuid.js';
import { ABOUT, NOTHING, read, TEXTS } from './articles.js';

const json = EXPORTS[0]!;

test('every format has a name and an end of its own', () => {
  expect(EXPORTS.map((item) => item.id)).toEqual(
    ['json', 'csv-names', 'csv-timeline', 'csv-positions', 'markdown', 'timelinejs', 'ics', 'annotations', 'html', 'svg'],
  );
  expect(new Set(EXPORTS.map((item) => item.extension)).size).toBe(EXPORTS.length);
  for (const { extension, mime } of EXPORTS) {
    expect(extension).toMatch(/^[a-z]+(\.[a-z]+)?$/);
    expect(mime).toMatch(/^[a-z]+\/[a-z+]+(;|$)/);
  }
});

for (const [title, name] of [
  [null, 'article.json'],
  ['', 'article.json'],
  ['Čtyři “děti” – a /dog\\..', 'ctyri-deti-a-dog.json'],
  ['../../etc/passwd', 'etc-passwd.json'],
  ['北京', 'article.json'],
  ['CON', 'article.json'],
  ['x'.repeat(300), `${'x'.repeat(60)}.json`],
  [`${'x'.repeat(59)} yz`, `${'x'.repeat(59)}.json`],
] as const) {
  test(`a file is called ${name}${title === null ? '' : ` for ${title.slice(0, 80)}`}`, () => {
    expect(fileName({ ...NOTHING, title }, json)).toBe(name);
  });
}

for (const [name, text] of Object.entries(TEXTS)) {
  test(`the same findings give the same file: ${name}`, () => {
    for (const item of EXPORTS) {
      for (const about of [ABOUT, NOTHING]) {
        const made = item.make(read(text), about);
        expect(item.make(read(text), about), item.id).toBe(made);
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(made)), item.id).toBe(made);
        expect(made, item.id).not.toMatch(/undefined|\[object|NaN/);
      }
    }
  });
}

test('a UUID tells parts and their order apart', () => {
  expect(uuid('a', 'b')).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  const all = [uuid('ab'), uuid('a', 'b'), uuid('b', 'a'), uuid('', 'ab'), uuid('😀'), uuid()];
  expect(new Set(all).size).toBe(all.length);
  expect(uuid('a', 1)).toBe(uuid('a', 1));
});
