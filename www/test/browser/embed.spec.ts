import { readFileSync } from 'node:fs';
import { heard, hostPage, keepMemories, listen, modulesAsked, refusals } from './host.js';
import { expect, SAMPLE, test } from './site.js';

test('the demo reads its own text and looks like its host', async ({ page, site, lens }) => {
  await page.goto(`${site}examples/blog.html`);
  await expect(lens.locator('.events time')).toHaveText(['since 2022', '22 April 2025', '7 May 2025', '9 May 2025']);
  expect(await lens.evaluate((element) => element.shadowRoot!.querySelector<HTMLElement>('#text')!.innerText)).toBe(SAMPLE);
});

test('two lines embed it from another origin, under a strict policy, twice on a page', async ({ page, start, site, lens }) => {
  const other = new URL(site).origin;
  const url = await hostPage(
    start,
    `<script type="module" src="${site}article-lens.js"></script>
     <article-lens>${SAMPLE}</article-lens>
     <article-lens views="timeline" published="2025-05-10">${SAMPLE}</article-lens>`,
    { policy: `default-src 'none'; script-src ${other} 'wasm-unsafe-eval'; connect-src ${other}; style-src 'none'; img-src data:` },
  );
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  const modules = modulesAsked(page);
  await listen(page);
  await page.goto(url);
  await expect(lens.first().locator('mark').first()).toBeVisible();
  await expect(lens.nth(1).locator('.events time').last()).toHaveText('9 May 2025');
  await expect(lens.nth(1).locator('mark, table')).toHaveCount(0);
  expect(await lens.first().locator('#text').evaluate((text) => getComputedStyle(text).whiteSpace)).toContain('pre-wrap');
  expect(modules).toHaveLength(1);
  expect((await heard(page)).filter(({ name }) => name === 'al-analyzed')).toHaveLength(2);
  expect(complaints).toEqual([]);
  expect(await refusals(page)).toEqual([]);
});

test('twenty on a page fetch one module and start one engine', async ({ page, start, site, lens }) => {
  const url = await hostPage(
    start,
    `<script type="module" src="${site}article-lens.js"></script>${`<article-lens loading="eager">Spain thanked Portugal on Friday.</article-lens>`.repeat(20)}`,
  );
  await keepMemories(page);
  const modules = modulesAsked(page);
  await page.goto(url);
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(20);
  expect(modules).toHaveLength(1);
  expect(await page.evaluate(() => (window as unknown as { memories: unknown[] }).memories.length)).toBe(1);
});

test("without 'wasm-unsafe-eval' the text stays readable and the error names it", async ({ page, start, site, lens }) => {
  const other = new URL(site).origin;
  const url = await hostPage(
    start,
    `<script type="module" src="${site}article-lens.js"></script><article-lens><p>Rubio called Munir on Friday.</p></article-lens>`,
    { policy: `default-src 'none'; script-src ${other}; connect-src ${other}; img-src data:` },
  );
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await listen(page);
  await page.goto(url);
  await expect.poll(() => heard(page)).toEqual([{ name: 'al-error', message: expect.stringContaining("'wasm-unsafe-eval'") }]);
  await expect(page.getByText('Rubio called Munir on Friday.')).toBeVisible();
  await expect(lens.getByRole('alert')).toContainText('script-src');
  expect(said.filter((line) => line.startsWith('<article-lens>'))).toEqual([expect.stringContaining("add 'wasm-unsafe-eval' to its script-src")]);
});

test('a page that hears the error may keep it out of the console', async ({ page, start, site }) => {
  const url = await hostPage(
    start,
    `<article-lens for="#nothing"></article-lens><script type="module" src="${site}article-lens.js"></script>
     <script>addEventListener('al-error', (event) => { document.title = event.detail.message; event.preventDefault(); });</script>`,
  );
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(url);
  await expect(page).toHaveTitle('for="#nothing" names nothing on this page: give the selector of the element that holds the article.');
  expect(said).toEqual([]);
});

test('a page that demands Trusted Types and allows no policy has everything, and nothing is refused', async ({ page, start, site, lens }) => {
  const other = new URL(site).origin;
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens editable>${SAMPLE}</article-lens>`, {
    policy: `default-src 'none'; script-src ${other} 'wasm-unsafe-eval'; connect-src ${other}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`,
  });
  await listen(page);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(url);
  await lens.locator('mark', { hasText: 'Marco Rubio' }).first().click();
  await expect(lens.locator('.card h2')).toHaveText('Marco Rubio');
  await lens.locator('.fix summary').click();
  await lens.locator('.fix select').first().selectOption('ORG');
  await expect(lens.locator('.changes')).toContainText('1');
  await lens.locator('.cell').first().click();
  await lens.locator('.picture [role=button]').first().click();
  await expect(lens.locator('.evidence').first()).toBeVisible();
  expect(faults).toEqual([]);
  expect(await refusals(page)).toEqual([]);
});

test('a server that sends the module as something else is no hindrance', async ({ page, start, lens }) => {
  const origin = await start({ headers: (path): Record<string, string> => (path.endsWith('.wasm') ? { 'content-type': 'text/plain' } : {}) });
  await page.goto(`${origin}/some/repo/examples/blog.html`);
  await expect(lens.locator('mark').first()).toBeVisible();
});

test('a module that is missing or damaged is named in the error', async ({ page, site, lens }) => {
  await page.route('**/*.wasm*', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(`${site}examples/blog.html`);
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
  await page.goto(`${site}examples/blog.html`);
  await expect(lens.getByRole('alert')).toContainText('serve both files of one release');
  await page.unroute('**/*.wasm*');
  let asked = 0;
  await page.route('**/*.wasm*', (route) => route.fulfill({ contentType: 'application/wasm', body: asked++ < 2 ? other : whole }));
  await page.reload();
  await expect(lens.locator('mark').first()).toBeVisible();
  expect(asked).toBe(3);
});

test('a text set before the element is known, and after, is read', async ({ page, start, site, lens }) => {
  const url = await hostPage(
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

test('copies from two hosts get on with each other: the first is used, and one module is fetched', async ({ page, start, site, lens }) => {
  const other = `${await start()}/some/repo/`;
  const url = await hostPage(
    start,
    `<script type="module" src="${site}article-lens.js"></script><script type="module" src="${other}article-lens.js"></script>
     <article-lens>Spain thanked Portugal.</article-lens><article-lens>France thanked Italy.</article-lens>`,
  );
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  const modules = modulesAsked(page);
  await page.goto(url);
  await expect(lens.locator('mark', { hasText: /Portugal|Italy/ })).toHaveCount(2);
  expect(modules).toHaveLength(1);
  expect(faults).toEqual([]);
});
