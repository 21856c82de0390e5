import { readFileSync } from 'node:fs';
import type { FrameLocator, Page } from '@playwright/test';
import { hostPage } from './host.js';
import { expect, test as base } from './site.js';

const SANDBOX = 'sandbox="allow-scripts allow-popups"';
const THANKS = 'Spain thanked Portugal on Friday.';

/** The script of examples/iframe.html, which docs/embedding.md has as well. */
const [FOLLOW] = /<script>[^]*<\/script>/.exec(readFileSync(new URL('../../examples/iframe.html', import.meta.url), 'utf8'))!;

const test = base.extend<{ framed: FrameLocator; open: (body: string) => Promise<void>; said: string[] }>({
  framed: async ({ page }, use) => use(page.locator('#lens').contentFrame()),
  /** Opens a page of somebody else's on an origin of its own; `FRAME` is the address of the frame. */
  open: async ({ page, start, site }, use) => {
    await use(async (body) => {
      await page.goto(await hostPage(start, body.replaceAll('FRAME', `${site}frame.html`)));
    });
  },
  /** What stands in the console. */
  said: async ({ page }, use) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await use(said);
  },
});

/** Sends the frame a message from the page around it. */
const send = (page: Page, message: unknown) =>
  page.evaluate((data) => document.querySelector<HTMLIFrameElement>('#lens')!.contentWindow!.postMessage(data, '*'), message);

test('what stands behind # is read in a sandbox of another origin, and sent to no server', async ({ page, open, framed, said }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(`<iframe id="lens" title="Lens" ${SANDBOX} height="500" src="FRAME#text=${encodeURIComponent(THANKS)}&published=2025-05-10&views=article%20timeline"></iframe>`);
  await expect(framed.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  await expect(framed.locator('.events time')).toHaveText('9 May 2025');
  await expect(framed.getByRole('table')).toHaveCount(0);
  expect(await page.frames()[1]!.evaluate(() => origin)).toBe('null');
  expect(asked.filter((url) => url.split('#')[0]!.includes('Portugal'))).toEqual([]);
  expect(said).toEqual([]);
});

test('the frame tells its height, and the documented lines follow it, up and down', async ({ page, open, framed }) => {
  await open(`${FOLLOW}<iframe id="lens" title="Lens" width="100%" ${SANDBOX} height="100" src="FRAME#text=${encodeURIComponent(THANKS)}"></iframe>`);
  await expect(framed.locator('mark').first()).toBeVisible();
  const frame = page.frames()[1]!;
  const fits = () => frame.evaluate(() => document.documentElement.scrollHeight === innerHeight && Math.ceil(document.querySelector('main')!.getBoundingClientRect().height) === innerHeight);
  await expect.poll(fits).toBe(true);
  const height = () => page.locator('#lens').evaluate((element) => Number((element as HTMLIFrameElement).height));
  const before = await height();
  expect(before).toBeGreaterThan(300);
  await send(page, { type: 'article-lens:article', text: THANKS, views: 'article' });
  await expect.poll(height).toBeLessThan(before);
  await expect.poll(fits).toBe(true);
});

test('in a frame as high as what is in it, a finding leads to its words: the documented lines move the page', async ({ page, open, framed }) => {
  await page.setViewportSize({ width: 600, height: 500 });
  await open(`${FOLLOW}<p>Above.</p><iframe id="lens" title="Lens" width="100%" ${SANDBOX} height="100" src="FRAME#text=${encodeURIComponent(THANKS)}"></iframe>`);
  await expect.poll(() => page.locator('#lens').evaluate((element) => element.clientHeight)).toBeGreaterThan(600);
  await framed.locator('.entity').last().click();
  await expect(framed.locator('mark.lit').first()).toBeInViewport();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(300);
});

test('without a script the frame keeps its height and scrolls', async ({ page, open, framed }) => {
  await open(`<iframe id="lens" title="Lens" ${SANDBOX} height="300" src="FRAME#text=${encodeURIComponent(THANKS)}"></iframe>`);
  await expect(framed.locator('mark').first()).toBeVisible();
  expect(await page.locator('#lens').evaluate((element) => element.clientHeight)).toBe(300);
  await framed.locator('.entity').last().scrollIntoViewIfNeeded();
  await expect(framed.locator('.entity').last()).toBeInViewport();
});

test('an article comes by message once the frame listens', async ({ open, framed, said }) => {
  await open(`<script>
      addEventListener('message', ({ source, data }) => {
        if (data?.type === 'article-lens:ready') source.postMessage({ type: 'article-lens:article', text: '${THANKS}', published: '2024-05-10' }, '*');
      });
    </script><iframe id="lens" title="Lens" ${SANDBOX} height="500" src="FRAME"></iframe>`);
  await expect(framed.locator('.events time')).toHaveText('10 May 2024');
  expect(said).toEqual([]);
});

test('what is malformed is ignored, with one sentence; what is not for the frame, without any', async ({ page, open, framed, said }) => {
  await open(`<iframe id="lens" title="Lens" ${SANDBOX} height="500" src="FRAME#text=${encodeURIComponent(THANKS)}"></iframe>`);
  await expect(framed.locator('mark').first()).toBeVisible();
  for (const message of [null, 7, 'text', [], {}, { type: 'another' }, { text: 'France thanked Italy.' }, { type: 'article-lens:resize', height: 1 }]) await send(page, message);
  await page.waitForTimeout(100);
  expect(said).toEqual([]);
  for (const message of [{ text: 7 }, { text: 'Italy', published: 'Friday' }, { text: 'Italy', views: ['article'] }]) await send(page, { type: 'article-lens:article', ...message });
  await expect.poll(() => said).toEqual([
    'Article Lens: article-lens:article needs a string “text”.',
    'Article Lens: article-lens:article takes “published” as YYYY-MM-DD.',
    'Article Lens: article-lens:article takes “views” as a string.',
  ]);
  await expect(framed.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  await expect(framed.locator('mark', { hasText: 'Italy' })).toHaveCount(0);
});

test('the frame hears its parent alone', async ({ page, open, framed, said }) => {
  await open(`<iframe id="lens" title="Lens" ${SANDBOX} height="500" src="FRAME#text=${encodeURIComponent(THANKS)}"></iframe>
    <iframe id="other" title="Other" srcdoc="<script>addEventListener('message', () => parent.frames[0].postMessage({ type: 'article-lens:article', text: 'France thanked Italy.' }, '*'))</script>"></iframe>`);
  await expect(framed.locator('mark').first()).toBeVisible();
  await page.evaluate(() => document.querySelector<HTMLIFrameElement>('#other')!.contentWindow!.postMessage('go', '*'));
  await page.waitForTimeout(200);
  await expect(framed.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  expect(said).toEqual([]);
  // The same message from the parent is heard.
  await send(page, { type: 'article-lens:article', text: 'France thanked Italy.' });
  await expect(framed.locator('mark', { hasText: 'Italy' })).toHaveCount(1);
});

test('the policy of the frame lets nothing out, in a sandbox and without', async ({ page, open, start, said }) => {
  const elsewhere = await start({ under: '/' });
  for (const sandbox of [SANDBOX, '']) {
    await open(`<iframe id="lens" title="Lens" ${sandbox} height="500" src="FRAME#text=${encodeURIComponent(THANKS)}"></iframe>`);
    await expect(page.locator('#lens').contentFrame().locator('mark').first()).toBeVisible();
    said.length = 0;
    const got = await page.frames()[1]!.evaluate(async (url) => {
      const sent = await fetch(url).then(() => 'sent', () => 'refused');
      const script = Object.assign(document.createElement('script'), { src: `${url}frame.js` });
      const ran = new Promise((resolve) => Object.assign(script, { onload: () => resolve('run'), onerror: () => resolve('refused') }));
      document.head.append(script);
      return [sent, await ran];
    }, `${elsewhere}/`);
    expect(got).toEqual(['refused', 'refused']);
  }
});

test('markup in a text stays text', async ({ page, open, framed, said }) => {
  const hostile = '<img src=x onerror="parent.postMessage(\'broken\',\'*\')"><script>parent.postMessage(1,"*")</script> Spain thanked Portugal.';
  await page.addInitScript(() => addEventListener('message', ({ data }) => void (typeof data === 'object' || Object.assign(window, { broken: true }))));
  await open(`<iframe id="lens" title="Lens" ${SANDBOX} height="500" src="FRAME#text=${encodeURIComponent(hostile)}"></iframe>`);
  await expect(framed.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  expect(await framed.locator('#text').evaluate((text) => (text as HTMLElement).innerText)).toBe(hostile);
  await expect(framed.locator('img')).toHaveCount(0);
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
  expect(said).toEqual([]);
});

test('the card of a name stands beside its mark, whatever the height of the frame', async ({ page, open, framed }) => {
  await open(`${FOLLOW}<iframe id="lens" title="Lens" width="360" ${SANDBOX} height="100" src="FRAME#text=${encodeURIComponent(THANKS)}"></iframe>`);
  const mark = framed.locator('mark', { hasText: 'Portugal' });
  await expect(mark).toBeVisible();
  await expect.poll(() => page.frames()[1]!.evaluate(() => innerHeight)).toBeGreaterThan(400);
  await mark.click();
  const [at, card] = [await mark.boundingBox(), await framed.locator('.card').boundingBox()];
  expect(Math.abs(card!.y - (at!.y + at!.height))).toBeLessThan(40);
});

test('the frame takes theme and language from its address, and another address is read anew', async ({ page, open, framed }) => {
  await open(`<iframe id="lens" title="Lens" ${SANDBOX} height="500" src="FRAME#theme=dark&ui=de&text=${encodeURIComponent(THANKS)}"></iframe>`);
  await expect(framed.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  expect(await framed.locator('body').evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(255, 255, 255)');
  await expect(framed.locator('html')).toHaveAttribute('lang', 'de');
  await expect(framed.getByRole('heading', { name: 'Zeitleiste' })).toBeVisible();
  await page.locator('#lens').evaluate((element) => {
    const frame = element as HTMLIFrameElement;
    frame.src = `${frame.src.split('#')[0]}#text=France%20thanked%20Italy.`;
  });
  await expect(framed.locator('mark', { hasText: 'Italy' })).toHaveCount(1);
});
