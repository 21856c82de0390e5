// How long the page takes to answer, on a processor four times slower: `npm run inp`.
// A long article is pasted, its findings are opened one after the other, and some words are typed.
import { setTimeout as pause } from 'node:timers/promises';
import { longArticle } from './article.mjs';
import { withPage } from './chromium.mjs';

const LIMIT_MS = 200;
const SLOWER = 4;
const text = longArticle(5000);

/** What the reader does; a step without its element on the page is left out. */
const STEPS = [
  ['paste', paste],
  ['open a mark', (page) => click(page, 'mark[data-type]')],
  ['step to the next mention', (page) => click(page, '.card .steps button:last-child')],
  ['close the card', (page) => click(page, '.card .close')],
  ['open a mark further down', (page) => click(page, 'mark[data-type]', 150)],
  ['go to an event’s words', (page) => click(page, '.events .headline', 3)],
  ['unfold the tail', (page) => click(page, '.tail summary')],
  ['filter', (page) => click(page, '[aria-pressed].filter, .filters button, .kinds button')],
  ['select a name', (page) => click(page, '.entity', 5)],
  ['open a cell of the matrix', (page) => click(page, '.cell')],
  ['go to a statement’s words', (page) => click(page, '.opened .words')],
  ['unfold a party', (page) => click(page, '.party')],
  ['show the matters', (page) => click(page, '.topics button, button.topics')],
  ['go to a voice', (page) => click(page, '.voice')],
  ['edit the text', (page) => click(page, '#bar button')],
  ['type into it', async (page) => (await click(page, '#input')) && (await page.keyboard.type(' Ghana thanked Peru.', { delay: 60 }), true)],
];

/** Presses the mouse on the nth visible element of the element or the page. */
async function click(page, selector, nth = 0) {
  const at = await page.evaluate(
    (wanted, index) => {
      const roots = [document.querySelector('article-lens').shadowRoot, document];
      const all = roots.flatMap((root) => [...root.querySelectorAll(wanted)]).filter((one) => one.getClientRects().length > 0);
      const one = all[Math.min(index, all.length - 1)];
      if (!one) return null;
      one.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = one.getClientRects()[0];
      return [left + width / 2, top + height / 2];
    },
    selector,
    nth,
  );
  if (!at) return false;
  await pause(300);
  await page.mouse.click(...at, { delay: 80 });
  return true;
}

/** Pastes as a reader does, through the clipboard. */
async function paste(page) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  if (!(await click(page, '#input'))) throw new Error('There is no field to paste into.');
  await pause(500);
  await page.evaluate(() => (window.interactions.length = 0));
  await page.keyboard.down('Control');
  await page.keyboard.press('KeyV', { commands: ['Paste'] });
  await page.keyboard.up('Control');
  await page.waitForFunction((length) => window.read === length, { timeout: 60_000 }, text.length);
  return true;
}

/** The longest answer since the last call, and what the browser was busy with. */
async function longest(page, cdp, before) {
  await pause(700);
  const duration = await page.evaluate(() => {
    const byInteraction = new Map();
    for (const { id, duration } of window.interactions.splice(0)) byInteraction.set(id, Math.max(duration, byInteraction.get(id) ?? 0));
    return Math.max(0, ...byInteraction.values());
  });
  const after = await busy(cdp);
  return { duration, ...Object.fromEntries(Object.keys(after).map((name) => [name, after[name] - before[name]])) };
}

/** Milliseconds that the page has spent so far. */
async function busy(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const spent = (name) => 1000 * metrics.find((metric) => metric.name === name).value;
  return { script: spent('ScriptDuration'), style: spent('RecalcStyleDuration'), layout: spent('LayoutDuration'), all: spent('TaskDuration') };
}

const results = await withPage(async (browser, site) => {
  await browser.defaultBrowserContext().overridePermissions(new URL(site).origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.evaluateOnNewDocument(() => {
    window.interactions = [];
    addEventListener('al-analyzed', (event) => (window.read = event.detail.text.length));
    new PerformanceObserver((list) => {
      for (const { duration, interactionId: id } of list.getEntries()) if (id) window.interactions.push({ id, duration });
    }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  });
  await page.goto(site, { waitUntil: 'networkidle0' });
  const cdp = await page.createCDPSession();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await cdp.send('Performance.enable');
  const all = [];
  for (const [name, act] of STEPS) {
    const before = await busy(cdp);
    if (await act(page)) all.push([name, await longest(page, cdp, before)]);
    else console.log(`left out, not on the page: ${name}`);
  }
  const names = await page.evaluate(() => document.querySelector('article-lens').report?.entities.length);
  console.log(`${text.split(/\s+/).length} words, ${names} names, ${SLOWER}× slower`);
  return all;
});

console.log('  answer  script   style  layout     all');
for (const [name, spent] of results) {
  const cells = [spent.duration, spent.script, spent.style, spent.layout, spent.all].map((ms) => String(Math.round(ms)).padStart(8));
  console.log(`${cells.join('')}  ${name}`);
}
const worst = Math.max(...results.map(([, { duration }]) => duration));
console.log(`worst: ${Math.round(worst)} ms of ${LIMIT_MS} ms`);
process.exitCode = worst > LIMIT_MS ? 1 : 0;
