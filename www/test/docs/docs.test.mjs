// Every block of code in the documentation is run as it stands: what a reader copies works.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import markdownIt from 'markdown-it';
import { serving } from '../../serve.mjs';
import { chromium as program } from '../other/browsers.mjs';
import { NOT_RUN } from './not-run.mjs';

const run = promisify(execFile);
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const ROOT = at('../../../');
const WWW = at('../../');
const WORK = at('../../test-results/docs/');
const CLI = process.env.ARTICLE_LENS_CLI ?? `${ROOT}target/debug/article-lens`;
const XTASK = `${ROOT}target/debug/xtask`;
const PATIENCE_MS = 20_000;

/** The README of the package is run where the package is installed, in test/package/. */
const FILES = ['README.md', 'CONTRIBUTING.md', ...readdirSync(`${ROOT}docs`).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const blocks = FILES.flatMap((file) =>
  markdownIt()
    .parse(readFileSync(ROOT + file, 'utf8'), {})
    .filter(({ type }) => type === 'fence')
    .map(({ map, info, content }) => ({ file, line: map[0] + 1, language: info.trim().split(/\s/)[0], code: content })),
);
const manifest = JSON.parse(readFileSync(`${ROOT}pkg/custom-elements.json`, 'utf8')).modules[0].declarations[0];

const used = new Set();
/** The entry for a line, or for the first line of a block, that is not run. */
function notRun(file, line) {
  const entry = NOT_RUN.find((one) => one.what.test(line) && (!one.file || one.file === file));
  if (entry) used.add(entry);
  return entry;
}

let browser;
let site;
const servers = [];
async function listen(options) {
  const server = await serving(options);
  servers.push(server);
  return server.origin;
}

before(async () => {
  rmSync(WORK, { recursive: true, force: true });
  browser = await chromium.launch({ args: ['--no-sandbox'], ...(program && { executablePath: program }) });
  site = await listen({ under: '/article-lens/' });
});
after(async () => {
  await browser?.close();
  for (const { close } of servers) close();
});

/** An empty folder with what the examples speak of. */
function folderFor({ file, line }) {
  const folder = `${WORK}${file.replaceAll('/', '-')}-${line}/`;
  mkdirSync(`${folder}bin`, { recursive: true });
  const text = 'Finland thanked Estonia on Friday for its help after the storm. Latvia criticised Sweden on May 7.\n';
  const row = (id) => JSON.stringify({ id, text, published: '2025-05-10' });
  const page = `<!doctype html><html lang="en"><head><title>Help</title></head><body><article><h1>Help after the storm</h1><p>${text.repeat(5)}</p></article></body></html>`;
  const corpus = `${row('a1')}\n${row('a2')}\n`;
  const files = { 'article.txt': text, 'articles.jsonl': corpus, 'corpus.jsonl': corpus, 'corpus.jsonl.gz': gzipSync(corpus), 'page.html': page };
  for (const [name, content] of Object.entries(files)) writeFileSync(folder + name, content);
  for (const name of readdirSync(`${WWW}dist`).filter((one) => /^article.lens.*\.(js|wasm)$/.test(one))) symlinkSync(`${WWW}dist/${name}`, folder + name);
  mkdirSync(`${folder}www`);
  symlinkSync(`${WWW}dist`, `${folder}www/dist`);
  symlinkSync(CLI, `${folder}bin/article-lens`);
  // Nothing is compiled or fetched here without being named in not-run.mjs.
  for (const program of ['cargo', 'npm', 'npx']) {
    writeFileSync(`${folder}bin/${program}`, `#!/bin/sh\necho "${program} $*: name it in test/docs/not-run.mjs" >&2\nexit 97\n`);
    chmodSync(`${folder}bin/${program}`, 0o755);
  }
  return folder;
}

/** Opens a page and fails for whatever stands in its console. */
async function inBrowser(address, look) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const said = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  try {
    await page.goto(address);
    const end = Date.now() + PATIENCE_MS;
    while (!(await look(page)) && said.length === 0) {
      if (Date.now() > end) assert.fail('nothing was read');
      await page.waitForTimeout(50);
    }
    assert.deepEqual(said, []);
  } finally {
    await page.close();
  }
}

/** Whether every element, in frames as well, has read its article, and there is one. */
async function allRead(page) {
  const states = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() =>
        [...document.querySelectorAll('article-lens')].map((lens) => {
          lens.scrollIntoView();
          return lens.report !== undefined && lens.report.entities.length > 0;
        }),
      ),
    ),
  );
  return states.flat().length > 0 && states.flat().every(Boolean);
}

const whole = (body, head = '') =>
  /<html/i.test(body)
    ? body
    : `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Documentation</title>${head}</head><body>\n${body}\n</body></html>`;

/** The files as they lie here, in the place of the host and the hash that a reader puts in. */
function here(code) {
  const hash = createHash('sha384').update(readFileSync(`${WWW}dist/article-lens.js`)).digest('base64');
  return code.replaceAll('https://example.org', site).replaceAll('sha384-…', `sha384-${hash}`);
}

const runners = {
  async html(block) {
    const folder = folderFor(block);
    // A policy counts from where it stands: what is a <meta> goes into the head.
    const metas = /^(?:<meta[^>]*>\s*)+/.exec(block.code)?.[0] ?? '';
    writeFileSync(`${folder}index.html`, whole(here(block.code.slice(metas.length)), here(metas)));
    await inBrowser(await listen({ folder }), allRead);
  },

  async css(block) {
    const known = (list) => new Set(list.map(({ name }) => name));
    const [parts, properties, states] = [known(manifest.cssParts), known(manifest.cssProperties), known(manifest.cssStates)];
    for (const [, name] of block.code.matchAll(/::part\(([\w-]+)\)/g)) assert.ok(parts.has(name), `::part(${name})`);
    for (const [name] of block.code.matchAll(/--al-[\w-]+/g)) assert.ok(properties.has(name), name);
    for (const [, name] of block.code.matchAll(/:state\(([\w-]+)\)/g)) assert.ok(states.has(name), `:state(${name})`);
    const folder = folderFor(block);
    const body = `<script type="module" src="${site}/article-lens/article-lens.js"></script><article-lens>Finland thanked Estonia.</article-lens>`;
    writeFileSync(`${folder}index.html`, whole(body, `<style>${block.code}</style>`));
    const rules = block.code.match(/^[^\s@}/][^{}]*\{/gm).length;
    await inBrowser(await listen({ folder }), async (page) => {
      assert.equal(await page.evaluate(() => document.styleSheets[0].cssRules.length), rules, 'a rule cannot be parsed');
      return allRead(page);
    });
  },

  /** A report, rows or options; corrections are carried out. */
  async json(block) {
    const parse = () => {
      try {
        return [JSON.parse(block.code)];
      } catch {
        return block.code.trim().split('\n').map((row) => JSON.parse(row));
      }
    };
    const [first] = parse();
    if (!Array.isArray(first) || !first.every((one) => one.kind)) return;
    const folder = folderFor(block);
    writeFileSync(`${folder}corrections.json`, block.code);
    await run(CLI, ['analyze', 'article.txt', '--corrections', 'corrections.json'], { cwd: folder });
  },

  async python(block, t) {
    if (await lacks(['python3'], t)) return;
    const check = block.code.includes('def surface') ? '\nassert surface("😀 Berlin thanked Paris.", 3, 9) == "Berlin"\n' : '';
    await run('python3', ['-c', block.code + check], { cwd: folderFor(block) });
  },

  async sh(block, t) {
    const folder = folderFor(block);
    const script = [];
    for (const written of block.code.replaceAll('\\\n', ' ').split('\n')) {
      const line = written.replace(/\s+#.*$/, '').trim();
      const entry = line && notRun(block.file, line);
      if (entry) await exists(line);
      else script.push(written.replace(/cargo run (?:--release )?-p article-lens-cli --/, 'article-lens').replace('https://example.org/story', `file://${folder}page.html`));
    }
    if (await lacks(['jq', 'curl', 'zcat', 'gzip', 'openssl'].filter((tool) => new RegExp(`\\b${tool}\\b`).test(script.join('\n'))), t)) return;
    const PATH = `${folder}bin${delimiter}${process.env.PATH}`;
    await run('bash', ['-euo', 'pipefail', '-c', script.join('\n')], { cwd: folder, env: { ...process.env, PATH }, timeout: 60_000 });
  },

  /** A case for the engine: `cargo test` runs it, if it stands among the others. */
  async markdown(block) {
    const cases = readdirSync(`${ROOT}tests/fixtures`).map((name) => readFileSync(`${ROOT}tests/fixtures/${name}`, 'utf8'));
    assert.ok(cases.some((text) => text.includes(block.code.trim())), 'the case is not in tests/fixtures');
  },
};

/** Skips a test whose programs are not there. */
async function lacks(tools, t) {
  for (const tool of tools) {
    const there = await run('bash', ['-c', `command -v ${tool}`]).catch(() => undefined);
    if (!there) {
      t.skip(`${tool} is not installed.`);
      return true;
    }
  }
  return false;
}

/** A command that is not run has to exist with its options all the same. */
async function exists(line) {
  const words = line.split(/\s+/);
  const options = words.filter((word) => word.startsWith('--') && word !== '--').map((word) => word.split('=')[0]);
  const [program, second] = words;
  let told;
  if (program === 'bash') {
    await run('bash', ['-n', ROOT + second]);
    told = readFileSync(ROOT + second, 'utf8');
  } else if (program === 'cargo' && second === 'xtask') {
    told = existsSync(XTASK) ? (await run(XTASK, [words[2], '--help'])).stdout : (await run('cargo', ['xtask', words[2], '--help'], { cwd: ROOT })).stdout;
  } else if (program === 'cargo') {
    told = (await run('cargo', [second, '--help'])).stdout;
  } else {
    assert.fail(`nobody knows how to check: ${line}`);
  }
  for (const option of options) assert.ok(told.includes(option), `${line}: there is no ${option}`);
}

for (const block of blocks) {
  test(`${block.file}:${block.line} ${block.language}`, { timeout: 120_000 }, async (t) => {
    const first = block.code.trim().split('\n')[0];
    const runner = runners[block.language];
    if (runner !== runners.sh) {
      const entry = notRun(block.file, first);
      if (entry) return t.diagnostic(`not run: ${entry.why}`);
    }
    assert.ok(runner, `nobody knows how to run “${block.language}”: name the block in test/docs/not-run.mjs with a reason`);
    assert.ok(existsSync(CLI), `${CLI} is not built: cargo build -p article-lens-cli`);
    await runner(block, t);
  });
}

test('every exception is needed, and has its reason', () => {
  for (const entry of NOT_RUN) {
    assert.ok(entry.why.length > 10, String(entry.what));
    assert.ok(used.has(entry), `${entry.what} meets no block: take it out`);
  }
});
