import { annotations } from './annotations.js';
import { csvNames, csvPositions, csvTimeline } from './csv.js';
import type { About, Export } from './export.js';
import { htmlFile } from './html.js';
import { ics } from './ics.js';
import { json } from './json.js';
import { markdown } from './markdown.js';
import { svg } from './svg.js';
import { timelineJs } from './timelinejs.js';

export type { About, Export } from './export.js';
export { png } from './svg.js';

/** Every format, in the order in which a menu offers them. */
export const EXPORTS: readonly Export[] = [
  json,
  csvNames,
  csvTimeline,
  csvPositions,
  markdown,
  timelineJs,
  ics,
  annotations,
  htmlFile,
  svg,
];

/** Characters of a file name before its extension. */
const LONGEST = 60;

/** Names that Windows keeps for devices, whatever their extension. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * What a file is called: a few plain letters of the title, or `article` where it has none, then the extension.
 * Small Latin letters, digits and hyphens alone, so that every file system takes it.
 */
export function fileName(about: About, item: Pick<Export, 'extension'>): string {
  const slug = (about.title ?? '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, LONGEST)
    .replace(/-$/, '');
  return `${slug === '' || DEVICES.test(slug) ? 'article' : slug}.${item.extension}`;
}
