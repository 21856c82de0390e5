import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, openSample, test } from './site.js';

const FOLDER = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

// Pictures differ between machines by their fonts: those in docs/images change only when asked for (UPDATE_IMAGES=1).
for (const scheme of ['light', 'dark'] as const) {
  test(`the picture of the page, ${scheme}`, async ({ page, site, lens }, { project }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openSample(page, site);
    await lens.getByRole('button', { name: /^2025/ }).click();
    await expect(lens.locator('.events time').last()).toHaveText('9 May 2025');
    await page.mouse.move(0, 0);
    const picture = await page.screenshot();
    expect(picture.byteLength).toBeLessThan(300_000);
    const name = { desktop: 'page', phone: 'phone' }[project.name] + (scheme === 'dark' ? '-dark' : '');
    const path = `${FOLDER}${name}.png`;
    if (existsSync(path) && !process.env.UPDATE_IMAGES) return;
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, picture);
  });
}
