import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { expect, openSample, SAMPLE, test as base } from './site.js';

const WWW = fileURLToPath(new URL('../../', import.meta.url));

const test = base.extend<{ folder: string; asked: string[]; site: string }>({
  /** A copy of the built site that a test may change. */
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'site-'));
    cpSync(join(WWW, 'dist'), folder, { recursive: true });
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  /** What the server was asked for. */
  asked: async ({}, use) => use([]),
  site: async ({ start, folder, asked }, use) => {
    const origin = await start({ folder, asked: (url) => void asked.push(decodeURIComponent(url)) });
    await use(`${origin}/some/repo/`);
  },
});

test.beforeEach(({}, { project }) => {
  test.skip(project.name !== 'desktop', 'a service worker knows no screen');
});

/** Opens the page and waits until it is kept for later. */
async function keep(page: Page, site: string): Promise<void> {
  await page.goto(site);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

/** Which build each part of the page came from, where the second one is marked. */
const parts = (page: Page) =>
  page.evaluate(() => ({
    html: document.documentElement.dataset.html ?? 'first',
    page: document.documentElement.dataset.page ?? 'first',
    element: document.documentElement.dataset.element ?? 'first',
    files: [
      ...[...document.scripts].map(({ src }) => src),
      ...[...document.querySelectorAll<HTMLLinkElement>('link[href]')].map(({ href }) => href),
    ],
  }));

/** Puts another build in the place of the one that is served. */
async function publishAnother(folder: string): Promise<void> {
  await build({
    root: WWW,
    logLevel: 'silent',
    build: { outDir: folder, emptyOutDir: true },
    plugins: [
      {
        name: 'another-build',
        transform: (code, id) => {
          const part = /\/src\/(page|article-lens)\.ts$/.exec(id)?.[1];
          if (part) return `${code}\nif (typeof document !== 'undefined') document.documentElement.dataset.${part === 'page' ? part : 'element'} = 'second';`;
        },
        transformIndexHtml: (html) => html.replace('<html', '<html data-html="second"'),
      },
    ],
  });
}

test('a second visit needs no network', async ({ page, site, lens, context }) => {
  await keep(page, site);
  await context.setOffline(true);
  await page.reload();
  await openSample(page, site);
  await expect(lens.locator('.events time').last()).toBeVisible();
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.getByLabel('The article', { exact: true }).fill('Spain thanked Portugal on Friday.');
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  await page.goto(`${site}index.html`);
  await openSample(page, site);
});

test('what is kept is the page, whole, and nothing else', async ({ page, site, asked }) => {
  await keep(page, site);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return { names, urls: requests.flat().map(({ url }) => url) };
  });
  expect(kept.names).toEqual([expect.stringContaining(site)]);
  expect(kept.urls.every((url) => url.startsWith(site) && !/\/(examples|embed|frame)\b/.test(url))).toBe(true);
  expect(kept.urls).toEqual(expect.arrayContaining((await parts(page)).files));
  // All under the folder of the page, and an example straight from the server.
  expect(asked.every((url) => url.startsWith('/some/repo/'))).toBe(true);
  asked.length = 0;
  await page.goto(`${site}examples/blog.html`);
  await expect(page.locator('article-lens mark').first()).toBeVisible();
  expect(asked).toContain('/some/repo/examples/blog.html');
});

test('nothing is fetched for later before the first text could be read', async ({ page, site, lens, asked }) => {
  await page.goto(site);
  await page.getByLabel('The article', { exact: true }).fill('Spain thanked Portugal on Friday.');
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  expect(asked.filter((url) => url.includes('service-worker'))).toEqual([]);
});

test('a new build waits until the reader takes it; the two are never mixed, and the text stays', async ({ page, site, folder, lens }) => {
  await keep(page, site);
  const first = await page.evaluate(() => caches.keys());
  await page.reload();
  await publishAnother(folder);
  await page.getByLabel('The article', { exact: true }).fill(SAMPLE);
  await page.reload();
  const line = page.getByRole('status').filter({ hasText: 'A new version is ready' });
  await expect(line).toBeVisible();
  expect(await parts(page)).toMatchObject({ html: 'first', page: 'first', element: 'first' });
  // A reload alone changes nothing.
  await page.reload();
  await expect(line).toBeVisible();
  expect(await parts(page)).toMatchObject({ html: 'first', page: 'first', element: 'first' });
  const before = (await parts(page)).files;

  await page.getByLabel('The article', { exact: true }).fill(SAMPLE);
  await Promise.all([page.waitForEvent('load'), line.getByRole('button', { name: 'Reload' }).click()]);
  await expect(lens.locator('mark').first()).toBeVisible();
  await expect(line).toHaveCount(0);
  const after = await parts(page);
  expect(after).toMatchObject({ html: 'second', page: 'second', element: 'second' });
  const scripts = (files: string[]) => files.filter((url) => url.includes('.js'));
  expect(scripts(after.files).length).toBeGreaterThan(0);
  for (const url of scripts(before)) expect(scripts(after.files)).not.toContain(url);
  await expect(page.locator('#input')).toHaveValue(SAMPLE);
  const second = await page.evaluate(() => caches.keys());
  expect(second).toHaveLength(1);
  expect(second).not.toEqual(first);
});

test('a text in a query reaches no server once the page is kept', async ({ page, site, lens, asked }) => {
  await keep(page, site);
  asked.length = 0;
  await page.goto(`${site}?text=Spain+thanked+Portugal`);
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  expect(asked.filter((url) => url.includes('Spain'))).toEqual([]);
});

test('what another app shares is handed to the page and reaches no server', async ({ page, start, site, lens, asked }) => {
  await keep(page, site);
  asked.length = 0;
  await page.addInitScript(() => Object.assign(window, { arrived: location.href }));
  await page.goto(`${await start()}/some/repo/examples/blog.html`);
  await page.evaluate((action) => {
    const form = Object.assign(document.createElement('form'), { action, method: 'POST', enctype: 'multipart/form-data' });
    for (const [name, value] of Object.entries({ title: 'A thank-you', text: 'Spain thanked Portugal & “France”.', url: 'https://example.org/' })) {
      form.append(Object.assign(document.createElement('input'), { name, value }));
    }
    document.body.append(form);
    form.submit();
  }, site);
  await page.waitForURL((url) => url.href.startsWith(site));
  const shared = 'A thank-you\n\nSpain thanked Portugal & “France”.';
  expect(await page.evaluate(() => (window as unknown as { arrived: string }).arrived)).toBe(`${site}#text=${encodeURIComponent(shared)}`);
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  await expect(page.locator('#input')).toHaveValue(shared);
  expect(asked.filter((url) => /Spain|^\/some\/repo\/(\?|$)/.test(url))).toEqual([]);
});

test('the manifest names what is there, and all of it within the folder', async ({ page, site }) => {
  await page.goto(site);
  const address = await page.locator('link[rel=manifest]').evaluate((link: HTMLLinkElement) => link.href);
  const manifest = await (await page.request.get(address)).json();
  for (const url of [manifest.id, manifest.start_url, manifest.scope, manifest.share_target.action]) {
    expect(new URL(url, address).href).toBe(site);
  }
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await page.request.get(new URL(src, address).href);
    expect(icon.headers()['content-type']).toBe(type);
    if (type !== 'image/png') continue;
    const bytes = await icon.body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
});
