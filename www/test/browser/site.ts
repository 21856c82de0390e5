import { readFileSync } from 'node:fs';
import { test as base, type Locator, type Page } from '@playwright/test';
import { serving, type serve } from '../../serve.mjs';

export const SAMPLE = readFileSync(new URL('../../src/sample.txt', import.meta.url), 'utf8');
/** The day on which every test reads: the year that is assumed depends on it. */
const TODAY = new Date('2026-11-24T12:00:00');

type Options = NonNullable<Parameters<typeof serve>[0]>;

/** Starts a server of the built site and returns its origin; a test that needs a second origin calls it again. */
export type Start = (options?: Options) => Promise<string>;

export const test = base.extend<{ start: Start; site: string; lens: Locator; page: Page }>({
  start: async ({}, use) => {
    const servers: Awaited<ReturnType<typeof serving>>[] = [];
    await use(async (options = {}) => {
      const server = await serving({ under: '/some/repo/', ...options });
      servers.push(server);
      return server.origin;
    });
    for (const { close } of servers) close();
  },
  site: async ({ start }, use) => use(`${await start()}/some/repo/`),
  page: async ({ page }, use) => {
    await page.clock.setFixedTime(TODAY);
    await use(page);
  },
  lens: async ({ page }, use) => use(page.locator('article-lens')),
});

export { expect } from '@playwright/test';

/** Opens the page and reads the sample there. */
export async function openSample(page: Page, site: string): Promise<void> {
  await page.goto(site);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await page.getByRole('button', { name: 'Edit text' }).waitFor();
  await settled(page);
}

/** Waits until what is in the field was read. */
export async function settled(page: Page): Promise<void> {
  await page.locator('article-lens .lens[aria-busy="false"]').first().waitFor();
}

/** The words that are lit up as evidence, and whether the focus is on the first of them. */
export function evidence(page: Page): Promise<{ words: string; focused: boolean; visible: boolean }> {
  return page.evaluate(() => {
    const root = document.querySelector('article-lens')!.shadowRoot!;
    const lit = [...root.querySelectorAll('.evidence')];
    const first = lit[0];
    const box = first?.getBoundingClientRect();
    return {
      words: lit.map((element) => element.textContent).join(''),
      focused: first !== undefined && root.activeElement === first,
      visible: box !== undefined && box.top >= 0 && box.bottom <= innerHeight,
    };
  });
}
