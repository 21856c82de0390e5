// The module as it was built, and what tells it from every other.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const MODULE = 'article_lens_bg.wasm';
export const bytes = readFileSync(new URL(`../../pkg/${MODULE}`, import.meta.url));
/** What the browser checks it against. */
export const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
