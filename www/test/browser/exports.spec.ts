import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { ABOUT, make, NOTHING, read, TEXTS } from '../unit/exports/articles.js';

const HOME = 'https://export.test/';

/** Answers `files` by path under one address and nothing else; returns what was asked for beside them, and what went wrong. */
async function host(page: Page, files: Record<string, { contentType: string; body: string }>): Promise<string[]> {
  const wrong: string[] = [];
  page.on('console', (message) => wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.context().route('**/*', async (route) => {
    const url = route.request().url();
    const file = url.startsWith(HOME) ? files[url.slice(HOME.length)] : undefined;
    if (file) return route.fulfill(file);
    // Chromium asks for an icon on its own behalf.
    if (url !== `${HOME}favicon.ico`) wrong.push(url);
    return route.abort();
  });
  return wrong;
}

for (const [name, text] of Object.entries(TEXTS)) {
  const findings = read(text);

  test(`TimelineJS shows as many slides as there are events: ${name}`, async ({ page }) => {
    const dist = (path: string): string => readFileSync(new URL(`../../node_modules/@knight-lab/timelinejs/dist/${path}`, import.meta.url), 'utf8');
    const wrong = await host(page, {
      '': {
        contentType: 'text/html',
        body: `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="timeline.css">
          <div id="timeline" style="height: 600px"></div>
          <script src="timeline.js"></script>
          <script>
            fetch('data.json').then((data) => data.json()).then((data) => {
              window.timeline = new TL.Timeline('timeline', data, { font: null, ga_measurement_id: null });
              window.timeline.on('ready', () => document.body.classList.add('ready'));
            });
          </script>`,
      },
      'timeline.js': { contentType: 'text/javascript', body: dist('js/timeline.js') },
      'timeline.css': { contentType: 'text/css', body: dist('css/timeline.css').replace(/@font-face\s*{[^}]*}/g, '') },
      'data.json': { contentType: 'application/json', body: make('timelinejs', findings) },
    });
    await page.goto(HOME);
    const { timeline } = findings.report;
    if (timeline.length === 0) {
      // TimelineJS shows no title by itself, and says why.
      await expect(page.locator('#timeline')).toContainText('no events');
      expect(wrong).toEqual([]);
      return;
    }
    await page.locator('body.ready').waitFor();
    await expect(page.locator('.tl-slide')).toHaveCount(timeline.length + 1);
    await expect(page.locator('.tl-timemarker')).toHaveCount(timeline.length);
    for (const event of timeline) {
      const slide = page.locator(`.tl-slide#${event.id}`);
      await expect(slide.locator('.tl-headline')).toHaveText(event.headline);
      await expect(slide.locator('.tl-text-content p').first()).toHaveText(`“${findings.quote(event.sentence).trim()}”`);
      expect(await slide.locator('a, script, img, svg, iframe, b, [onmouseover], [onerror]').count()).toBe(0);
    }
    await expect(page.locator('.tl-headline-title')).toHaveText(ABOUT.title!);
    expect(wrong).toEqual([]);
  });

  test(`the HTML file needs nothing, runs nothing and leads nowhere astray: ${name}`, async ({ page }) => {
    const wrong = await host(page, { '': { contentType: 'text/html', body: make('html', findings) } });
    await page.goto(HOME);
    const found = await page.evaluate(() => ({
      foreign: [...document.querySelectorAll('script, img, svg, iframe, object, embed, link, form, base, [src], [style]')].map((one) => one.outerHTML),
      handlers: [...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames().filter((attribute) => attribute.startsWith('on'))),
      astray: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href')!).filter((href) => !href.startsWith('#') || !document.getElementById(href.slice(1))),
      twice: [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, i, all) => all.indexOf(id) !== i),
    }));
    expect(found).toEqual({ foreign: [], handlers: [], astray: [], twice: [] });
    await expect(page).toHaveTitle(ABOUT.title!);

    // Without labels and references, the article is the text that was given, a paragraph for each line.
    const article = await page.locator('.article p').evaluateAll((lines) =>
      lines.map((line) => {
        const copy = line.cloneNode(true) as Element;
        for (const extra of copy.querySelectorAll('.kind, .ref')) extra.remove();
        return copy.textContent;
      }),
    );
    const carried = Buffer.from(text, 'utf8').toString().replaceAll('\0', '\ufffd');
    expect(article).toEqual(carried.split(/\r\n|[\r\n]/).filter(Boolean));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(wrong).toEqual([]);
  });
}

test('from a finding to all its words and back', async ({ page }) => {
  const findings = read(TEXTS.sample);
  await host(page, { '': { contentType: 'text/html', body: make('html', findings, NOTHING) } });
  await page.goto(HOME);
  const { id, evidence } = findings.report.statements.find((statement) => statement.evidence.length > 1)!;
  for (const [n, range] of evidence.entries()) {
    await page.locator(`#${id} blockquote a`).nth(n).click();
    const lit = await page.locator('.article').evaluate((article) => {
      const pieces = [...article.querySelectorAll('p > span')].filter((one) => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)');
      return pieces
        .map((piece) => {
          const copy = piece.cloneNode(true) as Element;
          for (const extra of copy.querySelectorAll('.kind')) extra.remove();
          return copy.textContent;
        })
        .join('');
    });
    expect(lit).toBe(findings.quote(range));
    await expect(page.locator(`#at-${id}-${n + 1}`)).toBeInViewport();
    await page.locator(`.article a.ref[href="#${id}"]`).nth(n).click();
    await expect(page.locator(`#${id}`)).toBeInViewport();
  }
});

test('kinds of names differ in line and label', async ({ page }) => {
  await host(page, { '': { contentType: 'text/html', body: make('html', read(TEXTS.sample)) } });
  await page.goto(HOME);
  const looks = await page.locator('mark').evaluateAll((marks) =>
    marks.map((mark) => {
      const line = getComputedStyle(mark.querySelector('a')!);
      const label = mark.nextElementSibling?.matches('.kind') ? mark.nextElementSibling.textContent : '';
      return [mark.dataset.type, `${line.textDecorationLine} ${line.textDecorationStyle} ${line.textDecorationThickness}`, label] as const;
    }),
  );
  const lines = new Map(looks.map(([type, line]) => [type, line]));
  const labels = new Map(looks.filter(([, , label]) => label !== '').map(([type, , label]) => [type, label]));
  expect(lines.size).toBeGreaterThan(4);
  expect(new Set(lines.values()).size).toBe(lines.size);
  expect(new Set(labels.values()).size).toBe(labels.size);
});

test('the HTML file prints on A4', async ({ page }) => {
  await host(page, { '': { contentType: 'text/html', body: make('html', read(TEXTS.sample)) } });
  await page.goto(HOME);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const sizes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))]);
  expect(sizes.length).toBeGreaterThan(1);
  for (const size of sizes) expect(size).toEqual([595, 842]);
  // 178 mm between the margins: what is wider than the sheet would be cut off.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 673, height: 1000 });
  expect(await page.evaluate(() => Math.max(...[...document.querySelectorAll('table')].map((table) => table.getBoundingClientRect().right)))).toBeLessThanOrEqual(673);
});
