import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, SAMPLE, test, type Start } from './site.js';

/** A page of somebody else's, on an origin of its own. */
async function host(start: Start, body: string, policy?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'host-'));
  const meta = policy === undefined ? '' : `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${meta}<link rel="icon" href="data:,"></head><body><main>${body}</main></body></html>`,
  );
  return `${await start({ folder, under: '/' })}/`;
}

async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: { name: string; message: string }[] = [];
    Object.assign(window, { heard });
    for (const name of ['al-ready', 'al-analyzed', 'al-error']) {
      addEventListener(name, (event) => heard.push({ name, message: (event as CustomEvent).detail.message ?? '' }));
    }
  });
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: { name: string; message: string }[] }).heard);

test('the demo reads its own text and looks like its host', async ({ page, site, lens }) => {
  await page.goto(`${site}demo/embed.html`);
  await expect(lens.locator('.events time')).toHaveText(['since 2022', '22 April 2025', '7 May 2025', '9 May 2025']);
  expect(await lens.evaluate((element) => element.shadowRoot!.querySelector<HTMLElement>('#text')!.innerText)).toBe(SAMPLE);
});

test('two lines embed it from another origin, under a strict policy, twice on a page', async ({ page, start, site, lens }) => {
  const other = new URL(site).origin;
  const url = await host(
    start,
    `<script type="module" src="${site}article-lens.js"></script>
     <article-lens>${SAMPLE}</article-lens>
     <article-lens views="timeline" published="2025-05-10">${SAMPLE}</article-lens>`,
    `default-src 'none'; script-src ${other} 'wasm-unsafe-eval'; connect-src ${other}; style-src 'none'; img-src data:`,
  );
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  const modules: string[] = [];
  page.on('request', (request) => void (request.url().includes('.wasm') && modules.push(request.url())));
  await listen(page);
  await page.goto(url);
  await expect(lens.first().locator('mark').first()).toBeVisible();
  await expect(lens.nth(1).locator('.events time').last()).toHaveText('9 May 2025');
  await expect(lens.nth(1).locator('mark, .matrix')).toHaveCount(0);
  expect(await lens.first().locator('#text').evaluate((text) => getComputedStyle(text).whiteSpace)).toContain('pre-wrap');
  expect(modules).toHaveLength(1);
  expect((await heard(page)).filter(({ name }) => name === 'al-analyzed')).toHaveLength(2);
  expect(complaints).toEqual([]);
});

test("without 'wasm-unsafe-eval' the text stays readable and the error names it", async ({ page, start, site, lens }) => {
  const other = new URL(site).origin;
  const url = await host(
    start,
    `<script type="module" src="${site}article-lens.js"></script><article-lens><p>Rubio called Munir on Friday.</p></article-lens>`,
    `default-src 'none'; script-src ${other}; connect-src ${other}; img-src data:`,
  );
  await listen(page);
  await page.goto(url);
  await expect.poll(() => heard(page)).toEqual([{ name: 'al-error', message: expect.stringContaining("'wasm-unsafe-eval'") }]);
  await expect(page.getByText('Rubio called Munir on Friday.')).toBeVisible();
  await expect(lens.getByRole('alert')).toContainText('script-src');
});

test('a server that sends the module as something else is no hindrance', async ({ page, start, lens }) => {
  const origin = await start({ headers: (path): Record<string, string> => (path.endsWith('.wasm') ? { 'content-type': 'text/plain' } : {}) });
  await page.goto(`${origin}/some/repo/demo/embed.html`);
  await expect(lens.locator('mark').first()).toBeVisible();
});

test('a module that is missing or damaged is named in the error', async ({ page, site, lens }) => {
  await page.route('**/*.wasm*', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(`${site}demo/embed.html`);
  await expect(lens.getByRole('alert')).toContainText(/404 for .*article_lens_bg\.wasm/);
  await page.unroute('**/*.wasm*');
  await page.route('**/*.wasm*', (route) => route.fulfill({ contentType: 'application/wasm', body: '<!doctype html>' }));
  await page.reload();
  await expect(lens.getByRole('alert')).toContainText(/article_lens_bg\.wasm\S* is not the analyser that this script was built with: serve both files of one release/);
  await expect(page.getByText('According to a statement attributed')).toBeVisible();
});

test('a module of another build is refused, and an old copy in the cache is fetched anew', async ({ page, site, lens }) => {
  const whole = readFileSync(new URL('../../dist/article_lens_bg.wasm', import.meta.url));
  const other = Buffer.from(whole);
  // Still a module that would start: one letter of a text is another.
  other[other.indexOf('Paris') + 4] = 'z'.charCodeAt(0);
  await page.route('**/*.wasm*', (route) => route.fulfill({ contentType: 'application/wasm', body: other }));
  await page.goto(`${site}demo/embed.html`);
  await expect(lens.getByRole('alert')).toContainText('serve both files of one release');
  await page.unroute('**/*.wasm*');
  let asked = 0;
  await page.route('**/*.wasm*', (route) => route.fulfill({ contentType: 'application/wasm', body: asked++ < 2 ? other : whole }));
  await page.reload();
  await expect(lens.locator('mark').first()).toBeVisible();
  expect(asked).toBe(3);
});

test('a text set before the element is known, and after, is read', async ({ page, start, site, lens }) => {
  const url = await host(
    start,
    `<article-lens></article-lens><script>document.querySelector('article-lens').text = 'Spain thanked Portugal.';</script>
     <script type="module" src="${site}article-lens.js"></script><script type="module" src="${site}article-lens.js?again"></script>`,
  );
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(url);
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  await lens.evaluate((element) => void ((element as HTMLElementTagNameMap['article-lens']).text = 'France thanked Italy.'));
  await expect(lens.locator('mark', { hasText: 'Italy' })).toHaveCount(1);
  expect(faults).toEqual([]);
});
