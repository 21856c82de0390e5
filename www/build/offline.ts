import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

/** The name that a browser asks for, whatever is in it. */
export const WORKER = 'service-worker.js';

/** What of the site is no part of the page: the element, the frame and the examples for other sites, and what tells of them. */
export const FOR_OTHERS = /^(article-lens(-\w+)?\.js$|frame\.|embed\/|examples\/)/;

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes);

/**
 * Tells the service worker every file of the page with its hash; `asked` names those that the page asks for
 * by another address. What is for other sites is none of it.
 */
export function filesForTheWorker(asked: Record<string, string>): Plugin {
  return {
    name: 'files-for-the-worker',
    // What counts is what was written: other plugins change scripts up to the last moment.
    writeBundle({ dir }, bundle) {
      const worker = bundle[WORKER];
      if (!dir || worker?.type !== 'chunk') throw new Error(`There is no ${WORKER}.`);
      if (worker.imports.length > 0 || worker.exports.length > 0) throw new Error(`${WORKER} must stand alone.`);
      const names = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .filter((name) => name !== WORKER && !FOR_OTHERS.test(name))
        .sort();
      const files = JSON.stringify(
        Object.fromEntries(names.map((name) => [asked[name] ?? name, `sha256-${sha256(readFileSync(join(dir, name))).digest('base64')}`])),
      );
      const build = JSON.stringify(sha256(files).digest('hex').slice(0, 8));
      writeFileSync(join(dir, WORKER), `const __FILES__=${files},__BUILD__=${build};\n${worker.code}`);
    },
  };
}
