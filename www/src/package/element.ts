export { ArticleLens } from '../element/lens.js';
export type { Analyze } from '../element/lens.js';
export type { Block } from '../blocks.js';
export type { Edits, Findings } from '../findings.js';
export type { Words } from '../locales/en.js';
