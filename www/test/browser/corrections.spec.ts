import { expect, openSample, SAMPLE, settled, test } from './site.js';

test('a name is put right in kind, merged, split, struck out; all is said, kept and undone', async ({ page, site, lens }) => {
  await openSample(page, site);
  const status = lens.getByRole('status');
  const open = async (name: RegExp) => {
    await lens.locator('.entity').filter({ has: page.locator('.name', { hasText: name }) }).click();
    await lens.locator('.fix summary').click();
  };
  await open(/^UNI$/);
  await lens.getByLabel('It is a').selectOption({ label: 'Work' });
  await expect(status).toContainText('“UNI” is now: Work.');
  await expect(lens.locator('mark', { hasText: /^UNI$/ })).toHaveAttribute('data-type', 'WORK');

  await open(/^PoK$/);
  await lens.getByLabel('It is the same as').selectOption({ label: 'Kashmir' });
  await expect(status).toContainText('are now one');
  await expect(lens.locator('.entity .name', { hasText: /^PoK$/ })).toHaveCount(0);

  await open(/^Marco Rubio$/);
  await lens.getByRole('button', { name: '“Rubio” is somebody or something else' }).click();
  await expect(lens.locator('.entity .name', { hasText: /^Rubio$/ })).toHaveCount(1);

  await open(/^Bahawalpur$/);
  await lens.getByRole('button', { name: 'This is not a name' }).click();
  await expect(lens.locator('mark', { hasText: 'Bahawalpur' })).toHaveCount(0);

  await lens.locator('.events > li').nth(1).getByRole('button', { name: /^Not an event/ }).click();
  await expect(lens.locator('.events > li')).toHaveCount(3);
  await expect(lens.locator('.changes')).toContainText('5 corrections');

  // A word more at the end: it is the same article.
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.locator('#input').press('Control+End');
  await page.locator('#input').pressSequentially(' Ottawa agreed.');
  await expect(lens.locator('mark', { hasText: 'Ottawa' })).toHaveCount(1);
  await expect(lens.locator('.changes')).toContainText('5 corrections');
  expect(await lens.evaluate((element) => (element as HTMLElementTagNameMap['article-lens']).report!.corrections.length)).toBe(5);

  for (let left = 5; left > 0; left--) {
    await lens.getByRole('button', { name: 'Undo' }).click();
    await settled(page);
  }
  await expect(lens.locator('.changes')).toHaveCount(0);
  await expect(lens.locator('mark', { hasText: 'Bahawalpur' })).toHaveCount(1);
  await expect(lens.locator('.events > li')).toHaveCount(4);

  // Another article has nothing to do with them.
  await lens.locator('.events > li').first().getByRole('button', { name: /^Not an event/ }).click();
  await expect(lens.locator('.changes')).toContainText('1 correction');
  await page.locator('#input').fill('Spain thanked Portugal on Friday.');
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  await expect(lens.locator('.changes')).toHaveCount(0);
});

test('marks are shown by group, and by one entity alone', async ({ page, site, lens }) => {
  await openSample(page, site);
  const marked = lens.locator('mark:not(.off)');
  const all = await marked.count();
  await lens.getByRole('button', { name: /^Places/ }).click();
  await expect(lens.locator('mark:not(.off)[data-type="GPE"], mark:not(.off)[data-type="LOC"]')).toHaveCount(0);
  expect(await marked.count()).toBeLessThan(all);
  await lens.getByRole('button', { name: 'Hide all' }).click();
  await expect(marked).toHaveCount(0);
  expect(await page.evaluate(() => document.querySelector('article-lens')!.shadowRoot!.querySelector<HTMLElement>('#text')!.innerText)).toBe(SAMPLE);
  await lens.getByRole('button', { name: 'Show all' }).click();
  await expect(marked).toHaveCount(all);

  await lens.locator('.entity').filter({ has: page.locator('.name', { hasText: /^Asim Munir$/ }) }).click();
  await lens.getByRole('button', { name: 'Show only this' }).click();
  await expect(lens.locator('.legend')).toContainText('Only Asim Munir');
  const munir = await lens.evaluate((element) => {
    const { report } = element as HTMLElementTagNameMap['article-lens'];
    const entity = report!.entities.find(({ name }) => name === 'Asim Munir')!;
    return { mentions: entity.mentions.length, events: report!.timeline.filter(({ participants }) => participants.includes(entity.id)).length };
  });
  await expect(marked).toHaveCount(munir.mentions);
  await expect(lens.locator('.events > li')).toHaveCount(munir.events);
  await lens.getByRole('button', { name: 'Show everything' }).click();
  await expect(marked).toHaveCount(all);
});

test('nested and overlapping stretches are all reached', async ({ page, site, lens }) => {
  await page.goto(site);
  await page.locator('#input').fill('The Bank of England Governor Andrew Bailey spoke on Friday, 3 May 2024 at the University of Oxford in England.');
  await settled(page);
  const reached = await lens.evaluate((element) => {
    const { report, shadowRoot } = element as HTMLElementTagNameMap['article-lens'];
    const starts = new Set([...shadowRoot!.querySelectorAll('mark')].map((mark) => Number(mark.dataset.start)));
    return [...report!.entities.flatMap(({ mentions }) => mentions), ...report!.times].filter(({ range }) => !starts.has(range.start)).map(({ text }) => text);
  });
  expect(reached).toEqual([]);
});
