import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { breaksNoRule } from './axe.js';
import { heard, hostPage, keepMemories, listen, modulesAsked, shifts } from './host.js';
import { expect, SAMPLE, test } from './site.js';

type Lens = HTMLElementTagNameMap['article-lens'];

const NEWS = 'Berlin, 4 March 2026. Friedrich Merz criticised Donald Trump on Tuesday.\nTrump thanked Poland and urged Spain to pay more.';

async function axe(page: Page): Promise<void> {
  await breaksNoRule(new AxeBuilder({ page }).disableRules(['page-has-heading-one', 'landmark-one-main', 'region']));
}

test('nothing is fetched before the element comes near the screen, and then the page around it does not move', async ({ page, start, site, lens }) => {
  const long = '<p>Something else stands here.</p>'.repeat(400);
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script>${long}<article-lens>${SAMPLE}</article-lens>${long}`);
  const moved = await shifts(page);
  const modules = modulesAsked(page);
  await page.goto(url);
  await page.waitForFunction(() => customElements.get('article-lens') !== undefined);
  await page.waitForTimeout(300);
  expect(modules).toEqual([]);
  await lens.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top - 1.5 * innerHeight));
  await expect(lens.locator('mark').first()).toBeAttached();
  await lens.evaluate((element) => element.scrollIntoView());
  expect(await moved()).toBe(0);
  expect(modules).toHaveLength(1);
});

test('an element that is seen at once moves nothing where room is kept for it', async ({ page, start, site, lens }) => {
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens>${NEWS}</article-lens><p>What follows.</p>`, {
    head: '<style>article-lens { display: block; min-block-size: 120rem }</style>',
  });
  const moved = await shifts(page);
  await page.goto(url);
  await expect(lens.locator('mark').first()).toBeVisible();
  expect(await moved()).toBe(0);
});

test('moved while it waits, or given a text while it is away, it reads it once it is back', async ({ page, start, site, lens }) => {
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens loading="eager">${NEWS}</article-lens><p id="there"></p>`);
  await page.goto(url);
  await expect(lens.locator('mark').first()).toBeVisible();
  await lens.evaluate((element: Lens) => {
    element.text = 'France thanked Italy.';
    document.querySelector('#there')!.append(element);
  });
  await expect(lens.locator('mark', { hasText: 'Italy' })).toHaveCount(1);
  await lens.evaluate(async (element: Lens) => {
    element.remove();
    element.text = 'Spain thanked Portugal.';
    await element.updateComplete;
    document.querySelector('#there')!.append(element);
  });
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
});

test('its states and its text tell how far it is', async ({ page, start, site, lens }) => {
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens>${NEWS}</article-lens>`);
  let go = (): void => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  await page.route('**/*.wasm*', async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto(url);
  await page.locator('article-lens:state(loading)').waitFor();
  await expect(page.getByText('Friedrich Merz criticised')).toBeVisible();
  go();
  await page.locator('article-lens:state(analyzed)').waitFor();
  await expect(page.locator('article-lens:state(loading)')).toHaveCount(0);
  await lens.evaluate((element) => element.setAttribute('for', '#nowhere'));
  await page.locator('article-lens:state(failed)').waitFor();
});

test('an attribute is a property, and a property an attribute', async ({ page, start, site, lens }) => {
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens published="2024-03-06" views="timeline">${NEWS.replace(', 4 March 2026', '')}</article-lens>`);
  await page.goto(url);
  await expect(lens.locator('.events time')).toHaveText('5 March 2024');
  await expect(lens.locator('mark, table, .entity')).toHaveCount(0);
  await lens.evaluate((element: Lens) => Object.assign(element, { published: '2025-03-06', views: 'timeline stance', editable: true, theme: 'dark', loading: 'eager' }));
  await expect(lens.locator('.events time')).toHaveText('4 March 2025');
  await expect(lens.getByRole('table')).toBeVisible();
  await expect(lens).toHaveAttribute('views', 'timeline stance');
  await expect(lens).toHaveAttribute('theme', 'dark');
  await expect(lens).toHaveAttribute('editable', '');
  expect(await lens.locator('.events time').evaluate((time) => getComputedStyle(time.closest('.root')!).colorScheme)).toBe('dark');
});

test('it speaks the language of the page around it, once that is there, or the one it is told', async ({ page, start, site, lens }) => {
  const url = await hostPage(
    start,
    `<script type="module" src="${site}article-lens.js"></script><article-lens lang="en">${NEWS}</article-lens><article-lens lang="en" ui="en">${NEWS}</article-lens>`,
    { html: 'lang="de-AT"' },
  );
  await page.goto(url);
  await expect(lens.first().locator('#timeline-title')).toContainText('Timeline');
  await lens.first().evaluate((element) => {
    const { words } = (element as Lens).result!;
    const german = { ...words, locale: 'de-DE', timeline: { ...words.timeline, title: 'Zeitleiste' } };
    (element.constructor as unknown as { speak(words: unknown): void }).speak(german);
  });
  await expect(lens.first().locator('#timeline-title')).toContainText('Zeitleiste');
  await expect(lens.first().locator('.root')).toHaveAttribute('lang', 'de-DE');
  await expect(lens.nth(1).locator('#timeline-title')).toContainText('Timeline');
  await lens.nth(1).evaluate((element) => void ((element as Lens).ui = 'de'));
  await expect(lens.nth(1).locator('#timeline-title')).toContainText('Zeitleiste');
});

test('custom properties and parts change how it looks', async ({ page, start, site, lens }) => {
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens>${NEWS}</article-lens>`, {
    head: `<style>
      article-lens { --al-text: rgb(10, 20, 30); --al-background: rgb(250, 240, 230); --al-font-text: monospace; --al-text-size: 30px; --al-accent: rgb(1, 2, 3) }
      article-lens::part(mark) { background-color: rgb(9, 8, 7) }
      article-lens::part(card) { border-radius: 0 }
    </style>`,
  });
  await page.goto(url);
  const style = (selector: string, name: string) => lens.locator(selector).first().evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);
  await lens.locator('mark').first().click();
  expect(await style('#text', 'color')).toBe('rgb(10, 20, 30)');
  expect(await style('#text', 'font-family')).toBe('monospace');
  expect(await style('#text', 'font-size')).toBe('30px');
  expect(await style('.ways-to', 'background-color')).toBe('rgb(250, 240, 230)');
  expect(await style('.when', 'color')).toBe('rgb(1, 2, 3)');
  expect(await style('mark', 'background-color')).toBe('rgb(9, 8, 7)');
  expect(await style('.card', 'border-radius')).toBe('0px');
});

for (const [name, css, html] of [
  ['resets every property of every element', '* { all: unset } head, script, style, title { display: none } body { display: block; font-size: 16px; line-height: 3; letter-spacing: 4px; text-transform: uppercase; text-align: center; white-space: pre }', ''],
  ['has a dark ground and says nothing of it', 'body { background: #101418; color: #eee }', ''],
  ['changes its ground by a class', 'html.night body { background: #101418; color: #eee }', 'class="night"'],
  ['gives its root 10 px and its body 18', 'html { font-size: 10px } body { font-size: 1.8rem }', ''],
  ['gives its root 30 px', 'html { font-size: 30px }', ''],
  ['is written from right to left', '', 'dir="rtl"'],
] as const) {
  test(`a page that ${name} leaves it usable`, async ({ page, start, site, lens }) => {
    const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens>${NEWS}</article-lens>`, {
      head: css && `<style>${css}</style>`,
      html: `lang="en" ${html}`,
    });
    await page.goto(url);
    await lens.locator('mark', { hasText: 'Poland' }).click();
    await expect(lens.locator('.card h2')).toHaveText('Poland');
    const { size, around, spacing, transform } = await lens.locator('.reason').first().evaluate((element) => {
      const { fontSize, letterSpacing, textTransform } = getComputedStyle(element);
      return { size: parseFloat(fontSize), around: parseFloat(getComputedStyle(document.body).fontSize), spacing: letterSpacing, transform: textTransform };
    });
    expect(size / around).toBeCloseTo(0.8125, 2);
    expect([spacing, transform]).toEqual(['normal', 'none']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await axe(page);
  });
}

for (const [name, media] of [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
] as const) {
  test(`no rule of axe is broken on another page: ${name}`, async ({ page, start, site, lens }) => {
    await page.emulateMedia(media);
    const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens editable>${SAMPLE}</article-lens>`, {
      head: '<style>:root { color-scheme: light dark } body { background: Canvas }</style>',
    });
    await page.goto(url);
    await lens.locator('mark').first().click();
    await lens.locator('.fix summary').click();
    await axe(page);
    await page.keyboard.press('Escape');
    await lens.locator('.cell').first().click();
    for (const holder of await lens.locator('details').all()) await holder.locator('summary').click();
    await axe(page);
  });
}

test('at 320 px with twice the text it is no wider than the screen', async ({ page, start, site, lens }) => {
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens>${SAMPLE}</article-lens>`, { head: '<style>html { font-size: 200% }</style>' });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(url);
  await lens.locator('mark').first().click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await axe(page);
});

test('by keyboard alone: into the article, along its marks, to the card and back, and out again', async ({ page, start, site, lens }) => {
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><button>Before</button><article-lens views="article">${NEWS}</article-lens><button>After</button>`);
  await page.goto(url);
  await lens.locator('mark').first().waitFor();
  await page.getByText('Before').focus();
  const inside = () => lens.evaluate((element) => element.shadowRoot!.activeElement?.textContent?.trim());
  for (let stops = 0; stops < 10 && (await inside()) !== 'Berlin'; stops++) await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  expect(await inside()).toBe('Spain');
  await page.keyboard.press('Enter');
  await expect(lens.getByRole('dialog', { name: 'Spain' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lens.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(page.getByText('After')).toBeFocused();
});

test('it tells the page what the reader chose', async ({ page, start, site, lens }) => {
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article-lens>${NEWS}</article-lens>`);
  await listen(page);
  await page.goto(url);
  await page.evaluate(() => {
    const chosen: string[] = [];
    Object.assign(window, { chosen });
    addEventListener('al-entity-select', (event) => chosen.push((event as CustomEvent).detail.entity.name, (event as CustomEvent).detail.mention.text));
    addEventListener('al-event-select', (event) => chosen.push((event as CustomEvent).detail.event.headline));
  });
  await lens.locator('mark', { hasText: 'Trump' }).last().click();
  await lens.locator('.events .headline').first().click();
  expect(await page.evaluate(() => (window as unknown as { chosen: string[] }).chosen)).toEqual(['Donald Trump', 'Trump', 'Friedrich Merz criticised Donald Trump']);
  expect((await heard(page)).map(({ name }) => name)).toEqual(['al-ready', 'al-analyzed', 'al-entity-select', 'al-event-select']);
});

test('removed and put back a thousand times, it leaves nothing behind; a thousand analyses need no more memory', async ({ page, start, site, lens }) => {
  test.slow();
  const url = await hostPage(start, `<script type="module" src="${site}article-lens.js"></script><article id="story"><p>${NEWS}</p></article><article-lens></article-lens><article-lens for="#story"></article-lens>`);
  await keepMemories(page);
  await page.goto(url);
  await lens.first().evaluate((element, text) => void ((element as Lens).text = text), NEWS);
  await expect(lens.locator('.lens')).toHaveCount(2);
  const devtools = await page.context().newCDPSession(page);
  const heap = async (): Promise<number> => {
    await page.waitForTimeout(300);
    for (let round = 0; round < 3; round++) await devtools.send('HeapProfiler.collectGarbage');
    return ((await devtools.send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
  };
  const churn = (times: number) =>
    page.evaluate(async (count) => {
      const old = [...document.querySelectorAll('article-lens')];
      for (let i = 0; i < count; i++) {
        for (const element of old) {
          const parent = element.parentElement!;
          element.remove();
          parent.append(element);
        }
        // And one that is thrown away.
        const fresh = document.createElement('article-lens');
        fresh.textContent = 'Spain thanked Portugal.';
        document.body.append(fresh);
        await new Promise((resolve) => setTimeout(resolve));
        fresh.remove();
      }
    }, times);
  await churn(50);
  const before = await heap();
  await churn(1000);
  expect((await heap()) - before).toBeLessThan(1_000_000);
  const grown = await lens.first().evaluate(async (element, text) => {
    const [memory] = (window as unknown as { memories: WebAssembly.Memory[] }).memories;
    const read = async (times: number): Promise<number> => {
      for (let i = 0; i < times; i++) {
        (element as Lens).text = `${text} ${i}`;
        await (element as Lens).analyze();
      }
      return memory!.buffer.byteLength;
    };
    const first = await read(20);
    return (await read(1000)) - first;
  }, NEWS);
  expect(grown).toBe(0);
});
