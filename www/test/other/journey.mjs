// What every browser must be able to do, told once. Each test hands over a driver of its browser.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serving } from '../../serve.mjs';

/**
 * A browser, driven from outside.
 *
 * @typedef {object} Driver
 * @property {(url: string) => Promise<void>} goto
 * @property {(work: Function, ...args: unknown[]) => Promise<any>} evaluate runs a function in the page; what goes in and out is JSON
 * @property {(x: number, y: number) => Promise<void>} click presses the mouse at a place of the window
 * @property {(text: string) => Promise<void>} type presses keys
 * @property {() => Promise<Uint8Array>} screenshot
 * @property {() => Promise<void>} close
 */

const SAMPLE = readFileSync(new URL('../../src/sample.txt', import.meta.url), 'utf8');
const PATIENCE_MS = 15_000;

/** Asks until the answer is truthy, and returns it. */
async function until(what, ask) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await pause(50);
  }
}

/** What the journey asks of a page; selectors look into the element first, then around it. */
function page(driver) {
  const texts = (selector) =>
    driver.evaluate((wanted) => {
      const lens = document.querySelector('article-lens');
      return [...(lens?.shadowRoot?.querySelectorAll(wanted) ?? []), ...document.querySelectorAll(wanted)].map((one) => one.textContent.trim());
    }, selector);
  const read = (words) =>
    until(`a report with “${words}”`, () =>
      driver.evaluate((name) => document.querySelector('article-lens')?.report?.entities.some((entity) => entity.name === name), words),
    );
  /** The middle of the first visible element, once it has stopped moving. */
  const place = (selector) =>
    driver.evaluate((wanted) => {
      const lens = document.querySelector('article-lens');
      const all = [...(lens?.shadowRoot?.querySelectorAll(wanted) ?? []), ...document.querySelectorAll(wanted)];
      const box = all.map((one) => [one, one.getClientRects()[0]]).find(([, rect]) => rect?.width);
      if (!box) return null;
      box[0].scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = box[0].getClientRects()[0];
      return [Math.round(left + width / 2), Math.round(top + height / 2)];
    }, selector);
  const click = async (selector) => {
    let before;
    const at = await until(`${selector} to click on`, async () => {
      const now = await place(selector);
      const still = now && String(now) === String(before);
      before = now;
      return still && now;
    });
    await driver.click(...at);
  };
  return { texts, read, click, place };
}

/** Reads the sample and walks through its findings. */
async function readsTheSample(driver, site) {
  const { texts, place } = page(driver);
  await driver.goto(site);
  // The page may show the sample by itself, or on demand.
  await until('the sample', async () => {
    if ((await texts('mark')).length > 0) return true;
    const at = await place('#sample');
    if (at) await driver.click(...at);
    return false;
  });
  await walksThroughIt(driver);
}

/** From a date to its other year, from a mark to its card and back, from an event to its words. */
async function walksThroughIt(driver) {
  const { texts, read, click } = page(driver);
  await read('Marco Rubio');
  assert.ok((await texts('mark')).includes('Marco Rubio'), 'names are marked');

  const times = () => texts('.events time');
  const assumed = await times();
  assert.equal(assumed.length, 4, 'the timeline has its dates');
  await click('.publication .assumed .choice');
  const moved = await until('dates of another year', async () => {
    const now = await times();
    return String(now) !== String(assumed) && now;
  });
  assert.equal(moved.length, 4);
  assert.equal(moved[0], assumed[0], 'a year that is stated stays');

  await click('mark[data-type]');
  await until('the card of a name', async () => (await texts('.card h2')).length === 1);
  assert.ok(await driver.evaluate(() => document.querySelector('article-lens').shadowRoot.querySelector('.card').getBoundingClientRect().height > 50));
  await click('.card .close');
  await until('the card to close', async () => (await texts('.card')).length === 0);

  await click('.events .headline');
  await until('the words of an event', () =>
    driver.evaluate(() => {
      const root = document.querySelector('article-lens').shadowRoot;
      const lit = root.querySelector('.evidence');
      const { top, bottom } = lit?.getBoundingClientRect() ?? {};
      return lit && root.activeElement === lit && top >= 0 && bottom <= innerHeight;
    }),
  );
}

/** Stands in a sandboxed frame on another origin, as examples/iframe.html has it, and tells its height there. */
async function isFramed(driver, site, start) {
  const example = readFileSync(new URL('../../examples/iframe.html', import.meta.url), 'utf8');
  await driver.goto(await elsewhere(start, example.replace('../frame.html', `${site}frame.html`)));
  await until('the height of the frame', () => driver.evaluate(() => Number(document.querySelector('iframe').height) > 700));
}

/** Types a text of the reader's own. */
async function readsWhatIsTyped(driver, site) {
  const { texts, read, click } = page(driver);
  await driver.goto(site);
  await until('the element', () => driver.evaluate(() => !!customElements.get('article-lens')));
  if (await driver.evaluate(() => document.querySelector('#input').getClientRects().length === 0)) await click('#edit');
  await driver.evaluate(() => void (document.querySelector('#input').value = ''));
  await click('#input');
  await driver.type('Spain thanked Portugal on Friday.');
  await read('Portugal');
  await until('marks', async () => String((await texts('mark')).slice(0, 2)) === 'Spain,Portugal');
}

/** Puts a page of somebody else's on an origin of its own. */
function elsewhere(start, html) {
  const folder = mkdtempSync(join(tmpdir(), 'host-'));
  writeFileSync(join(folder, 'index.html'), html);
  return start({ folder });
}

function hostPage(start, head, body) {
  return elsewhere(start, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${head}</head><body>${body}</body></html>`);
}

/** Embeds the element by two lines in a page on another origin, under a strict policy. */
async function isEmbedded(driver, site, start) {
  const { origin } = new URL(site);
  const policy = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const host = await hostPage(
    start,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<script type="module" src="${site}article-lens.js"></script>\n<article-lens>${SAMPLE}</article-lens>`,
  );
  assert.notEqual(new URL(host).origin, origin);
  await driver.goto(host);
  await walksThroughIt(driver);
}

/** Stays readable where the policy refuses WebAssembly, and says what is missing. */
async function isRefused(driver, site, start) {
  const { origin } = new URL(site);
  const host = await hostPage(
    start,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${origin}; connect-src ${origin}">`,
    `<article-lens><p>Rubio called Munir.</p></article-lens><script type="module" src="${site}article-lens.js"></script>`,
  );
  const { texts } = page(driver);
  await driver.goto(host);
  const [message] = await until('the failure', async () => {
    const said = await texts('[role=alert]');
    return said.length > 0 && said;
  });
  assert.match(message, /add 'wasm-unsafe-eval' to its script-src/);
  assert.ok(await driver.evaluate(() => document.querySelector('article-lens p').getBoundingClientRect().height > 10));
}

/** Reads an article of the page and marks it there, where the browser can. */
async function readsThePage(driver, site, start) {
  const lines = SAMPLE.split(/\n+/).map((line) => `<p>${line}</p>`);
  const host = await hostPage(
    start,
    '',
    `<article id="story">${lines.join('')}</article><article-lens for="#story"></article-lens><script type="module" src="${site}article-lens.js"></script>`,
  );
  const { texts, read, click } = page(driver);
  await driver.goto(host);
  await read('Marco Rubio');
  const marked = await driver.evaluate(() => (typeof Highlight === 'undefined' ? null : [...CSS.highlights.get('al-people')].map(String)));
  assert.ok(marked === null || marked.includes('Marco Rubio'));
  await click('.events .headline');
  await until('the words of an event', () =>
    driver.evaluate(() => {
      const { top, bottom } = document.querySelector('#story p:last-of-type').parentElement.getBoundingClientRect();
      return top < innerHeight / 2 && bottom > 0;
    }),
  );
  await click('.entity');
  await until('the card of a name', async () => (await texts('.card h2')).length === 1);
  assert.ok(await driver.evaluate(() => document.querySelector('article-lens').shadowRoot.querySelector('.dock').matches(':popover-open')));
  await click('.card .close');
  await until('the card to close', async () => (await texts('.card')).length === 0);
}

/**
 * Takes a browser through all of it; `TEST_PICTURES=folder` keeps a picture of each step.
 *
 * @param {import('node:test').TestContext} t
 * @param {() => Promise<Driver>} launch
 */
export async function journey(t, launch) {
  const servers = [];
  const start = async (options) => {
    const server = await serving(options);
    servers.push(server);
    return `${server.origin}${options.under ?? '/'}`;
  };
  t.after(() => servers.forEach(({ close }) => close()));
  const driver = await launch();
  t.after(() => driver.close());

  const site = await start({ under: '/some/repo/' });
  const steps = {
    'the sample is read, and its findings lead to their words': readsTheSample,
    'in a sandboxed frame it tells its height': isFramed,
    'a text of one’s own is read while it is typed': readsWhatIsTyped,
    'two lines embed it from another origin, under a strict policy': isEmbedded,
    'where WebAssembly is refused, the text stays readable': isRefused,
    'an article of the page is read and marked where it stands': readsThePage,
  };
  const { TEST_PICTURES } = process.env;
  for (const [name, step] of Object.entries(steps)) {
    await t.test(name, async () => {
      await step(driver, site, start);
      if (TEST_PICTURES) writeFileSync(join(TEST_PICTURES, `${t.name} ${step.name}.png`), await driver.screenshot());
    });
  }
}
