import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { breaksNoRule } from './axe.js';
import { expect, openSample, settled, test } from './site.js';

const looks = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'forced colours', media: { forcedColors: 'active' } },
] as const;

async function check(page: Page): Promise<void> {
  await breaksNoRule(new AxeBuilder({ page }));
}

for (const { name, media } of looks) {
  test(`no rule of axe is broken: ${name}`, async ({ page, site, lens }) => {
    test.slow();
    await page.emulateMedia(media);
    await page.goto(site);
    await check(page);
    await openSample(page, site);
    await lens.locator('.cell').first().click();
    for (const holder of await lens.locator('details').all()) await holder.locator('summary').click();
    await lens.locator('.opened .words').first().click();
    await check(page);
    await lens.locator('.entity').first().click();
    await lens.locator('.fix summary').click();
    await check(page);
    await lens.getByRole('button', { name: 'Show only this' }).click();
    await page.keyboard.press('Escape');
    await lens.locator('.events .wrong').first().click();
    await page.getByText('Save as').click();
    await check(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByLabel('The other article', { exact: true }).fill('Norway warned Pakistan on Friday.');
    await page.locator('#other mark').first().waitFor();
    await check(page);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('dialog', { name: 'A link to these findings' }).waitFor();
    await check(page);
  });
}

for (const [name, width, size] of [
  ['320 px', 320, '100%'],
  ['twice the text', 1280, '200%'],
  ['twice the text on a phone', 390, '200%'],
] as const) {
  test(`at ${name} nothing breaks a rule, is wider than the screen, or hides the focus`, async ({ page, site, lens }) => {
    await openSample(page, site);
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate((given) => (document.documentElement.style.fontSize = given), size);
    await lens.locator('.cell').first().click();
    await lens.locator('mark').first().click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await check(page);
  });
}

/** The element that has the focus, within shadow trees too: what it is, and whether any of it can be seen. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement!;
    let root: Document | ShadowRoot = document;
    while (element.shadowRoot?.activeElement) {
      root = element.shadowRoot;
      element = root.activeElement!;
    }
    if (element === document.body) return null;
    const box = element.getBoundingClientRect();
    const inside = (x: number, y: number): boolean => {
      const top = root.elementFromPoint(x, y);
      return top !== null && (element === top || element.contains(top) || top.contains(element));
    };
    const [x, y] = [box.left + Math.min(box.width, innerWidth) / 2, Math.max(0, box.top) + Math.min(box.height, 20) / 2];
    const all = ((window as unknown as { stops?: Element[] }).stops ??= []);
    if (!all.includes(element)) all.push(element);
    return { stop: all.indexOf(element), what: `${element.tagName} ${element.getAttribute('class') ?? ''} ${element.textContent?.trim().slice(0, 30)}`, seen: box.width > 0 && inside(x, y) };
  });

test('twenty tab stops lead through the page, and none of them is hidden', async ({ page, site }, { project }) => {
  test.skip(project.name !== 'desktop', 'keys are for desks');
  await openSample(page, site);
  await page.evaluate(() => {
    (document.activeElement as HTMLElement).blur();
    getSelection()!.collapse(document.body.firstChild, 0);
  });
  const hidden: string[] = [];
  const stops = new Set<number>();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (at === null || (at.stop === 0 && stops.size > 1)) break;
    stops.add(at.stop);
    if (!at.seen) hidden.push(at.what);
  }
  expect(hidden).toEqual([]);
  expect(stops.size).toBeGreaterThan(12);
  expect(stops.size).toBeLessThanOrEqual(20);
});

test('the whole task goes by keyboard', async ({ page, site, lens }, { project }) => {
  test.skip(project.name !== 'desktop', 'keys are for desks');
  await page.goto(site);
  const tabTo = async (words: RegExp) => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      if (words.test((await focused(page))?.what ?? '')) return;
    }
    throw new Error(`${words} is not reached`);
  };
  await tabTo(/^TEXTAREA/);
  await page.keyboard.type('Oslo, May 10, 2024. Norway criticised Sweden on Thursday. Denmark praised Norway.');
  await expect(lens.locator('mark', { hasText: 'Denmark' })).toHaveCount(1);
  await settled(page);
  await tabTo(/^MARK/);
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(lens.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lens.getByRole('dialog')).toHaveCount(0);
  await tabTo(/^BUTTON headline Norway criticised/);
  await page.keyboard.press('Enter');
  await expect(lens.locator('.evidence').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await tabTo(/^BUTTON cell/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(lens.locator('.cell[aria-expanded="true"]')).toHaveCount(1);
  await tabTo(/^BUTTON entity/);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(lens.getByRole('dialog')).toBeVisible();
});

test('nothing on the page lies outside the screen at 320 px', async ({ page, site, lens }) => {
  await openSample(page, site);
  await page.setViewportSize({ width: 320, height: 700 });
  await lens.locator('.cell').first().click();
  await lens.locator('mark').first().click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('what is touched is 24 px tall and wide, or stands in a line of text', async ({ page, site, lens }) => {
  await openSample(page, site);
  await lens.locator('.entity').first().click();
  const small = await page.evaluate(() => {
    const found: string[] = [];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (!element.matches('button, a[href], input, select, summary, textarea') || !element.checkVisibility()) continue;
        const { width, height } = element.getBoundingClientRect();
        const inLine = element.closest('p, li, summary') && getComputedStyle(element).display === 'inline';
        if (!inLine && element.getAttribute('type') !== 'file' && (width < 24 || height < 23.9)) found.push(`${element.className} ${width}×${height} ${element.textContent?.trim()}`);
      }
    };
    visit(document);
    return found;
  });
  expect(small).toEqual([]);
});

test('kinds of names differ in line and label, not in colour alone', async ({ page, site, lens }) => {
  await openSample(page, site);
  const looksOf = await lens.locator('mark[data-label]').evaluateAll((marks) =>
    marks.map((mark) => {
      const style = getComputedStyle(mark);
      return { type: mark.dataset.type!, label: mark.dataset.label!, line: style.textDecorationStyle + style.textDecorationThickness + style.textDecorationLine };
    }),
  );
  const byType = new Map(looksOf.map((look) => [look.type, look]));
  expect(byType.size).toBeGreaterThan(4);
  expect(new Set([...byType.values()].map((look) => look.line)).size).toBe(byType.size);
  expect(new Set([...byType.values()].map((look) => look.label)).size).toBe(byType.size);
});

test('the outline is headings, lists and a table with named rows and columns', async ({ page, site, lens }) => {
  await openSample(page, site);
  await expect(lens.getByRole('heading', { level: 2 })).toHaveText([/^Timeline/, /^Positions the article reports/, /^People and places/]);
  await expect(lens.getByRole('group', { name: 'Positions, holder by target' }).getByRole('rowheader').first()).toBeVisible();
  await expect(lens.getByRole('columnheader').first()).toBeVisible();
  await expect(lens.getByRole('status')).toHaveCount(1);
  await expect(lens.locator('#timeline')).toMatchAriaSnapshot(`
    - group /Timeline/:
      - heading /Timeline/ [level=2]
      - group /Timeline as a picture/
      - list:
        - listitem:
          - paragraph:
            - time: since 2022
          - button /Asim Munir/
  `);
});

test('one line is spoken for each reading', async ({ page, site, lens }) => {
  await openSample(page, site);
  await lens.evaluate((element) => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => said.push(element.shadowRoot!.querySelector('[role=status]')!.textContent!)).observe(
      element.shadowRoot!.querySelector('[role=status]')!,
      { childList: true, characterData: true, subtree: true },
    );
  });
  await lens.getByRole('button', { name: /^2025/ }).click();
  await expect(lens.getByRole('status')).toContainText('Dates now count from 10 May 2025.');
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said.length)).toBe(1);
});

test('who wants less motion gets none', async ({ page, site, lens }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSample(page, site);
  await lens.locator('.entity').last().click();
  const at = await page.evaluate(() => scrollY);
  await page.waitForTimeout(100);
  expect(await page.evaluate(() => scrollY)).toBe(at);
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});
