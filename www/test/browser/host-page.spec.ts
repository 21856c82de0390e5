import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { breaksNoRule } from './axe.js';
import { heard, hostPage, listen, refusals } from './host.js';
import { expect, test, type Start } from './site.js';

const STORY = `<article id="story"><h1>Rubio calls Munir, urges restraint</h1>
  <p>US Secretary of State <b>Marco</b> Rubio spoke on <em>Friday</em> with Pakistan’s Chief of Army Staff,
     General <a href="#munir">Asim Munir</a>, urging both nations to pursue de-escalation.</p>
  <aside hidden="">Sarah Palin</aside>
  <p>India launched “Operation Sindoor” on May 7. The G7 nations and Saudi Arabia have called for calm.</p></article>`;

async function open(page: Page, start: Start, site: string, options: { policy?: string; head?: string } = {}): Promise<void> {
  const url = await hostPage(start, `${STORY}<article-lens for="#story"></article-lens><script type="module" src="${site}article-lens.js"></script>`, {
    head: `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-05-10T08:00:00+05:30"}</script>`,
    ...options,
  });
  await page.goto(url);
  await page.locator('article-lens .lens').waitFor();
}

/** The words under each of the highlights. */
const marked = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(() =>
    Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map((range) => range.toString().replace(/\s+/g, ' '))])),
  );

test('an article of the page is marked where it stands, and nothing of the page is changed', async ({ page, start, site, lens }) => {
  await open(page, start, site);
  expect(await page.locator('#story').evaluate((story) => story.outerHTML)).toBe(STORY);
  const { 'al-people': people, 'al-dates': dates, 'al-events': events, 'al-organisations': organisations } = await marked(page);
  expect(people).toEqual(expect.arrayContaining(['Rubio', 'Munir', 'Marco Rubio', 'Asim Munir']));
  expect(JSON.stringify(people)).not.toContain('Palin');
  expect(dates).toEqual(['Friday', 'May 7']);
  expect(events).toEqual(['Operation Sindoor']);
  expect(organisations).toEqual(['G7']);
  // The date of the publication is the page's own.
  await expect(lens.locator('.publication')).toContainText('10 May 2025');
  await expect(lens.locator('.events time')).toHaveText(['7 May 2025', '9 May 2025']);
  await expect(lens.locator('mark')).toHaveCount(0);
});

test('a click on its words opens their card; a finding lights up its words and leads back', async ({ page, start, site, lens }) => {
  await open(page, start, site);
  const point = await page.evaluate(() => {
    const [range] = [...CSS.highlights.get('al-people')!].filter((candidate) => candidate.toString() === 'Marco Rubio');
    const { x, y, width, height } = (range as Range).getClientRects()[0]!;
    return { x: x + width / 2, y: y + height / 2 };
  });
  await page.mouse.click(point.x, point.y);
  await expect(lens.getByRole('dialog', { name: 'Marco Rubio' })).toBeVisible();
  expect((await marked(page))['al-lit']).toEqual(expect.arrayContaining(['Rubio', 'Marco Rubio']));
  await lens.getByRole('button', { name: 'Close' }).click();
  await expect(lens.getByRole('dialog')).toHaveCount(0);
  expect(await marked(page)).not.toHaveProperty('al-lit');

  await lens.locator('.events .headline').first().click();
  expect((await marked(page))['al-evidence']?.[0]).toContain('launched “Operation Sindoor');
  const shown = () =>
    page.evaluate(() => {
      const [range] = CSS.highlights.get('al-evidence')!;
      const { top, bottom } = (range as Range).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  await expect.poll(shown).toBe(true);
  await lens.getByRole('button', { name: 'Back to findings' }).click();
  await expect(lens.locator('.events .headline').first()).toBeFocused();

  // By keyboard: from the list to the card, and back with Escape.
  await lens.locator('.entity', { hasText: 'Asim Munir' }).focus();
  await page.keyboard.press('Enter');
  await expect(lens.getByRole('dialog', { name: 'Asim Munir' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(lens.locator('.entity', { hasText: 'Asim Munir' })).toBeFocused();
});

test('kinds can be left out, and one name shown alone', async ({ page, start, site, lens }) => {
  await open(page, start, site);
  await lens.getByRole('button', { name: /^Places/ }).click();
  expect(await marked(page)).not.toHaveProperty('al-places');
  await lens.getByRole('button', { name: /^Places/ }).click();
  await lens.locator('.entity', { hasText: 'India' }).click();
  await lens.getByRole('button', { name: 'Show only this' }).click();
  const alone = await marked(page);
  expect(alone['al-places']).toEqual(['India']);
  expect(alone).not.toHaveProperty('al-people');
});

test('where the page only moves the words, they are marked anew and nothing is read again', async ({ page, start, site, lens }) => {
  await listen(page);
  await open(page, start, site);
  await lens.locator('.entity', { hasText: 'Asim Munir' }).click();
  await page.locator('#story p').first().evaluate((paragraph) => {
    const copy = paragraph.cloneNode(true);
    paragraph.replaceWith(copy);
    copy.parentElement!.append(Object.assign(document.createElement('button'), { textContent: 'Subscribe' }));
  });
  await expect.poll(async () => (await marked(page))['al-people']).toContain('Marco Rubio');
  await expect(lens.getByRole('dialog', { name: 'Asim Munir' })).toBeVisible();
  expect((await heard(page)).filter(({ name }) => name === 'al-analyzed')).toHaveLength(1);
});

test('an article that changes is read again; an element that goes takes its marks along', async ({ page, start, site, lens }) => {
  await open(page, start, site);
  await page.locator('#story p').last().evaluate((paragraph) => void (paragraph.textContent = 'Norway thanked Denmark on Thursday.'));
  await expect.poll(async () => (await marked(page))['al-places']).toEqual(expect.arrayContaining(['Norway', 'Denmark']));
  expect((await marked(page))['al-places']).not.toContain('India');
  await lens.evaluate((element) => {
    Object.assign(window, { element });
    element.remove();
  });
  expect(await marked(page)).toEqual({});
  await page.evaluate(() => document.body.append((window as unknown as { element: Element }).element));
  await expect.poll(async () => (await marked(page))['al-places']).toEqual(expect.arrayContaining(['Norway', 'Denmark']));
});

test('the rules of the page win over the look of the marks', async ({ page, start, site }) => {
  await open(page, start, site, { head: '<style>::highlight(al-people) { color: rgb(1, 2, 3) } ::highlight(al-dates) { background-color: rgb(4, 5, 6) }</style>' });
  const look = (name: string, property: string) =>
    page.locator('#story').evaluate((story, [pseudo, wanted]) => getComputedStyle(story, `::highlight(${pseudo})`).getPropertyValue(wanted!), [name, property]);
  expect(await look('al-people', 'color')).toBe('rgb(1, 2, 3)');
  expect(await look('al-people', 'text-decoration-line')).toBe('underline');
  expect(await look('al-dates', 'background-color')).toBe('rgb(4, 5, 6)');
});

test('on a dark ground, which a page may switch to, the marks have the colours for it', async ({ page, start, site }) => {
  await open(page, start, site, { head: '<style>html.night body { background: #101418; color: #eee }</style>' });
  const line = () => page.locator('#story').evaluate((story) => getComputedStyle(story, '::highlight(al-people)').textDecorationColor);
  expect(await line()).toBe('rgb(138, 59, 18)');
  await page.evaluate(() => document.documentElement.classList.add('night'));
  await expect.poll(line).toBe('rgb(240, 168, 120)');
});

test('a strict policy refuses nothing, and no rule of axe is broken', async ({ page, start, site, lens }) => {
  const other = new URL(site).origin;
  await listen(page);
  await open(page, start, site, {
    head: '',
    policy: `default-src 'none'; script-src ${other} 'wasm-unsafe-eval'; connect-src ${other}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`,
  });
  await lens.locator('.entity').first().click();
  await expect(lens.getByRole('dialog')).toBeVisible();
  expect(await refusals(page)).toEqual([]);
  await breaksNoRule(new AxeBuilder({ page }));
});

test('where a browser has no highlights, the findings still lead to their words', async ({ page, start, site, lens }) => {
  await page.addInitScript(() => {
    delete (window as Partial<Pick<typeof globalThis, 'Highlight'>>).Highlight;
  });
  await open(page, start, site);
  await page.setViewportSize({ width: 800, height: 300 });
  await lens.locator('.events .headline').first().click();
  await expect(page.locator('#story p').last()).toBeInViewport();
});
