import { expect, openSample, SAMPLE, settled, test } from './site.js';

test('a link brings the article back as it was put right', async ({ page, site, lens, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(page, site);
  await lens.getByRole('button', { name: /^2025/ }).click();
  await settled(page);
  await lens.locator('.events > li').nth(1).getByRole('button', { name: /^Not an event/ }).click();
  await expect(lens.locator('.events > li')).toHaveCount(3);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'A link to these findings' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog).toContainText('Copied.');
  const full = await page.evaluate(() => navigator.clipboard.readText());
  expect(full).toBe(await dialog.getByLabel('Link', { exact: true }).inputValue());
  await dialog.getByRole('radio').nth(1).check();
  const bare = await dialog.getByLabel('Link', { exact: true }).inputValue();
  expect(bare.length).toBeLessThan(400);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const other = await context.newPage();
  await other.goto(full);
  await expect(other.locator('article-lens .events time')).toHaveText([/since 2022/, '7 May 2025', '9 May 2025']);
  expect(other.url()).toBe(site);
  // What came with the link is taken back step by step, too.
  await other.locator('article-lens').getByRole('button', { name: 'Undo' }).click();
  await expect(other.locator('article-lens .events time')).toHaveText([/since 2022/, '22 April 2025', '7 May 2025', '9 May 2025']);
  await other.locator('article-lens').getByRole('button', { name: 'Undo' }).click();
  await expect(other.locator('article-lens .events time').nth(1)).toHaveText('22 April 2026');
  await expect(other.locator('article-lens .changes')).toHaveCount(0);

  // Without the article it waits for it, and knows it again.
  const third = await context.newPage();
  await third.goto(bare);
  await expect(third.locator('.notice')).toContainText('brings one correction, but not the article');
  await third.locator('#input').fill(`${SAMPLE.replaceAll('\n', '\n\n')}`);
  await third.locator('#input').evaluate((field: HTMLTextAreaElement) => {
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
  });
  await expect(third.locator('article-lens .events time')).toHaveText([/since 2022/, '7 May 2025', '9 May 2025']);
  await expect(third.locator('.notice')).toHaveCount(0);

  const fourth = await context.newPage();
  await fourth.goto(bare);
  await fourth.locator('#input').fill('Spain thanked Portugal.');
  await fourth.locator('#input').evaluate((field: HTMLTextAreaElement) => {
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
  });
  await expect(fourth.locator('.notice')).toContainText('not the very text');
});

test('a link that was cut or changed says so', async ({ page, site }) => {
  await openSample(page, site);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('dialog').getByLabel('Link', { exact: true }).inputValue();
  for (const broken of [link.slice(0, -40), link.replace(/.{8}$/, 'AAAAAAAA')]) {
    await page.goto('about:blank');
    await page.goto(broken);
    await expect(page.getByRole('alert')).toContainText('This link is damaged');
  }
  await page.goto('about:blank');
  await page.goto(`${site}#lens=9.abc.def`);
  await expect(page.getByRole('alert')).toContainText('newer version');
});

test('a link too long for a chat says so, and goes without the article', async ({ page, site }) => {
  await page.goto(site);
  // Words that do not compress.
  const words = Array.from({ length: 900 }, (_, i) => `w${((i + 1) * 2654435761 % 4294967296).toString(36)}`).join(' ');
  await page.locator('#input').fill(`Spain thanked Portugal. ${words}`);
  await settled(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio').nth(1)).toBeChecked();
  await dialog.getByRole('radio').first().check();
  await expect(dialog).toContainText('many mail and chat programs cut links');
});
