import { AxeBuilder } from '@axe-core/playwright';
import { expect, openSample, test } from './site.js';

const looks = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'forced colours', media: { forcedColors: 'active' } },
] as const;

for (const { name, media } of looks) {
  test(`no rule of axe is broken: ${name}`, async ({ page, site, lens }) => {
    await page.emulateMedia(media);
    const check = async () => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.goto(site);
    await check();
    await openSample(page, site);
    await lens.locator('.cell').first().click();
    for (const holder of await lens.locator('details').all()) await holder.locator('summary').click();
    await lens.locator('.opened .words').first().click();
    await check();
    await lens.locator('.entity').first().click();
    await check();
  });
}

test('nothing is wider than the screen, down to 320 px', async ({ page, site, lens }) => {
  await openSample(page, site);
  await page.setViewportSize({ width: 320, height: 700 });
  await lens.locator('.cell').first().click();
  await lens.locator('mark').first().click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
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
  await expect(lens.getByRole('region', { name: 'Positions, holder by target' }).getByRole('rowheader').first()).toBeVisible();
  await expect(lens.getByRole('columnheader').first()).toBeVisible();
  await expect(lens.getByRole('status')).toHaveCount(1);
});
