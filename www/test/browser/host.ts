import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Start } from './site.js';

/** A page of somebody else's, on an origin of its own: its body, and what its head has besides. */
export async function hostPage(start: Start, body: string, { policy, head = '', html = 'lang="en"' }: { policy?: string; head?: string; html?: string } = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'host-'));
  const meta = policy === undefined ? '' : `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Host</title>${meta}<link rel="icon" href="data:,">${head}</head><body><main>${body}</main></body></html>`,
  );
  return `${await start({ folder, under: '/' })}/`;
}

/** Keeps what the element tells, and what a policy refused. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: { name: string; message: string }[] = [];
    const refused: string[] = [];
    Object.assign(window, { heard, refused });
    for (const name of ['al-ready', 'al-analyzed', 'al-error', 'al-entity-select', 'al-event-select']) {
      addEventListener(name, (event) => heard.push({ name, message: (event as CustomEvent).detail.message ?? '' }));
    }
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => refused.push(`${violatedDirective}: ${blockedURI}`));
  });
}

type Kept = { heard: { name: string; message: string }[]; refused: string[] };

export const heard = (page: Page): Promise<Kept['heard']> => page.evaluate(() => (window as unknown as Kept).heard);

export const refusals = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as Kept).refused);

/** The addresses of modules that the page has asked for; grows as it goes. */
export function modulesAsked(page: Page): string[] {
  const modules: string[] = [];
  page.on('request', (request) => void (request.url().includes('.wasm') && modules.push(request.url())));
  return modules;
}

/** Keeps the memory of every analyser that the page starts in `window.memories`. */
export async function keepMemories(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const memories: WebAssembly.Memory[] = [];
    Object.assign(window, { memories });
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (async (...given: Parameters<typeof instantiate>) => {
      const made = (await instantiate.apply(WebAssembly, given)) as unknown as WebAssembly.Instance;
      memories.push(made.exports.memory as WebAssembly.Memory);
      return made;
    }) as typeof instantiate;
  });
}

/** Measures from now on how much the page is moved without its reader; call the answer for the sum. */
export async function shifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const moved: number[] = [];
    Object.assign(window, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return async () => {
    await page.waitForTimeout(300);
    return page.evaluate(() => (window as unknown as { moved: number[] }).moved.reduce((sum, shift) => sum + shift, 0));
  };
}
