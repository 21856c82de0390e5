import { readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { breaksNoRule } from './axe.js';
import { expect, test } from './site.js';

const EXAMPLES = readdirSync(new URL('../../examples/', import.meta.url)).filter((name) => name.endsWith('.html'));

/** Everything that a page and its frames say in the console. */
function listen(page: Page): string[] {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  return said;
}

for (const name of EXAMPLES) {
  test(`the example ${name} is read, breaks no rule of WCAG, and nothing stands in the console`, async ({ page, site }) => {
    const said = listen(page);
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    await page.goto(`${site}examples/${name}`);
    const inside = name === 'iframe.html' ? page.frameLocator('iframe') : page;
    const elements = inside.locator('article-lens');
    await elements.first().waitFor({ state: 'attached' });
    for (const element of await elements.all()) {
      // What is fetched late is read when it is near.
      await element.scrollIntoViewIfNeeded();
      await expect(element.locator('.lens[aria-busy="false"]')).toBeVisible();
    }
    expect(said).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await breaksNoRule(new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']));
  });
}

test('the example of events hears what is chosen', async ({ page, site, lens }) => {
  await page.goto(`${site}examples/events.html`);
  await expect(page.locator('#said')).toHaveText(/^\d+ names were found\.$/);
  await lens.locator('.entity', { hasText: 'Ingrid Solheim' }).click();
  await expect(page.locator('#said')).toHaveText('Ingrid Solheim was chosen.');
  await lens.locator('.events .headline').first().click();
  await expect(page.locator('#said')).toHaveText(/^“.+” was chosen\.$/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page for site owners breaks no rule of axe, and its examples run: ${colorScheme}`, async ({ page, site }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const said = listen(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${site}embed/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('On your own page');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()!.width);
    const frames = page.locator('.example iframe');
    await expect(frames).toHaveCount(EXAMPLES.length);
    for (const frame of await frames.all()) {
      await frame.scrollIntoViewIfNeeded();
      if ((await frame.getAttribute('src'))!.endsWith('/iframe.html')) continue;
      await expect(frame.contentFrame().locator('article-lens .lens').first()).toBeAttached();
    }
    // Each example is a page of its own, and checked as one.
    await breaksNoRule(new AxeBuilder({ page }).exclude('.example iframe'));
    expect(asked.filter((url) => !url.startsWith(site))).toEqual([]);
    expect(said).toEqual([]);
  });
}

test('a quiet link leads from the page to it', async ({ page, site }) => {
  await page.goto(site);
  await page.getByRole('link', { name: 'On your own page' }).click();
  await expect(page).toHaveURL(`${site}embed/`);
});
