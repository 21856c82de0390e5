import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { filesForTheWorker, scriptWithVersion, version } from './build/offline.ts';

const WASM = 'article_lens_bg.wasm';
/** Scripts that are asked for by these names, whatever is in them. */
const NAMED = ['article-lens', 'service-worker'];

/**
 * Puts the one copy of the module beside the element's script. The script asks for it with a version
 * made from its bytes, so that a cached module never meets the glue of another build.
 */
function wasmBesideTheScript(): Plugin {
  const bytes = readFileSync(new URL(`../pkg/${WASM}`, import.meta.url));
  const hash = version(bytes);
  return {
    name: 'wasm-beside-the-script',
    config: () => ({ define: { __WASM_VERSION__: JSON.stringify(hash) } }),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: WASM, source: bytes });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, context) =>
        context.path.endsWith('/index.html')
          ? [{ tag: 'link', attrs: { rel: 'preload', as: 'fetch', crossorigin: '', href: `./${WASM}?v=${hash}` }, injectTo: 'head' }]
          : [],
    },
  };
}

/** The demos stand for other people's pages: they go out as they are written. */
function demosAsTheyAre(): Plugin {
  const folder = new URL('./demo/', import.meta.url);
  return {
    name: 'demos-as-they-are',
    generateBundle() {
      for (const name of readdirSync(folder)) {
        this.emitFile({ type: 'asset', fileName: `demo/${name}`, source: readFileSync(new URL(name, folder)) });
      }
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [wasmBesideTheScript(), scriptWithVersion(), demosAsTheyAre(), filesForTheWorker()],
  // Lit's builds for Node run in browsers as well, and can be imported where there is no DOM; no 'browser' here, it would win.
  resolve: {
    conditions: ['node', 'module', 'production'],
    alias: { '@lit-labs/ssr-dom-shim': fileURLToPath(new URL('./src/no-dom.ts', import.meta.url)) },
  },
  build: {
    target: ['chrome123', 'firefox128', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      input: {
        index: 'index.html',
        'article-lens': 'src/article-lens.ts',
        'service-worker': 'src/service-worker/service-worker.ts',
      },
      output: {
        entryFileNames: (chunk) => (NAMED.includes(chunk.name) ? '[name].js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
