// Makes the npm package in pkg/: modules and types at its root, and the files for other sites as they are in dist/.
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { bytes, integrity } from './module.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const PKG = at('../../pkg/');
const DIST = at('../dist/');
const { version, dependencies } = JSON.parse(readFileSync(`${PKG}package.json`, 'utf8'));

const ENTRIES = {
  index: 'src/package/index.ts',
  node: 'src/package/node.ts',
  inline: 'src/package/inline.ts',
  element: 'src/package/element.ts',
  define: 'src/article-lens.ts',
  exports: 'src/package/exports.ts',
  de: 'src/de.ts',
};

/** What is in pkg/ before: the glue and its types, and what is written by hand. */
const KEPT = /^(article_lens.*|react\.d\.ts)$/;

/** The module as text: gzip comes before base64, because a server can hardly make base64 smaller. */
const packedModule = {
  name: 'packed-module',
  resolveId: (id) => (id === 'virtual:packed-module' ? `\0${id}` : undefined),
  load: (id) =>
    id === '\0virtual:packed-module' ? `export default ${JSON.stringify(gzipSync(bytes, { level: 9 }).toString('base64'))};` : undefined,
};

/** The module is addressed in words that bundlers understand. */
const literalAddress = {
  name: 'literal-address',
  resolveId: (id) => (id.endsWith('/module-address.js') ? at('../src/package/module-address.ts') : undefined),
};

/** Style sheets as strings, as Vite gives them. */
const sheets = {
  name: 'sheets',
  resolveId: (id, importer) => (id.endsWith('.css?inline') ? `\0${new URL(id, `file://${importer}`).pathname}` : undefined),
  load: (id) =>
    id.startsWith('\0') && id.endsWith('.css')
      ? { code: `export default ${JSON.stringify(readFileSync(id.slice(1), 'utf8'))};`, moduleType: 'js' }
      : undefined,
};

for (const name of readdirSync(PKG)) {
  if (/\.(js|d\.ts)$/.test(name) && !KEPT.test(name)) rmSync(PKG + name);
}

const input = {
  cwd: at('..'),
  platform: 'neutral',
  tsconfig: at('../tsconfig.json'),
  external: [/^node:/, ...Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`))],
  transform: {
    target: 'es2022',
    define: {
      __WASM_INTEGRITY__: JSON.stringify(integrity),
      __VERSION__: JSON.stringify(version),
    },
  },
};
const output = { dir: PKG, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'shared-[name].js', minify: false };

const scripts = await rolldown({ ...input, input: ENTRIES, plugins: [packedModule, literalAddress, sheets] });
await scripts.write(output);

// Types in a build of their own: together with the scripts, those that are passed on were sometimes lost.
// The entries for Node and with the module inside offer what `index` does, and share its types.
const { node, inline, ...typed } = ENTRIES;
const types = await rolldown({ ...input, input: typed, plugins: [literalAddress, sheets, dts({ tsconfig: at('../tsconfig.json'), emitDtsOnly: true })] });
await types.write(output);

/** What is replaced in the scripts by our own `no-dom.ts`. */
const REPLACED = '@lit-labs/ssr-dom-shim';

/** A library with all that it needs, and its licence as it comes. */
function licences(name, found) {
  if (found.has(name) || name === REPLACED || name.startsWith('@types/')) return found;
  const folder = at(`../node_modules/${name}/`);
  const about = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} comes without a licence.`);
  found.set(name, `### ${name} ${about.version} (${about.license})\n\n\`\`\`text\n${readFileSync(folder + file, 'utf8').trim()}\n\`\`\`\n`);
  return Object.keys(about.dependencies ?? {}).reduce((all, needed) => licences(needed, all), found);
}

const { dependencies: libraries } = JSON.parse(readFileSync(at('../package.json'), 'utf8'));
const used = Object.keys(libraries).reduce((all, name) => licences(name, all), new Map());
const notices = `${readFileSync(`${PKG}article_lens.notices.md`, 'utf8')}\n## Code in the scripts\n\n${[...used.values()].join('\n')}`;
for (const folder of [PKG, DIST]) writeFileSync(`${folder}THIRD-PARTY.md`, notices);
// Scripts that other sites load: the same bytes as in the site, so that one hash is right everywhere.
for (const name of readdirSync(DIST)) if (/^article-lens(-\w+)?\.js$/.test(name)) copyFileSync(DIST + name, PKG + name);
for (const name of ['LICENSE-APACHE', 'LICENSE-MIT']) copyFileSync(at(`../../${name}`), PKG + name);
