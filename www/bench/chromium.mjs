// What the measurements share: the built page served as GitHub Pages does, and a Chromium to open it in.
import puppeteer from 'puppeteer-core';
import { serving } from '../serve.mjs';
import { chromium } from '../test/other/browsers.mjs';

/**
 * Serves the built page, opens a browser, hands both to `work` and closes them after it.
 *
 * @template T
 * @param {(browser: import('puppeteer-core').Browser, site: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPage(work) {
  if (!chromium) throw new Error('No Chromium is installed; name one in CHROMIUM.');
  const { origin, close } = await serving({ under: '/some/repo/' });
  const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  try {
    return await work(browser, `${origin}/some/repo/`);
  } finally {
    await browser.close();
    close();
  }
}
