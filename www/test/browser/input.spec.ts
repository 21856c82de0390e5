import type { Page } from '@playwright/test';
import { expect, SAMPLE, test } from './site.js';

const PAGE = `<!doctype html><html><head><title>Ferry strike ends | Example News</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","datePublished":"2024-03-08T10:00:00Z"}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li>World</li></ul></nav>
<header><p>Example News, all day</p></header>
<article><h1>Ferry strike ends</h1>
<p>Norway praised the unions on Thursday after the ferry strike ended, and the transport ministry said that boats would sail again within hours.</p>
<h2>What was agreed</h2>
<ul><li>Pay rises by four percent, the ministry said in a statement on its site.</li><li>Crews will rest for eleven hours between two shifts, the unions said.</li></ul>
<p>Anna Berg, who leads the seamen’s union, thanked Norway for its patience, and said that both sides had learnt from the talks in Bergen.</p>
<script>window.hit = 1</script><img src="x" onerror="window.hit = 2"><svg onload="window.hit = 3"></svg>
</article><footer>Copyright Example News</footer></body></html>`;

/** Pastes as the clipboard of a browser does. */
async function paste(page: Page, html: string, text: string): Promise<void> {
  await page.locator('#input').evaluate(
    (field, given) => {
      const data = new DataTransfer();
      data.setData('text/html', given.html);
      data.setData('text/plain', given.text);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    { html, text },
  );
}

const shown = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector('article-lens')!.shadowRoot!.querySelector<HTMLElement>('#text')!.innerText);

test('a pasted page is reduced to its article, with its date, headings and lists; what was dropped is one click away', async ({ page, site, lens }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  // A browser tells of each handler that its policy keeps from running.
  page.on('console', (message) => void (/inline event handler/.test(message.text()) || faults.push(message.text())));
  await page.goto(site);
  await paste(page, PAGE, 'not this');
  await expect(lens.locator('.chip')).toContainText('Published 8 March 2024');
  await expect(lens.locator('.chip')).toContainText('from the page');
  await expect(lens.locator('.events time').first()).toHaveText('7 March 2024');
  await expect(lens.getByRole('heading', { name: 'What was agreed' })).toBeVisible();
  await expect(lens.locator('.text .item')).toHaveCount(2);
  const text = await shown(page);
  expect(text).toContain('Ferry strike ends\nNorway praised');
  expect(text).not.toContain('Copyright');
  expect(text).toBe(await page.locator('#input').inputValue());

  await expect(page.locator('.notice')).toContainText('Reduced to the article');
  await page.getByText('What was left out').click();
  await expect(page.locator('.dropped')).toContainText('Copyright Example News');
  await page.getByRole('button', { name: 'Use everything' }).click();
  await expect.poll(() => shown(page)).toContain('Copyright Example News');
  await page.getByRole('button', { name: 'Use the article alone' }).click();
  await expect.poll(() => shown(page)).not.toContain('Copyright Example News');
  expect(await page.evaluate(() => (window as { hit?: number }).hit)).toBeUndefined();
  expect(faults).toEqual([]);

  // The date of the page stays with its article and goes with it.
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.locator('#input').press('Control+End');
  await page.locator('#input').pressSequentially(' Sweden agreed.');
  await expect(lens.locator('mark', { hasText: 'Sweden' })).toHaveCount(1);
  await expect(lens.locator('.chip')).toContainText('from the page');
  await page.locator('#input').fill('Spain thanked Portugal.');
  await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
  await expect(lens.locator('.chip')).not.toContainText('from the page');
});

test('what was selected on a page is taken whole', async ({ page, site, lens }) => {
  await page.goto(site);
  await paste(page, '<meta charset="utf-8"><h2>Two thanks</h2><p>Spain thanked <b>Portugal</b> on 3 May 2024.</p><p>Italy did not.</p>', '');
  await expect.poll(() => shown(page)).toBe('Two thanks\nSpain thanked Portugal on 3 May 2024.\nItaly did not.');
  await expect(page.locator('.notice')).toHaveCount(0);
  await expect(lens.getByRole('heading', { name: 'Two thanks' })).toBeVisible();
});

const PAYLOADS = [
  '<img src=x onerror="hit()">',
  '<svg/onload=hit()>',
  '<script>hit()</script>',
  '<iframe srcdoc="<script>parent.hit()</script>"></iframe>',
  '<a href="javascript:hit()">x</a>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit()&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=hit()>">',
  '<template><img src=x onerror=hit()></template>',
  '<details open ontoggle=hit()>x</details>',
  '<video><source onerror=hit()></video>',
  '<form><button formaction=javascript:hit()>x</button></form>',
  '<object data="javascript:hit()"></object>',
  '<embed src="javascript:hit()">',
  '<base href="https://evil.invalid/">',
  '<meta http-equiv="refresh" content="0;url=javascript:hit()">',
  '<link rel=stylesheet href="https://evil.invalid/x.css">',
  '<style>@import "https://evil.invalid/x.css";</style>',
  '<input autofocus onfocus=hit()>',
  '<xss style="animation-name:x" onanimationstart=hit()>x</xss>',
  '<body onload=hit()>',
];

test('no hostile page runs or fetches anything', async ({ page, site }) => {
  const requests: string[] = [];
  await page.goto(site, { waitUntil: 'networkidle' });
  await page.evaluate(() => Object.assign(window, { hits: 0, hit: () => ((window as unknown as { hits: number }).hits += 1) }));
  // What turns HTML into text is fetched once, from the site itself.
  await paste(page, '<p>Spain thanked Portugal.</p>', '');
  await expect.poll(() => shown(page)).toBe('Spain thanked Portugal.');
  page.on('request', (request) => requests.push(request.url()));
  for (const [n, payload] of PAYLOADS.entries()) {
    await page.locator('#input').evaluate((field: HTMLTextAreaElement) => (field.value = ''));
    await paste(page, `<p>${n} Spain thanked Portugal on Friday.</p>${payload}<p>Italy did not.</p>`, '');
    await expect.poll(() => shown(page), { intervals: [30] }).toMatch(new RegExp(`^${n} Spain thanked Portugal`));
  }
  expect(await page.evaluate(() => (window as unknown as { hits: number }).hits)).toBe(0);
  expect(requests).toEqual([]);
});

test('files of text, HTML and JSON are opened; others are refused in one sentence', async ({ page, site, lens }) => {
  await page.goto(site);
  const open = (name: string, mimeType: string, content: string | Buffer) =>
    page.locator('#file').setInputFiles({ name, mimeType, buffer: Buffer.from(content as string) });
  await open('a.txt', 'text/plain', 'Germany praised France on Monday.');
  await expect(lens.locator('mark', { hasText: 'Germany' })).toHaveCount(1);
  await open('b.html', 'text/html', PAGE);
  await expect(lens.locator('mark', { hasText: 'Anna Berg' })).toHaveCount(1);
  await open('c.json', 'application/json', JSON.stringify({ text: 'Kenya blamed Uganda.' }));
  await expect(lens.locator('mark', { hasText: 'Uganda' })).toHaveCount(1);
  await open('d.txt', 'text/plain', Buffer.from('Peru thanked S\xe3o Tom\xe9.', 'latin1'));
  await expect.poll(() => shown(page)).toContain('São Tomé');

  await open('e.png', 'image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
  await expect(page.getByRole('alert')).toContainText('This file is not text.');
  await open('f.json', 'application/json', '{"a": 1}');
  await expect(page.getByRole('alert')).toContainText('no article and no corrections');
  await open('g.txt', 'text/plain', Buffer.alloc(11 * 2 ** 20, 'word '));
  await expect(page.getByRole('alert')).toContainText('larger than 10 MB');
  expect(await shown(page), 'and nothing is lost').toContain('São Tomé');
});

test('a file can be dropped anywhere', async ({ page, site, lens }) => {
  await page.goto(site);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['Norway warned Sweden.'], 'note.txt', { type: 'text/plain' }));
    document.querySelector('h1')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(lens.locator('mark', { hasText: 'Sweden' })).toHaveCount(1);
});

for (const [name, address] of [
  ['#text', '#text=Spain%20thanked%20Portugal%20on%20Friday.&published=2024-05-06'],
  ['?text', '?text=Spain+thanked+Portugal+on+Friday.&published=2024-05-06'],
] as const) {
  test(`${name} brings a text and its date, and leaves the address`, async ({ page, site, lens }) => {
    await page.goto(site + address);
    await expect(lens.locator('mark', { hasText: 'Portugal' })).toHaveCount(1);
    await expect(lens.locator('.events time')).toHaveText('3 May 2024');
    expect(page.url()).toBe(site);
  });
}

test('the bookmark opens this page with the article of another one', async ({ page, context, start, site }) => {
  await page.goto(site);
  const bookmark = await page.locator('#bookmarklet').getAttribute('href');
  await page.locator('#bookmarklet').click();
  await expect(page.locator('.notice')).toContainText('drag it to your bookmarks bar');
  expect(page.url()).toBe(site);

  const other = await context.newPage();
  await other.goto(`${await start()}/some/repo/examples/blog.html`);
  await other.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<article>Kenya blamed Uganda on Friday.</article>'));
  const [opened] = await Promise.all([context.waitForEvent('page'), other.evaluate(decodeURIComponent(bookmark!.replace(/^javascript:/, '')))]);
  await expect(opened.locator('article-lens mark', { hasText: 'Uganda' })).toHaveCount(1);
});

test('what a text is made of is found before the analyser has come', async ({ page, site, lens }) => {
  await page.route('**/*.wasm*', (route) => route.abort());
  await page.goto(site);
  await expect(lens.locator('mark', { hasText: 'Marco Rubio' })).toHaveCount(1);
  expect(await shown(page)).toBe(SAMPLE);
  await expect(lens.locator('.events > li')).toHaveCount(4);
});

test('the sample has another year when the one that was assumed for it has passed', async ({ page, site, lens }) => {
  await page.clock.setFixedTime(new Date('2031-01-15T12:00:00'));
  await page.goto(site);
  await expect(lens.locator('.chip')).toContainText('Published 10 May 2030');
});

test('ten megabytes are read as far as the engine reads, and it says where that is', async ({ page, site, lens }, { project }) => {
  test.skip(project.name !== 'desktop', 'once is enough');
  test.slow();
  await page.goto(site);
  await page.locator('#input').evaluate((field: HTMLTextAreaElement, text) => {
    field.value = text.repeat(Math.ceil(10_000_000 / text.length));
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
  }, `${SAMPLE}\n\n`);
  await expect(lens.locator('.diagnostics')).toContainText('The text is very long', { timeout: 60_000 });
  await lens.locator('.events .headline').first().click();
  await expect(lens.locator('.evidence').first()).toBeInViewport();
});

test('a long text is read while the page answers', async ({ page, site, lens }) => {
  await page.goto(site);
  const long = `${SAMPLE}\n\n`.repeat(60);
  await page.locator('#input').fill(long);
  await expect(lens.getByRole('status')).toContainText(/^2,\d{3} mentions/, { timeout: 20_000 });
  expect(await shown(page)).toBe(long);
  await lens.locator('.events .headline').last().click();
  await expect(lens.locator('.evidence').first()).toBeInViewport();
});
