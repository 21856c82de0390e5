import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { analyze, initSync } from '../pkg/article_lens.js';
import { documentationOnTheSite } from './build/documentation.ts';
import { bytes, integrity, MODULE } from './build/module.mjs';
import { filesForTheWorker, WORKER } from './build/offline.ts';

// `vite build` makes the page; `vite build --mode element`, `de` and `exports` each make one file for other sites.

const at = (path: string): URL => new URL(path, import.meta.url);
const version = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
/** The module is asked for with a version made from its bytes, so that a cached one never meets the glue of another build. */
const address = `${MODULE}?v=${version}`;
const { version: project } = JSON.parse(readFileSync(at('../pkg/package.json'), 'utf8')) as { version: string };

/** Puts the one copy of the module beside the element's script. */
function wasmInTheSite(): Plugin {
  return {
    name: 'wasm-in-the-site',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: MODULE, source: bytes });
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

/**
 * Lit without parsed markup and its Trusted Types policy: its templates are made by `src/element/template.ts`.
 * Should Lit come in another form, the build stops here.
 */
function litWithoutMarkup(): Plugin {
  const ways: [found: RegExp, instead: string][] = [
    [/static createElement\((\w+),\w+\)\{const (\w+)=\w+\.createElement\("template"\);return \2\.inner\w+=\1,\2\}/, 'static createElement($1){return ownTemplate($1)}'],
    [/\w+\?\w+\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/, 'void 0'],
    // Names that may be set on a node in every browser.
    [/"\$lit\$"/, '"-lit-"'],
    [/`lit\$\$\{([^}]+)\}\$`/, '`lit-${$1}-`'],
  ];
  return {
    name: 'lit-without-markup',
    transform(code, id) {
      if (!/\/lit-html\/(node\/)?lit-html\.js$/.test(id)) return undefined;
      const source = JSON.stringify(fileURLToPath(at('./src/element/template.ts')));
      return ways.reduce(
        (text, [found, instead]) => (found.test(text) ? text.replace(found, instead) : this.error(`Lit makes its templates in another way than it did: it has no ${found}.`)),
        `import { template as ownTemplate } from ${source};${code}`,
      );
    },
  };
}

/** What the sources are told, where the module is asked for at `wasm`. */
function facts(wasm: string): Record<string, string> {
  return { __WASM_ADDRESS__: JSON.stringify(wasm), __WASM_INTEGRITY__: JSON.stringify(integrity), __VERSION__: JSON.stringify(project) };
}

const shared = {
  base: './',
  plugins: [litWithoutMarkup()],
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
/** Libraries ask that their notices stay. */
const comments = { legal: true };

const page: UserConfig = {
  ...shared,
  define: facts(`../${address}`),
  plugins: [...shared.plugins, wasmInTheSite(), sampleReadAhead(), documentationOnTheSite(), filesForTheWorker({ [MODULE]: address })],
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
        comments,
      },
    },
  },
};

/** What other sites load, each a file that needs no other script. */
const SINGLE: Record<string, readonly [name: string, source: string]> = {
  element: ['article-lens', 'src/article-lens.ts'],
  de: ['article-lens-de', 'src/de.ts'],
  exports: ['article-lens-exports', 'src/package/exports.ts'],
};

function single(name: string, source: string): UserConfig {
  return {
    ...shared,
    define: facts(`./${address}`),
    publicDir: false,
    build: {
      ...build,
      emptyOutDir: false,
      rolldownOptions: {
        preserveEntrySignatures: 'strict',
        input: { [name]: source },
        output: { entryFileNames: '[name].js', codeSplitting: false, comments },
      },
    },
  };
}

export default defineConfig(({ mode }) => (SINGLE[mode] ? single(...SINGLE[mode]) : page));
