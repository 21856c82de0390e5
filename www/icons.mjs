// Draws public/icons/*.png from public/icon.svg, after that was changed: `npm run icons`.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const svg = readFileSync(new URL('./public/icon.svg', import.meta.url), 'utf8');
const folder = fileURLToPath(new URL('./public/icons/', import.meta.url));
const [, blue] = /fill="(#\w+)"/.exec(svg);

// Systems cut a maskable icon, and Apple rounds its own: both are filled to the corners, and nothing of
// a maskable one may lie outside the middle four fifths.
const ICONS = [
  { name: 'icon-192', size: 192 },
  { name: 'icon-512', size: 512 },
  { name: 'maskable-512', size: 512, full: true, scale: 0.8 },
  { name: 'apple-touch-icon', size: 180, full: true, scale: 0.95 },
];

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(existsSync(executablePath) ? { executablePath } : {}) });
mkdirSync(folder, { recursive: true });
for (const { name, size, full = false, scale = 1 } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body { margin: 0; background: ${full ? blue : 'transparent'} } svg { display: block; inline-size: ${size}px; scale: ${scale} }</style>${svg}`,
  );
  await page.screenshot({ path: `${folder}${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
