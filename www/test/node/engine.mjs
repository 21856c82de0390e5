import { readFileSync } from 'node:fs';
import { initSync } from '../../../pkg/article_lens.js';

const at = (path) => new URL(path, import.meta.url);

initSync({ module: readFileSync(at('../../../pkg/article_lens_bg.wasm')) });

export { analyze, discard, start, version } from '../../../pkg/article_lens.js';
export const SAMPLE = readFileSync(at('../../src/sample.txt'), 'utf8');
export const SCHEMA = JSON.parse(readFileSync(at('../../../pkg/report.schema.json'), 'utf8'));
export const TODAY = { today: '2026-11-24' };
