import { mkdirSync, writeFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Findings } from '../../src/findings.js';
import { timelinePng, timelineSvg } from '../../src/timeline/picture.js';
import { evidence, expect, SAMPLE, test } from './site.js';

const NAMES = ['France', 'Spain', 'Portugal', 'Italy', 'Germany', 'Poland', 'Norway', 'Greece'];
const VERBS = ['sent envoys to', 'signed a treaty with', 'sued', 'invaded', 'attacked'];
const said = (date: Date): string => date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Plain news: as many dated sentences as asked for, `step` days from each other. */
function news(count: number, step: number, first = '2025-02-03'): string {
  return Array.from({ length: count }, (_, i) => {
    const date = new Date(Date.parse(first) + i * step * 86_400_000);
    return `On ${said(date)} ${NAMES[i % 8]} ${VERBS[i % 5]} ${NAMES[(i + 3) % 8]}.`;
  }).join(' ');
}

const OUTLIER = `On 15 August 1947 India became independent of Britain. ${news(5, 3, '2025-05-02')}`;
const ONE_PLACE = `On 1 March 1990 Norway sued Greece. ${news(1, 0)} ${Array.from({ length: 40 }, (_, i) => `On 3 May 2025 ${NAMES[i % 8]} ${VERBS[i % 5]} ${NAMES[(i + 1 + Math.floor(i / 8)) % 8]}.`).join(' ')}`;

async function read(page: Page, site: string, text: string): Promise<void> {
  await page.goto(site);
  await page.evaluate(async (given) => {
    const lens = document.querySelector('article-lens')!;
    lens.text = given;
    await lens.analyze();
  }, text);
  await page.locator('article-lens .picture').waitFor();
}

/** Texts that are drawn over each other, and what lies outside the picture. */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('article-lens')!.shadowRoot!;
    const frame = root.querySelector('.picture svg')!.getBoundingClientRect();
    const all = [...root.querySelectorAll('.picture text')].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
    return all.flatMap(({ words, box: a }, i) => [
      ...(a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 1 || a.bottom > frame.bottom + 1 ? [`${words} outside`] : []),
      ...all.slice(0, i).flatMap(({ words: other, box: b }) =>
        a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom ? [`${words} over ${other}`] : [],
      ),
    ]);
  });

/** How many events the picture holds, clusters summed. */
const held = (page: Page): Promise<number> =>
  page.locator('article-lens .picture [role=button]:not([data-inside])').evaluateAll((all) =>
    all.reduce((sum, element) => sum + element.getAttribute('data-number')!.split(' ').length, 0),
  );

for (const width of [320, 768, 1280]) {
  test(`forty events at ${width} px: nothing is drawn over anything else, nothing is lost`, async ({ page, site, lens }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const text of [news(40, 1), news(40, 37), ONE_PLACE, OUTLIER, SAMPLE]) {
      await read(page, site, text);
      expect(await faults(page)).toEqual([]);
      const items = await lens.locator('.events > li').count();
      expect(await held(page)).toBe(items);
      if (text.startsWith('On 3 February')) expect(items).toBe(40);
      for (const box of await lens.locator('.picture .target').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))) {
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(23.5);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });
}

test('a drawn event leads to its words, as its line of the list does', async ({ page, site, lens }) => {
  await read(page, site, news(12, 3));
  const { timeline } = await page.evaluate(() => document.querySelector('article-lens')!.report!);
  const drawn = lens.locator('.picture').getByRole('button');
  await expect(drawn.nth(4)).toHaveAccessibleName(`5: 15 February 2025, ${timeline[4]!.headline}`);
  await drawn.nth(4).click();
  const text = await page.evaluate(() => document.querySelector('article-lens')!.text!);
  const { start, end } = timeline[4]!.evidence;
  expect(await evidence(page)).toEqual({ words: text.slice(start, end), focused: true, visible: true });
});

test('the picture is one tab stop; arrow keys lead on, and each event is lit in both places', async ({ page, site, lens }) => {
  await read(page, site, news(12, 3));
  const drawn = lens.locator('.picture').getByRole('button');
  await expect(lens.locator('.picture [tabindex="0"]')).toHaveCount(1);
  await drawn.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(drawn.nth(2)).toBeFocused();
  await expect(lens.locator('.events > li[data-lit]')).toHaveText(/^\s*9 February 2025/);
  await page.keyboard.press('End');
  await expect(drawn.last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(drawn.first()).toBeFocused();
  await expect(lens.locator('.picture [tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  expect((await evidence(page)).focused).toBe(true);

  await lens.locator('.events .headline').nth(6).focus();
  await expect(drawn.nth(6)).toHaveAttribute('data-lit', '');
});

test('a cluster opens in place and closes again', async ({ page, site, lens }) => {
  await read(page, site, ONE_PLACE);
  const cluster = lens.locator('.picture [aria-expanded]').last();
  const size = (await cluster.getAttribute('data-number'))!.split(' ').length;
  expect(size).toBeGreaterThan(5);
  const members = lens.locator('.picture [data-inside]');
  await cluster.click();
  await expect(cluster).toHaveAttribute('aria-expanded', 'true');
  await expect(members).toHaveCount(size);
  expect(await faults(page)).toEqual([]);
  await cluster.click();
  await expect(members).toHaveCount(0);

  await page.keyboard.press('Enter');
  await expect(members).toHaveCount(size);
  await page.keyboard.press('ArrowRight');
  await expect(members.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(members).toHaveCount(0);
  await expect(cluster).toBeFocused();
});

for (const media of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
  test(`no rule of axe is broken in the picture: ${Object.values(media)[0]}`, async ({ page, site, lens }) => {
    await page.emulateMedia(media);
    await read(page, site, ONE_PLACE);
    await lens.locator('.picture [aria-expanded]').last().click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

test('larger text makes the picture larger, in the same room', async ({ page, site }) => {
  await page.setViewportSize({ width: 768, height: 900 });
  await read(page, site, news(40, 1));
  await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
  await expect
    .poll(() => page.evaluate(() => document.querySelector('article-lens')!.shadowRoot!.querySelector('.picture .label')!.getBoundingClientRect().height))
    .toBeGreaterThan(18);
  expect(await faults(page)).toEqual([]);
});

test('from right to left, time runs from right to left', async ({ page, site, lens }) => {
  await read(page, site, news(6, 9));
  await page.evaluate(() => document.querySelector('article-lens')!.setAttribute('dir', 'rtl'));
  const drawn = lens.locator('.picture').getByRole('button');
  const left = async (i: number) => (await drawn.nth(i).boundingBox())!.x;
  await page.setViewportSize({ width: 700, height: 900 });
  await expect.poll(async () => (await left(0)) > (await left(5))).toBe(true);
  await drawn.first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(drawn.nth(1)).toBeFocused();
});

test('two events of one day need no picture', async ({ page, site, lens }) => {
  await page.goto(site);
  await page.getByLabel('The article', { exact: true }).fill('On 3 May 2025 France sued Spain. On 3 May 2025 Italy attacked Norway.');
  await expect(lens.locator('.events > li')).toHaveCount(2);
  await expect(lens.locator('.picture')).toHaveCount(0);
});

test('the picture to keep is valid, is drawn by an <img>, and becomes a PNG under the page’s policy', async ({ page, site }) => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  for (const text of [SAMPLE, news(40, 1), 'On 3 May 2025 <b>France</b> & "Spain" sued \u0001 \ud800 Italy. On 9 May 2025 Italy sued <script>France.']) {
    await read(page, site, text);
    const report = await page.evaluate(() => document.querySelector('article-lens')!.report!);
    for (const dark of [false, true]) {
      const made = timelineSvg(new Findings(text, report), { width: 800, title: 'Timeline <1> & more', dark });
      expect(made).not.toMatch(/<script|href=|url\(|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
      const seen = await page.evaluate((source) => {
        const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
        return {
          error: parsed.querySelector('parsererror')?.textContent ?? null,
          title: parsed.querySelector('title')!.textContent,
          told: parsed.querySelector('desc')!.textContent!.length > 20,
        };
      }, made);
      expect(seen).toEqual({ error: null, title: 'Timeline <1> & more', told: true });
      // The function knows nothing around it, so its source can be handed to the browser.
      const [type, bytes] = (await page.evaluate(
        `(${timelinePng})(${JSON.stringify(made)}, 2).then((blob) => [blob.type, blob.size])`,
      )) as [string, number];
      expect(type).toBe('image/png');
      expect(bytes).toBeGreaterThan(5000);
      if (process.env.TIMELINE_IMAGES) {
        writeFileSync(`${process.env.TIMELINE_IMAGES}/kept-${text.length}${dark ? '-dark' : ''}.svg`, made);
      }
    }
  }
  expect(complaints).toEqual([]);
});

// Pictures to look at, made only when asked for: a folder in TIMELINE_IMAGES.
const folder = process.env.TIMELINE_IMAGES;
const looked = folder === undefined ? {} : { sample: SAMPLE, forty: news(40, 4), place: ONE_PLACE, outlier: OUTLIER };
for (const [name, text] of Object.entries<string>(looked)) {
  for (const width of [320, 768, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`look: ${name}, ${width} px, ${colorScheme}`, async ({ page, site, lens }, { project }) => {
        test.skip(project.name !== 'desktop', 'the width is set here');
        mkdirSync(folder!, { recursive: true });
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await read(page, site, text);
        const cluster = lens.locator('.picture [aria-expanded]');
        if (name === 'place' && (await cluster.count())) await cluster.last().click();
        await lens.locator('#timeline').evaluate((section) => section.scrollIntoView());
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
      });
    }
  }
}
