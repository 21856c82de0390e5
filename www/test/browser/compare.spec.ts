import { evidence, expect, settled, test } from './site.js';

const ONE =
  'Oslo, May 10, 2024. Norway criticised Sweden on Thursday. Jonas Gahr Støre said that the border would stay open. Denmark praised Norway. The ferry sank on 2 May 2024.';
const TWO =
  'Stockholm, May 10, 2024. Norway praised Sweden on Thursday. Finland warned Russia. The ferry sank on 2 May 2024. Sweden opened an inquiry on 6 May 2024.';

test('two articles show which names, dates and positions only one of them has', async ({ page, site }) => {
  await page.goto(site);
  await page.locator('#input').fill(ONE);
  await settled(page);
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByLabel('The other article', { exact: true }).fill(TWO);
  const part = (name: string) => page.locator('.comparison section').filter({ has: page.getByRole('heading', { name: new RegExp(`^${name}`) }) });
  const row = (name: string, head: string | RegExp) => part(name).locator('tbody tr').filter({ has: page.getByRole('rowheader', { name: head }) });

  await expect(row('Names', /^Denmark/).locator('td').nth(1)).toHaveText('not mentioned');
  await expect(row('Names', /^Finland/).locator('td').first()).toHaveText('not mentioned');
  await expect(row('Names', /^Norway/).getByRole('button')).toHaveCount(2);
  await expect(row('Dates', '2 May 2024').getByRole('button')).toHaveCount(2);
  await expect(row('Dates', '6 May 2024').locator('td').first()).toHaveText('not mentioned');
  await expect(row('Positions', /^Norway → Sweden/)).toContainText('they differ');
  await expect(row('Positions', /^Finland → Russia/).locator('td').first()).toHaveText('not stated');

  await row('Positions', /^Norway → Sweden/).getByRole('button').first().click();
  expect((await evidence(page)).words).toContain('Norway criticised Sweden');
  await row('Positions', /^Norway → Sweden/).getByRole('button').nth(1).click();
  const second = page.locator('#other');
  await expect(second.locator('.evidence').first()).toBeFocused();
  expect((await second.locator('.evidence').allTextContents()).join('')).toContain('Norway praised Sweden');

  await page.getByRole('button', { name: 'Close the comparison' }).click();
  await expect(page.locator('.comparison')).toHaveCount(0);
});
