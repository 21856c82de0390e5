export { EXPORTS, fileName, png } from '../exports/index.js';
export type { About, Export } from '../exports/index.js';
export { Findings } from '../findings.js';
export type { Words } from '../locales/en.js';
