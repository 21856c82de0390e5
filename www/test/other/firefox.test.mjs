import { test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { firefox } from './browsers.mjs';
import { journey } from './journey.mjs';

async function launch() {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: true });
  const [page] = await browser.pages();
  await page.setViewport({ width: 1280, height: 900 });
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: (work, ...args) => page.evaluate(work, ...args),
    click: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}

const skip = firefox ? false : 'Firefox is not installed (Debian: apt-get install firefox-esr; or name it in FIREFOX).';
test('Firefox', { skip, timeout: 120_000 }, (t) => journey(t, launch));
