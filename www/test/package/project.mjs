// Packs the package, installs the tarball into fresh folders beside the fixtures, and opens what was built there.
import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serving } from '../../serve.mjs';
import { chromium as program } from '../other/browsers.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
export const PKG = at('../../../pkg/');
export const MODULES = at('../../node_modules/');

/** Removed by the test when it is done. */
export const folder = mkdtempSync(join(tmpdir(), 'article-lens-package-'));

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], PKG));
export const tarball = join(folder, packed.filename);
/** What is in the tarball. */
export const files = packed.files.map(({ path }) => path).sort();

/** A folder in which nothing but the tarball was installed. */
export const installed = join(folder, 'installed');
mkdirSync(installed);
writeFileSync(join(installed, 'package.json'), '{ "private": true, "type": "module" }');
npm(['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], installed);

/** A folder of its own with a fixture, the page that most share, and the installed package; `tools` are linked from here, so that nothing is fetched twice. */
export function project(fixture, tools = []) {
  const root = join(folder, fixture);
  cpSync(installed, root, { recursive: true });
  cpSync(at('./fixtures/index.html'), join(root, 'index.html'));
  cpSync(at(`./fixtures/${fixture}`), root, { recursive: true });
  for (const tool of tools) {
    const link = join(root, 'node_modules', tool);
    mkdirSync(join(link, '..'), { recursive: true });
    symlinkSync(join(MODULES, tool), link);
  }
  return root;
}

/** Runs a program of the builder or Node, and shows what it wrote where it fails. */
export function run(program, args, cwd) {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', env: { ...process.env, PATH: `${MODULES}.bin:${process.env.PATH}` } });
  } catch (error) {
    throw new Error(`${program} ${args.join(' ')}\n${error.stdout}${error.stderr}`, { cause: error });
  }
}

let browser;

/** What a page shows: the marks in its element, and what the app wrote. */
export async function look(url, outputs = 1) {
  browser ??= await chromium.launch({ args: ['--no-sandbox'], ...(program && { executablePath: program }) });
  const page = await browser.newPage();
  const complaints = [];
  const modules = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => /\.wasm|application\/wasm/.test(request.url()) && modules.push(request.url()));
  try {
    await page.goto(url);
    await page.locator('article-lens mark').first().waitFor({ timeout: 20_000 });
    const written = page.locator('output:not(:empty)');
    if (outputs > 0) await written.nth(outputs - 1).waitFor({ timeout: 20_000 });
    const marks = await page.locator('article-lens mark').allInnerTexts();
    return { marks: marks.map((words) => words.trim()), written: await written.allInnerTexts(), complaints, modules };
  } catch (error) {
    throw new Error(`${url}: ${complaints.join('\n')}`, { cause: error });
  } finally {
    await page.close();
  }
}

/** Serves a folder while `work` runs; `headers` as in `serve`. */
export async function served(root, work, headers = undefined) {
  const { origin, close } = await serving({ folder: root, ...(headers && { headers }) });
  try {
    return await work(`${origin}/`);
  } finally {
    close();
  }
}

export async function closeBrowser() {
  await browser?.close();
}
