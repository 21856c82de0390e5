import * as esbuild from 'esbuild';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rolldown } from 'rolldown';
import * as vite from 'vite';
import webpack from 'webpack';
import { closeBrowser, files, folder, installed, look, MODULES, PKG, project, run, served, tarball } from './project.mjs';

after(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true });
});

const NAMES = /^(?=.*Marco Rubio)(?=.*Pakistan)/;
const IMPORTS = /^(?:import|export)\b(?:[^;"']*?\bfrom)?\s*["']([^"']+)["']/gm;
const { exports: entries, dependencies } = JSON.parse(readFileSync(`${PKG}package.json`, 'utf8'));
const source = (name) => readFileSync(PKG + name, 'utf8');

/** The page of an app shows its marks, and the app has its names. */
function check({ marks, written, complaints, modules }, { fetched, outputs = 1 }) {
  assert.ok(marks.some((words) => words.startsWith('Marco Rubio')) && marks.some((words) => words.startsWith('Pakistan')), String(marks));
  assert.equal(written.length, outputs);
  for (const names of written) assert.match(names, NAMES);
  assert.deepEqual(complaints, []);
  assert.equal(modules.length, fetched, String(modules));
}

/** The modules that a module of the package imports, directly or not, itself first. */
function closure(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, next] of source(name).matchAll(IMPORTS)) {
    if (next.startsWith('./')) closure(name.endsWith('.d.ts') ? next.slice(2).replace(/\.js$/, '.d.ts') : next.slice(2), found);
  }
  return found;
}

test('the tarball holds what is meant and nothing else', () => {
  const shared = files.filter((name) => /^shared-[\w-]+\.(js|d\.ts)$/.test(name));
  assert.deepEqual(
    files.filter((name) => !shared.includes(name)),
    [
      'LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'THIRD-PARTY.md',
      'article-lens-de.js', 'article-lens-exports.js', 'article-lens.js', 'article_lens_bg.wasm', 'custom-elements.json',
      ...['de', 'define', 'element', 'exports', 'index'].flatMap((name) => [`${name}.d.ts`, `${name}.js`]), 'inline.js', 'node.js',
      'package.json', 'react.d.ts', 'report.schema.json',
    ].sort(),
  );
  const used = new Set(Object.values(entries).flatMap((entry) => Object.values(entry)).filter((path) => /\.(js|d\.ts)$/.test(path)).flatMap((path) => [...closure(path.slice(2))]));
  assert.deepEqual(shared.filter((name) => !used.has(name)), [], 'left over from another build');
});

test('the scripts for other sites have the bytes of those in the site', () => {
  for (const name of ['article-lens.js', 'article-lens-de.js', 'article-lens-exports.js', 'article_lens_bg.wasm']) {
    assert.ok(readFileSync(PKG + name).equals(readFileSync(new URL(`../../dist/${name}`, import.meta.url))), name);
  }
});

test('no module for browsers asks for Node, and nothing points outside the package', () => {
  const known = new Set([...Object.keys(dependencies), 'react']);
  for (const name of files.filter((file) => /\.(js|d\.ts)$/.test(file) && !file.startsWith('article-lens'))) {
    for (const [, from] of source(name).matchAll(IMPORTS)) {
      if (name === 'node.js' && from === 'node:fs/promises') continue;
      const inside = from.startsWith('./') && files.includes(name.endsWith('.d.ts') ? from.slice(2).replace(/\.js$/, '.d.ts') : from.slice(2));
      assert.ok(inside || known.has(from.split('/')[0]), `${name} imports ${from}`);
    }
  }
  const address = `new URL("./article_lens_bg.wasm", import.meta.url)`;
  assert.ok([...closure('index.js')].some((name) => source(name).includes(address)), 'the address is not as bundlers know it');
});

test('publint and attw find nothing', async () => {
  const { messages, pkg } = await publint({ pkgDir: `${installed}/node_modules/article-lens`, level: 'suggestion', strict: true, pack: false });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
  const noScript = Object.keys(entries).filter((name) => !('default' in Object(entries[name])));
  run('attw', [tarball, '--profile', 'esm-only', '--exclude-entrypoints', ...noScript], folder);
});

test('every entry can be imported in Node, and analyses there', () => {
  const root = project('node');
  for (const script of readdirSync(root).filter((name) => name.endsWith('.mjs'))) run(process.execPath, [script], root);
});

test('TypeScript reads the types, in both ways to find modules, and JSX of React', () => {
  const root = project('types', ['@types/react']);
  const types = [...source('article_lens.d.ts').matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  const reports = types.filter((name) => !/Init(Input|Output)$/.test(name));
  assert.ok(reports.length > 30);
  writeFileSync(join(root, 'all.ts'), `import type { ${reports.join(', ')} } from 'article-lens';\nexport type All = [${reports.join(', ')}];\n`);
  for (const [module, moduleResolution] of [['ESNext', 'bundler'], ['Node16', 'node16']]) {
    run(process.execPath, [`${MODULES}typescript/bin/tsc`, '-p', root, '--module', module, '--moduleResolution', moduleResolution], root);
  }
});

test('Vite builds it, in the page and in a worker', async () => {
  const root = project('vite');
  await vite.build({ root, base: './', logLevel: 'error', worker: { format: 'es' } });
  check(await served(`${root}/dist`, (url) => look(url, 2)), { fetched: 2, outputs: 2 });
});

test('Vite serves it while an app is written', async () => {
  const root = join(folder, 'vite');
  const server = await vite.createServer({ root, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
  try {
    await server.listen();
    check(await look(server.resolvedUrls.local[0], 2), { fetched: 2, outputs: 2 });
  } finally {
    await server.close();
  }
});

test('webpack builds it', async () => {
  const root = project('webpack');
  const stats = await new Promise((resolve, reject) => {
    webpack({ context: root, mode: 'production', entry: './app.js', output: { path: `${root}/dist`, filename: 'app.js' }, performance: false }, (error, done) =>
      error ? reject(error) : resolve(done),
    );
  });
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual([...errors, ...warnings].map(({ message }) => message), []);
  copyFileSync(`${root}/index.html`, `${root}/dist/index.html`);
  check(await served(`${root}/dist`, (url) => look(url)), { fetched: 1 });
});

/** Bundles with esbuild beside the page. */
async function withEsbuild(root, options = {}) {
  const { metafile } = await esbuild.build({ absWorkingDir: root, entryPoints: ['app.js'], outdir: 'dist', bundle: true, format: 'esm', metafile: true, logLevel: 'error', ...options });
  assert.ok(!Object.keys(metafile.inputs).some((name) => name.endsWith('/node.js')));
  copyFileSync(`${root}/index.html`, `${root}/dist/index.html`);
}

test('esbuild bundles it, with the module copied', async () => {
  const root = project('esbuild');
  await withEsbuild(root);
  mkdirSync(`${root}/dist/static`);
  copyFileSync(`${root}/node_modules/article-lens/article_lens_bg.wasm`, `${root}/dist/static/core.wasm`);
  check(await served(`${root}/dist`, (url) => look(url)), { fetched: 1 });
});

test('esbuild bundles it, with the module as a file of its own', async () => {
  const root = project('esbuild-file');
  await withEsbuild(root, { loader: { '.wasm': 'file' } });
  check(await served(`${root}/dist`, (url) => look(url)), { fetched: 1 });
});

test('esbuild and Rolldown bundle it with the module inside', async () => {
  const root = project('inline');
  await withEsbuild(root);
  check(await served(`${root}/dist`, (url) => look(url)), { fetched: 0 });
  const build = await rolldown({ cwd: root, input: 'app.js' });
  await build.write({ dir: `${root}/rolled`, cleanDir: true });
  copyFileSync(`${root}/index.html`, `${root}/rolled/index.html`);
  check(await served(`${root}/rolled`, (url) => look(url)), { fetched: 0 });
});

test('two lines load it from another host, with its hash and under a strict policy', async () => {
  const hash = (name) => `sha384-${createHash('sha384').update(readFileSync(PKG + name)).digest('base64')}`;
  const page = join(folder, 'page');
  mkdirSync(page);
  await served(PKG, async (host) => {
    const origin = new URL(host).origin;
    const policy = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`;
    writeFileSync(
      join(page, 'index.html'),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="icon" href="data:,">
      <script type="module" src="${host}article-lens.js" integrity="${hash('article-lens.js')}" crossorigin="anonymous"></script>
      <script type="module" src="${host}article-lens-de.js" integrity="${hash('article-lens-de.js')}" crossorigin="anonymous"></script>
      <article-lens>On Friday, Marco Rubio thanked Pakistan.</article-lens></html>`,
    );
    check(await served(page, (url) => look(url, 0)), { fetched: 1, outputs: 0 });
  });
});

test('the German words reach an element that comes later, and each export is in one file', async () => {
  const heard = [];
  globalThis.customElements = { whenDefined: async () => ({ speak: (words) => heard.push(words) }) };
  const { de } = await import(new URL('../../../pkg/article-lens-de.js', import.meta.url));
  await Promise.resolve();
  delete globalThis.customElements;
  assert.deepEqual(heard, [de]);
  const { EXPORTS, Findings } = await import(new URL('../../../pkg/article-lens-exports.js', import.meta.url));
  const { analyze } = await import(new URL('../../../pkg/node.js', import.meta.url));
  const text = 'On Friday, Marco Rubio thanked Pakistan.';
  const findings = new Findings(text, await analyze(text));
  for (const one of EXPORTS) assert.match(one.make(findings, { title: null, url: null, made: '2025-05-10T12:00:00Z', version: '' }), /Pakistan/, one.id);
});
