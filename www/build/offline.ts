import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin, Rollup } from 'vite';

const WORKER = 'service-worker.js';
const ELEMENT = 'article-lens.js';

/** The first digits of the SHA-256 of `bytes`, to tell builds apart by. */
export function version(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8);
}

function integrity(bytes: string | Uint8Array): string {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
}

type Output = Rollup.OutputBundle[string];
const bytesOf = (file: Output): string | Uint8Array => (file.type === 'chunk' ? file.code : file.source);

/**
 * The element's script has the name that other pages embed it by; the page asks for it with a version,
 * so that a copy kept by a browser never meets a page of another build.
 */
export function scriptWithVersion(): Plugin {
  return {
    name: 'script-with-version',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const script = bundle?.[ELEMENT];
        if (!script) return;
        const plain = `src="./${ELEMENT}"`;
        if (!html.includes(plain)) throw new Error(`index.html does not load ${ELEMENT}.`);
        return html.replace(plain, `src="./${ELEMENT}?v=${version(bytesOf(script))}"`);
      },
    },
  };
}

/**
 * Tells the service worker every file of the page with its hash. The demo stands for other people's
 * pages and is none of it.
 */
export function filesForTheWorker(): Plugin {
  let publicDir: string;
  return {
    name: 'files-for-the-worker',
    enforce: 'post',
    configResolved: (config) => void ({ publicDir } = config),
    generateBundle(_options, bundle) {
      const files = new Map<string, string | Uint8Array>();
      for (const entry of readdirSync(publicDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = `${entry.parentPath}/${entry.name}`;
        files.set(path.slice(publicDir.length + 1), readFileSync(path));
      }
      for (const [name, file] of Object.entries(bundle)) {
        if (name !== WORKER && !name.startsWith('demo/') && !name.endsWith('.map')) files.set(name, bytesOf(file));
      }
      // The script and the module are asked for with their versions.
      const asked = (name: string, bytes: string | Uint8Array) =>
        name === ELEMENT || name.endsWith('.wasm') ? `${name}?v=${version(bytes)}` : name;
      const list = Object.fromEntries([...files].sort().map(([name, bytes]) => [asked(name, bytes), integrity(bytes)]));
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk') throw new Error(`There is no ${WORKER}.`);
      if (worker.imports.length > 0 || worker.exports.length > 0) throw new Error(`${WORKER} must stand alone.`);
      const build = version(JSON.stringify(list));
      worker.code = `const __FILES__=${JSON.stringify(list)},__BUILD__=${JSON.stringify(build)};\n${worker.code}`;
    },
  };
}
