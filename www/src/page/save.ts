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

/** Saves the findings in one of the formats; `title` is the headline, where there is one. */
export async function save(format: string, findings: Findings, title: string | null): Promise<void> {
  const { EXPORTS, fileName, png } = await import('../exports/index.js');
  const about = { title, url: null, made: new Date().toISOString(), version: __VERSION__ };
  const item = EXPORTS.find(({ id }) => id === (format === 'png' ? 'svg' : format));
  if (!item) return;
  const text = item.make(findings, about);
  if (format === 'png') download(await png.make(text), fileName(about, png));
  else download(new Blob([text], { type: item.mime }), fileName(about, item));
}
