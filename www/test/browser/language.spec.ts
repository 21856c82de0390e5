import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, openSample, settled, test } from './site.js';

test('German is chosen by its name, and dates follow', async ({ page, site, lens }) => {
  await openSample(page, site);
  await page.getByLabel('Language').selectOption('Deutsch');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(lens.getByRole('heading', { level: 2 }).first()).toContainText('Zeitleiste');
  await expect(lens.locator('.events time').nth(1)).toHaveText('22. April 2026');
  await expect(lens.locator('.text')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Einen Artikel einfügen. Er verlässt dieses Gerät nie.');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test.describe('a reader of German', () => {
  test.use({ locale: 'de-AT' });
  test('is met in German', async ({ page, site }) => {
    await page.goto(site);
    await expect(page.getByRole('button', { name: 'Beispiel ausprobieren' })).toBeVisible();
  });
});

/** What is on the screen and not from the article: every piece of it stands in brackets where all words can be translated. */
const UNTRANSLATED = () => {
  const found: string[] = [];
  const visit = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (element.closest('[lang="en"], script, style, option, .brand, time, svg, .details, .type') || !element.checkVisibility()) continue;
      for (const node of element.childNodes) {
        const words = node.nodeType === 3 ? node.textContent!.trim() : '';
        if (/[A-Za-z]{3}/.test(words) && !/[[\]]/.test(words)) found.push(`${element.className || element.tagName}: ${words}`);
      }
    }
  };
  visit(document);
  return found;
};

test('no word of the interface is left out of the catalogue', async ({ page, site, lens }) => {
  await page.goto(`${site}?ui=en-XA`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('[Pášté');
  await page.locator('#sample').click();
  await settled(page);
  await lens.locator('.cell').first().click();
  await lens.locator('.entity').first().click();
  await lens.locator('.fix summary').click();
  const names = await lens.evaluate((element) => {
    const { entities, statements } = (element as HTMLElementTagNameMap['article-lens']).report!;
    return [
      ...entities.flatMap(({ name, aliases, affiliation }) => [name, ...aliases, affiliation?.name ?? '']),
      ...statements.flatMap(({ source, coSources, targets, via }) => [source, ...coSources, ...targets, ...via].map((party) => party?.text ?? '')),
    ];
  });
  const left = (await page.evaluate(UNTRANSLATED)).filter((line) => !names.some((name) => name !== '' && line.includes(name)));
  expect(left).toEqual([]);
});

test('from right to left the page holds together', async ({ page, site, lens }) => {
  await page.goto(`${site}?ui=ar-XB`);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.locator('#sample').click();
  await settled(page);
  await expect(lens.locator('.text')).toHaveCSS('direction', 'ltr');
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await lens.locator('mark').nth(3).click();
    const card = (await lens.getByRole('dialog').boundingBox())!;
    expect(card.x).toBeGreaterThanOrEqual(0);
    expect(card.x + card.width).toBeLessThanOrEqual(width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.keyboard.press('Escape');
  }
  const [article, findings] = [await lens.locator('.sheet').boundingBox(), await lens.locator('.findings').boundingBox()];
  expect(article && findings).toBeTruthy();
});

test('the words in index.html are those of the catalogue', async () => {
  const html = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');
  const { pageEn } = await import('../../src/locales/page-en.js');
  const said = [...html.matchAll(/data-say="(\w+)">([^<]*)</g)];
  expect(said.length).toBeGreaterThan(8);
  for (const [, key, words] of said) expect(words).toBe(pageEn.static[key!]);
});
