export type { FromHtml } from './from-html.js';

/** Whether HTML of the clipboard says more than the plain text beside it: it has paragraphs, headings or lists. */
export function hasStructure(html: string): boolean {
  return /<(p|h[1-6]|li|article|br)\b/i.test(html);
}
