import type { Findings } from '../findings.js';

/** Hands a file to the reader. */
function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken hold of it by then; a minute is long enough for a slow disk.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Saves the findings in one of the formats. */
export async function save(format: string, findings: Findings, title: string | null): Promise<void> {
  const { EXPORTS, fileName } = await import('../exports/index.js');
  const item = EXPORTS.find(({ id }) => id === format);
  if (!item) return;
  const about = { title, url: null, made: new Date().toISOString(), version: __VERSION__ };
  const content = await item.make(findings, about);
  download(typeof content === 'string' ? new Blob([content], { type: item.mime }) : content, fileName(about, item));
}
