import { readFileSync } from 'node:fs';
import { expect, openSample, test } from './site.js';

test('every format of the menu is saved, with the corrections in it', async ({ page, site, lens }, { project }) => {
  test.skip(project.name !== 'desktop', 'a file is a file');
  await openSample(page, site);
  await lens.getByRole('button', { name: /^2025/ }).click();
  await expect(lens.getByRole('status')).toContainText('Dates now count');
  const menu = page.locator('.menu');
  await menu.locator('summary').click();
  const formats = await menu.locator('button').evaluateAll((all) => all.map((button) => (button as HTMLElement).dataset.format!));
  expect(formats).toHaveLength(11);
  const saved = new Map<string, { name: string; bytes: Buffer }>();
  for (const format of formats) {
    if (!(await menu.evaluate((details: HTMLDetailsElement) => details.open))) await menu.locator('summary').click();
    const [file] = await Promise.all([page.waitForEvent('download'), menu.locator(`[data-format="${format}"]`).click()]);
    saved.set(format, { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) });
  }
  expect(new Set([...saved.values()].map(({ name }) => name)).size).toBe(formats.length);
  const text = (format: string) => saved.get(format)!.bytes.toString();
  expect(JSON.parse(text('json')).publication.basis).toBe('given');
  for (const format of ['csv-timeline', 'markdown', 'html', 'svg']) expect(text(format), format).toContain('7 May 2025');
  expect(JSON.parse(text('timelinejs')).events[1].start_date).toEqual({ year: 2025, month: 4, day: 22 });
  expect(text('ics')).toContain('DTSTART;VALUE=DATE:20250507');
  expect(saved.get('png')!.bytes.subarray(1, 4).toString()).toBe('PNG');

  // What was saved can be opened again: its corrections hold for the article that is there.
  await lens.getByRole('button', { name: 'Undo' }).click();
  await expect(lens.locator('.changes')).toHaveCount(0);
  await page.locator('#file').setInputFiles({ name: 'report.json', mimeType: 'application/json', buffer: saved.get('json')!.bytes });
  await expect(lens.locator('.events time').nth(1)).toHaveText('22 April 2025');
});

test('on paper stand the article and its findings, on A4', async ({ page, site }, { project }) => {
  test.skip(project.name !== 'desktop', 'paper is paper');
  await openSample(page, site);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['#desk', '#bar', 'footer', 'article-lens .legend', 'article-lens .wrong']) await expect(page.locator(gone).first()).toBeHidden();
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  expect(pages.length).toBeGreaterThan(0);
  expect(pages.length).toBeLessThanOrEqual(5);
  for (const [, width, height] of pages) expect([Math.floor(Number(width)), Math.floor(Number(height))]).toEqual([595, 842]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
