import type { Page } from '@playwright/test';
import { evidence, expect, openSample, SAMPLE, test } from './site.js';

const report = (page: Page) => page.evaluate(() => document.querySelector('article-lens')!.report!);

test('the sample shows names, timeline and positions', async ({ page, site, lens }) => {
  await openSample(page, site);
  await expect(lens.getByRole('status')).toHaveText(/^\d+ mentions of \d+ names, 4 dated events, \d+ positions$/);

  await expect(lens.locator('.events time')).toHaveText([/since 2022/, /22 April/, /7 May/, /8 May/]);
  const rubio = lens.locator('.entity', { hasText: 'Marco Rubio' });
  await expect(rubio).toContainText('US Secretary of State');
  await expect(rubio).toContainText('“Rubio”');

  const holders = async () => (await lens.locator('tbody th').allTextContents()).map((words) => words.trim());
  for (const holder of ['India', 'G7', 'Saudi Arabia']) expect(await holders()).toContain(holder);
  // Marco Rubio speaks for the US, Asim Munir for Pakistan: they stand behind them.
  expect(await holders()).not.toContain('Marco Rubio');
  for (const party of await lens.locator('tbody .party').all()) await party.click();
  for (const holder of ['Marco Rubio', 'Asim Munir']) expect(await holders()).toContain(holder);
  // Who speaks of a matter alone comes with the matters.
  await lens.getByRole('button', { name: /^Show \d+ matters?$/ }).click();
  const rows = await holders();
  expect(rows.join().toLowerCase()).toContain('the international community');
  await expect(lens.locator('td.none').first()).toContainText('not stated');
});

test('a given publication date gives its year to every date', async ({ page, site, lens }) => {
  await openSample(page, site);
  await lens.evaluate((element: HTMLElement) => element.setAttribute('published', '2025-05-10'));
  await expect(lens.locator('.events time')).toHaveText(['since 2022', '22 April 2025', '7 May 2025', '9 May 2025']);
  await expect(lens.locator('.badge', { hasText: 'year assumed' })).toHaveCount(0);
});

test('the article reads and copies as it was given, and every mark is what the report says', async ({ page, site }) => {
  await openSample(page, site);
  const seen = await page.evaluate(() => {
    const lens = document.querySelector('article-lens')!;
    const text = lens.shadowRoot!.querySelector<HTMLElement>('#text')!;
    getSelection()!.selectAllChildren(text);
    return {
      innerText: text.innerText,
      selected: String(getSelection()),
      marks: [...text.querySelectorAll('mark')].map((mark) => [Number(mark.dataset.start), mark.textContent!] as const),
    };
  });
  expect(seen.innerText).toBe(SAMPLE);
  expect(seen.selected).toBe(SAMPLE);
  // The browser's own search finds words across marks.
  const found = (words: string) => page.evaluate((sought) => (window as unknown as { find(...given: unknown[]): boolean }).find(sought, false, false, true), words);
  expect(await found('US Secretary of State Marco Rubio held a phone conversation on Friday with')).toBe(true);
  expect(await found('Marco Rubio place held')).toBe(false);
  for (const [start, words] of seen.marks) expect(words).toBe(SAMPLE.slice(start, start + words.length));

  // No mention is cut in this text, so each has a mark of its own.
  const { entities, times } = await report(page);
  const marked = new Set(seen.marks.map(([start, words]) => `${start} ${words}`));
  for (const { range, text } of [...entities.flatMap((entity) => entity.mentions), ...times]) {
    expect(marked).toContain(`${range.start} ${text}`);
  }
});

test('every event, sentence of the summary and flagged phrase leads to its words', async ({ page, site, lens }) => {
  await openSample(page, site);
  const { timeline, summary, wording } = await report(page);
  const slice = ({ start, end }: { start: number; end: number }) => SAMPLE.slice(start, end);

  const headlines = lens.locator('.events .headline');
  for (const [i, event] of timeline.entries()) {
    await headlines.nth(i).click();
    expect(await evidence(page)).toEqual({ words: slice(event.evidence), focused: true, visible: true });
  }
  const sentences = lens.locator('button.sentence');
  const told = summary.filter((sentence) => sentence.evidence.length > 0);
  expect(told.length).toBeGreaterThan(0);
  for (const [i, sentence] of told.entries()) {
    await sentences.nth(i).click();
    const shown = await evidence(page);
    expect(shown.focused && shown.visible).toBe(true);
    for (const range of sentence.evidence) expect(shown.words).toContain(slice(range));
  }
  const phrases = lens.locator('.wording .words');
  for (const [i, phrase] of wording.entries()) {
    await phrases.nth(i).click();
    expect((await evidence(page)).words).toBe(slice(phrase.range));
  }
});

test('every cell of the matrix lists statements that lead to their words', async ({ page, site, lens }) => {
  test.slow();
  await openSample(page, site);
  const { matrix, statements } = await report(page);
  await lens.getByRole('button', { name: /^Show \d+ matters?$/ }).click();
  const top = (index: number, parties: { parent: number | null }[]) => parties[index]!.parent === null;
  const cells = lens.locator('.cell');
  const folded = matrix.cells.filter((cell) => top(cell.row, matrix.rows) && top(cell.column, matrix.columns));
  await expect(cells).toHaveCount(folded.length);
  // Those who belong to a state or body stand behind it, one click away.
  for (const party of await lens.locator('.party').all()) await party.click();
  await expect(cells).toHaveCount(matrix.cells.length);
  for (let i = 0; i < matrix.cells.length; i++) {
    await cells.nth(i).click();
    await expect(cells.nth(i)).toHaveAttribute('aria-expanded', 'true');
    const first = lens.locator('.opened .statement').first();
    const id = await first.getAttribute('data-statement');
    const statement = statements.find((candidate) => candidate.id === id)!;
    await first.locator('.words').click();
    const shown = await evidence(page);
    expect(shown.focused).toBe(true);
    for (const range of statement.evidence) expect(shown.words).toContain(SAMPLE.slice(range.start, range.end));
    await cells.nth(i).click();
    await expect(lens.locator('.opened')).toHaveCount(0);
  }
});

test('who is heard is said with shares, and who is not heard as well', async ({ page, site, lens }) => {
  await openSample(page, site);
  await expect(lens.locator('.voice').first()).toContainText(/\d+%/);
  await lens.locator('.voice').first().click();
  expect((await evidence(page)).focused).toBe(true);
  await expect(lens.locator('.unheard')).toContainText('Not heard: ');
});

test('a name leads to its mentions, one after the other', async ({ page, site, lens }) => {
  await openSample(page, site);
  await lens.locator('.entity', { hasText: 'Marco Rubio' }).click();
  const card = lens.getByRole('dialog', { name: 'Marco Rubio' });
  await expect(card).toContainText('US Secretary of State');
  await expect(card).toContainText('1 of 2');
  await expect(lens.locator('mark.lit')).toHaveText(['Marco Rubio', 'Rubio']);
  await expect(lens.locator('mark').filter({ hasText: 'Marco Rubio' })).toBeFocused();
  await card.getByRole('button', { name: 'Next' }).click();
  await expect(card).toContainText('2 of 2');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
});

test('marks are one tab stop; arrows move, Enter opens, Escape closes', async ({ page, site, lens }) => {
  await openSample(page, site);
  await expect(lens.locator('mark[tabindex="0"]')).toHaveCount(1);
  await lens.locator('mark').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(lens.locator('mark').nth(2)).toBeFocused();
  await expect(lens.locator('mark[tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  const card = lens.getByRole('dialog');
  await expect(card).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(card.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(lens.locator('mark').nth(2)).toBeFocused();
});

test('resting on a mark lights up every mention of the same thing', async ({ page, site, lens }) => {
  await openSample(page, site);
  await lens.locator('mark', { hasText: /^Pakistan$/ }).first().hover();
  const { entities } = await report(page);
  const pakistan = entities.find((entity) => entity.name === 'Pakistan')!;
  await expect(lens.locator('mark.lit')).toHaveCount(pakistan.mentions.length);
  await lens.locator('h2').first().hover();
  await expect(lens.locator('mark.lit')).toHaveCount(0);
});

test('the way back from the words leads to the finding', async ({ page, site, lens }, { project }) => {
  test.skip(project.name !== 'phone', 'on wide screens the findings stay beside the article');
  await openSample(page, site);
  const headline = lens.locator('.events .headline').nth(2);
  await headline.click();
  await lens.getByRole('button', { name: 'Back to findings' }).click();
  await expect(headline).toBeFocused();
  await expect(headline).toBeInViewport();
  await expect(lens.getByRole('button', { name: 'Back to findings' })).toHaveCount(0);
});
