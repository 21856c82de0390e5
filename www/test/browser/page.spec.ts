import { expect, openSample, SAMPLE, test } from './site.js';

test('an assumed year is said, put right with one click, and the choice undone', async ({ page, site, lens }) => {
  await openSample(page, site);
  const times = lens.locator('.events time');
  const chip = lens.locator('.publication');
  await expect(chip).toContainText('Published 10 May 2026');
  await expect(chip).toContainText('Year assumed — is it 2025?');
  await expect(lens.locator('.events .badge', { hasText: 'year assumed' })).toHaveCount(3);

  await chip.getByRole('button', { name: /^2025/ }).click();
  await expect(times).toHaveText(['since 2022', '22 April 2025', '7 May 2025', '9 May 2025']);
  await expect(lens.getByRole('status')).toContainText('Dates now count from 10 May 2025');
  await expect(chip).not.toContainText('Year assumed');

  await lens.getByRole('button', { name: 'Undo' }).click();
  await expect(times).toHaveText(['since 2022', '22 April 2026', '7 May 2026', '8 May 2026']);
});

test('an edited publication date moves every date without a year', async ({ page, site, lens }) => {
  await openSample(page, site);
  const date = lens.getByLabel('Publication date', { exact: true }).and(page.locator('input'));
  await date.fill('2024-05-10');
  await date.blur();
  const times = lens.locator('.events time');
  await expect(times.nth(1)).toHaveText('22 April 2024');
  await lens.getByRole('button', { name: 'Undo' }).click();
  await expect(times.nth(1)).toHaveText('22 April 2026');
  await expect(date).toHaveValue('2026-05-10');
});

test('typing reads the text again; a chosen date stays with its article', async ({ page, site, lens }) => {
  await page.goto(site);
  const input = page.getByLabel('The article', { exact: true });
  await input.pressSequentially('Germany praised France on Monday.');
  await expect(lens.locator('mark', { hasText: 'France' })).toHaveCount(1);
  await input.press('Control+End');
  await input.pressSequentially(' Spain did not.');
  await expect(lens.locator('mark', { hasText: 'Spain' })).toHaveCount(1);
  await input.fill('');
  await expect(page.getByText('An example, read by the same engine:')).toBeVisible();
  await expect(lens.locator('mark', { hasText: 'Marco Rubio' })).toHaveCount(1);
});

test('a pasted text makes way for its findings and can be edited and cleared', async ({ page, site, lens, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(site);
  const input = page.getByLabel('The article', { exact: true });
  await page.evaluate((text) => navigator.clipboard.writeText(text), SAMPLE);
  await input.focus();
  await page.keyboard.press('Control+V');
  await expect(lens.locator('mark').first()).toBeVisible();
  await expect(input).toBeHidden();
  await page.getByRole('button', { name: 'Edit text' }).click();
  await expect(input).toBeFocused();
  await expect(input).toHaveValue(SAMPLE);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(input).toHaveValue('');
  await expect(page.getByText('An example, read by the same engine:')).toBeVisible();
});

test('hostile text is shown as it is and runs nothing', async ({ page, site, lens }) => {
  const text =
    'London, May 10, 2025 (AP) <script>window.hit = 1</script> John <img src=x onerror="window.hit = 2"> Smith on Friday accused ' +
    'France of <svg onload="window.hit = 3"> lying, “<b>France</b> <iframe srcdoc=\'<script>parent.hit = 4</script>\'></iframe>” he said.';
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => faults.push(message.text()));
  await page.goto(site);
  await page.getByLabel('The article', { exact: true }).fill(text);
  await lens.locator('mark').first().waitFor();
  for (const words of await lens.locator('button.headline, button.sentence, .opened .words').all()) await words.click();
  const seen = await page.evaluate(() => {
    const root = document.querySelector('article-lens')!.shadowRoot!;
    return {
      text: root.querySelector<HTMLElement>('#text')!.innerText,
      foreign: root.querySelectorAll('script, img, iframe, svg[onload], b:not([aria-hidden])').length,
      hit: (window as { hit?: number }).hit,
    };
  });
  expect(seen).toEqual({ text, foreign: 0, hit: undefined });
  expect(faults).toEqual([]);
});

test('one host, no request after loading, nothing stored, no policy broken', async ({ page, site, lens, context }) => {
  const requests: URL[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url())));
  page.on('console', (message) => complaints.push(message.text()));
  // On a busy machine the page may be quiet for long before it asks for these two.
  const last = [/\.wasm/, /icon\.svg/].map((name) => page.waitForResponse(name));
  await page.goto(site, { waitUntil: 'networkidle' });
  await Promise.all(last);
  const loaded = requests.length;
  expect(new Set(requests.map((url) => url.host)).size).toBe(1);
  expect(requests.every((url) => url.pathname.startsWith('/some/repo/'))).toBe(true);

  await page.getByRole('button', { name: 'Try the sample' }).click();
  await lens.locator('.cell').first().click();
  await lens.locator('.entity').first().click();
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.getByLabel('The article', { exact: true }).fill('Spain thanked Portugal on Friday.');
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  expect(requests.slice(loaded).map(String)).toEqual([]);
  expect(complaints).toEqual([]);

  expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
  expect(await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length])).toEqual([0, 0, 0]);
});

test('a text without findings says so', async ({ page, site, lens }) => {
  await page.goto(site);
  await page.getByLabel('The article', { exact: true }).fill('nothing here.');
  await expect(lens).toContainText('No dated events found.');
  await expect(lens).toContainText('No positions found.');
  await expect(lens).toContainText('No names found.');
});

test('odd texts make no error', async ({ page, site, lens }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(site);
  for (const text of ['x', ' \n ', '\ud800 lone', 'a\u0000b', '👩‍👩‍👧 in Paris\r\n\r\non Friday', 'قال الوزير', `${'word '.repeat(20_000)}`]) {
    await lens.evaluate((element, given) => {
      (element as HTMLElementTagNameMap['article-lens']).text = given;
      return (element as HTMLElementTagNameMap['article-lens']).analyze();
    }, text);
  }
  await expect(lens.getByRole('alert')).toHaveCount(0);
  expect(faults).toEqual([]);
});
