import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.replaceAll('//', '/').slice(DIST.length));
const read = (name) => readFileSync(DIST + name);
/** Scripts for other sites, each in one file. */
const others = ['article-lens.js', 'article-lens-de.js', 'article-lens-exports.js'];
/** What the page may load. */
const page = files.filter((name) => !name.startsWith('demo/') && !others.includes(name));
const later = page.filter((name) => name.startsWith('assets/later/'));

function weigh(name, names, budget) {
  const bytes = names.reduce((sum, file) => sum + brotliCompressSync(read(file)).byteLength, 0);
  console.log(`${name}: ${(bytes / 1000).toFixed(1)} kB of ${budget / 1000} kB (brotli)`);
  assert.ok(bytes <= budget, `${name} weighs ${bytes} bytes`);
}

test('what is sent stays within its budgets', () => {
  weigh('the first visit', page, 1_200_000);
  weigh('JavaScript at first', page.filter((name) => name.endsWith('.js') && !later.includes(name)), 60_000);
  weigh('JavaScript later', later, 60_000);
  weigh('the element', ['article-lens.js'], 40_000);
  weigh('CSS', page.filter((name) => name.endsWith('.css')), 10_000);
});

test('what other sites load is one file each beside one module', () => {
  assert.deepEqual(files.filter((name) => name.endsWith('.wasm')), ['article_lens_bg.wasm']);
  for (const name of others) assert.ok(!/\bfrom\s*["']|\bimport\s*["'(]/.test(read(name).toString()), `${name} imports nothing`);
});

test('every script that fetches the module knows its hash', () => {
  const hash = `sha384-${createHash('sha384').update(read('article_lens_bg.wasm')).digest('base64')}`;
  const fetching = files.filter((name) => name.endsWith('.js') && /article_lens_bg\.wasm\?v=/.test(read(name).toString()));
  assert.ok(fetching.length >= 2, String(fetching));
  for (const name of fetching.filter((file) => file !== 'service-worker.js')) assert.ok(read(name).toString().includes(hash), name);
});

test('nothing in the site speaks of another host or makes markup from text', () => {
  // DOMPurify and Readability, which read pages, name their own and the vocabularies of pages; the sample has links to Wikidata.
  const theirs = new Set(['http://www.w3.org', 'https://schema.org', 'https://github.com', 'https://www.wikidata.org']);
  for (const name of files.filter((file) => !file.startsWith('demo/') && /\.(js|css|html)$/.test(file))) {
    const hosts = [...read(name).toString().matchAll(/https?:\/\/[\w.-]+/g)].map(([host]) => host);
    assert.deepEqual(hosts.filter((host) => !theirs.has(host)), [], name);
  }
  const own = readdirSync(new URL('../../src/', import.meta.url), { recursive: true }).filter((name) => name.endsWith('.ts'));
  for (const name of own) {
    assert.doesNotMatch(readFileSync(new URL(`../../src/${name}`, import.meta.url), 'utf8'), /innerHTML|unsafeHTML|style=/, name);
  }
});

test('the page says that nothing is sent, and its policy sees to it', () => {
  const html = read('index.html').toString();
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)[1].split('; ');
  for (const rule of ["default-src 'none'", "connect-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "form-action 'none'"]) {
    assert.ok(policy.includes(rule), rule);
  }
  assert.match(html, /There is no server: the text is read in this browser, nothing is sent/);
});

test('the element can be imported where there is no DOM', async () => {
  assert.equal(typeof globalThis.document, 'undefined');
  const { ArticleLens } = await import('../../dist/article-lens.js');
  assert.equal(typeof ArticleLens, 'function');
  assert.equal(typeof globalThis.HTMLElement, 'undefined', 'and leaves nothing behind');
});
