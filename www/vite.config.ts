import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { analyze, initSync } from '../pkg/article_lens.js';
import { documentationOnTheSite } from './build/documentation.ts';
import { filesForTheWorker, WORKER } from './build/offline.ts';

// `vite build` makes the page, `vite build --mode element` the one file that other sites embed.

const WASM = 'article_lens_bg.wasm';
const at = (path: string): URL => new URL(path, import.meta.url);
const bytes = readFileSync(at(`../pkg/${WASM}`));
const version = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
/** The module is asked for with a version made from its bytes, so that a cached one never meets the glue of another build. */
const address = `${WASM}?v=${version}`;
const { version: project } = JSON.parse(readFileSync(at('../pkg/package.json'), 'utf8')) as { version: string };

/** Puts the one copy of the module beside the element's script. */
function wasmInTheSite(): Plugin {
  return {
    name: 'wasm-in-the-site',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: WASM, source: bytes });
    },
  };
}

/** The day on which the sample is read here; where the year that is assumed on it has passed, the page reads it again. */
const SAMPLE_READ = '2026-11-25';

/** The report of the sample, so that the page shows findings before the analyser has come. */
function sampleReadAhead(): Plugin {
  const name = 'virtual:sample';
  return {
    name: 'sample-read-ahead',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      initSync({ module: bytes });
      const report = analyze(readFileSync(at('./src/sample.txt'), 'utf8'), { today: SAMPLE_READ });
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(report))});`;
    },
  };
}

const shared = {
  base: './',
  // Lit's builds for Node run in browsers as well, and can be imported where there is no DOM; no 'browser' here, it would win.
  resolve: {
    conditions: ['node', 'module', 'production'],
    alias: { '@lit-labs/ssr-dom-shim': fileURLToPath(at('./src/no-dom.ts')) },
  },
} satisfies UserConfig;
const build = {
  target: ['chrome123', 'firefox128', 'safari17.5'],
  modulePreload: { polyfill: false },
  assetsInlineLimit: 0,
};

const page: UserConfig = {
  ...shared,
  define: { __WASM_ADDRESS__: JSON.stringify(`../${address}`), __VERSION__: JSON.stringify(project) },
  plugins: [wasmInTheSite(), sampleReadAhead(), documentationOnTheSite(), filesForTheWorker({ [WASM]: address })],
  worker: { format: 'es' },
  build: {
    ...build,
    rolldownOptions: {
      input: {
        index: 'index.html',
        frame: 'frame.html',
        embed: 'embed/index.html',
        'service-worker': 'src/service-worker/service-worker.ts',
      },
      output: {
        entryFileNames: ({ name }) => (`${name}.js` === WORKER ? WORKER : name === 'frame' ? 'frame.js' : 'assets/[name]-[hash].js'),
        // What is fetched only when it is asked for.
        chunkFileNames: 'assets/later/[name]-[hash].js',
        // What is not of the page lies apart from its assets: see FOR_OTHERS in build/offline.ts.
        assetFileNames: ({ names: [name] }) =>
          name === 'frame.css' ? name : name === 'embed.css' ? `embed/${name}` : 'assets/[name]-[hash][extname]',
      },
    },
  },
};

const element: UserConfig = {
  ...shared,
  define: { __WASM_ADDRESS__: JSON.stringify(`./${address}`), __VERSION__: JSON.stringify(project) },
  publicDir: false,
  build: {
    ...build,
    emptyOutDir: false,
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      input: { 'article-lens': 'src/article-lens.ts' },
      output: { entryFileNames: 'article-lens.js', codeSplitting: false },
    },
  },
};

export default defineConfig(({ mode }) => (mode === 'element' ? element : page));
