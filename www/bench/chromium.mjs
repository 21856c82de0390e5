// What the measurements share: the built page served as GitHub Pages does, and a Chromium to open it in.
import puppeteer from 'puppeteer-core';
import { serve } from '../serve.mjs';
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
  const server = serve({ under: '/some/repo/' });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  try {
    return await work(browser, `http://localhost:${server.address().port}/some/repo/`);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}
