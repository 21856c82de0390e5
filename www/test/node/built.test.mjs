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
/** What the page may load; the element in one file, the frame and the documentation are for other sites. */
const page = files.filter((name) => !/^(article-lens(-\w+)?\.js$|frame\.|embed\/|examples\/)/.test(name));
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
  for (const name of files.filter((file) => /\.(js|css|html)$/.test(file))) {
    const hosts = [...read(name).toString().matchAll(/https?:\/\/[\w.-]+/g)].map(([host]) => host);
    // The documentation tells what others write on their own host.
    const told = name.startsWith('embed/') ? 'https://example.org' : undefined;
    assert.deepEqual(hosts.filter((host) => !theirs.has(host) && host !== told), [], name);
  }
  const own = readdirSync(new URL('../../src/', import.meta.url), { recursive: true }).filter((name) => name.endsWith('.ts'));
  for (const name of own) {
    const code = readFileSync(new URL(`../../src/${name}`, import.meta.url), 'utf8').replace(/\/\*[^]*?\*\//g, '');
    assert.doesNotMatch(code, /innerHTML|unsafeHTML|style=/, name);
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

test('the frame and the documentation have policies as strict', () => {
  const policy = (name) => /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(read(name).toString())[1].split('; ');
  // The frame makes its own before anything is loaded: see frame.html.
  const made = /policy\.content = `([^`]+)`/.exec(read('frame.html'))[1].replaceAll('${location.origin}', "'self'").split('; ');
  assert.deepEqual(made, policy('index.html').filter((rule) => !/^(worker|manifest)-src/.test(rule)));
  assert.deepEqual(policy('embed/index.html'), ["default-src 'none'", "style-src 'self'", "frame-src 'self'", "img-src 'self' data:", "base-uri 'none'", "form-action 'none'"]);
});

test('the documentation shows every example as it is, beside itself, and tells what the element offers', () => {
  const html = read('embed/index.html').toString();
  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  for (const name of files.filter((file) => /^examples\/.*\.html$/.test(file))) {
    assert.ok(html.includes(`src="../${name}"`), `${name} runs`);
    assert.ok(html.includes(escaped(read(name).toString().trimEnd())), `${name} is shown`);
    assert.doesNotMatch(read(name).toString(), /(?:src|href)="\//, `${name} works under any path`);
  }
  const { modules } = JSON.parse(readFileSync(new URL('../../../pkg/custom-elements.json', import.meta.url), 'utf8'));
  const { members, attributes, events, cssParts, cssProperties, cssStates } = modules[0].declarations[0];
  for (const { name } of [members, attributes, events, cssParts, cssProperties, cssStates].flat()) assert.ok(html.includes(name), name);
  assert.doesNotMatch(html, /<script|\bstyle=|(?:src|href)="\//);
  for (const [, anchor] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(html.includes(`id="${anchor}"`), `#${anchor}`);
});

test('the element can be imported where there is no DOM', async () => {
  assert.equal(typeof globalThis.document, 'undefined');
  const { ArticleLens } = await import('../../dist/article-lens.js');
  assert.equal(typeof ArticleLens, 'function');
  assert.equal(typeof globalThis.HTMLElement, 'undefined', 'and leaves nothing behind');
});
