import init, { analyze as analyzeNow, discard, start } from '../../pkg/article_lens.js';
import type { AnalyzeOptions, Report } from '../../pkg/article_lens.js';

export type AnalyzerErrorCode = 'wasm-missing' | 'wasm-refused' | 'wasm-unreachable' | 'wasm-broken' | 'trapped';

/** Why no analysis could be made, in one sentence for whoever put the element on the page. */
export class AnalyzerError extends Error {
  constructor(
    readonly code: AnalyzerErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'AnalyzerError';
  }
}

/** Compiled modules of this page by address: several copies of this script share one download. */
const SHARED = Symbol.for('article-lens.modules');
const modules = ((globalThis as { [SHARED]?: Map<string, Promise<WebAssembly.Module>> })[SHARED] ??= new Map());

/** The smallest module there is; a policy that refuses wasm refuses this one too. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Where the module lies, seen from the script that this code was built into. */
export function moduleAddress(): URL {
  return new URL(/* @vite-ignore */ __WASM_ADDRESS__, import.meta.url);
}

async function compile(url: string): Promise<WebAssembly.Module> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new AnalyzerError(
      'wasm-unreachable',
      `The analyser could not be fetched from ${url}. Does the page's Content-Security-Policy allow that host in connect-src?`,
      cause,
    );
  }
  if (!response.ok) {
    throw new AnalyzerError('wasm-unreachable', `The analyser could not be fetched: ${response.status} for ${url}.`);
  }
  // Compiling while downloading is refused for any other type, which plain servers do send.
  const streams = response.headers.get('content-type')?.split(';')[0]?.trim() === 'application/wasm';
  try {
    return streams ? await WebAssembly.compileStreaming(response) : await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    throw new AnalyzerError('wasm-broken', `What was fetched from ${url} is not the analyser: ${String(cause)}`, cause);
  }
}

function checkPolicy(): void {
  if (typeof WebAssembly === 'undefined') {
    throw new AnalyzerError('wasm-missing', 'This browser has no WebAssembly, which the analyser needs.');
  }
  try {
    new WebAssembly.Module(EMPTY_MODULE);
  } catch (cause) {
    throw new AnalyzerError(
      'wasm-refused',
      "The page's Content-Security-Policy refuses WebAssembly: add 'wasm-unsafe-eval' to its script-src.",
      cause,
    );
  }
}

async function begin(): Promise<void> {
  checkPolicy();
  const url = moduleAddress().href;
  let module = modules.get(url);
  if (!module) {
    module = compile(url);
    modules.set(url, module);
    // A failure is not kept: the next call tries again.
    module.catch(() => modules.delete(url));
  }
  await init({ module_or_path: await module });
}

let ready: Promise<void> | undefined;

/** Fetches and starts the analyser, once. */
export function load(): Promise<void> {
  ready ??= begin().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

/** Analyses `text` here and now; nothing leaves the page. */
export async function analyze(text: string, options: AnalyzeOptions = {}): Promise<Report> {
  await load();
  try {
    return analyzeNow(text, options);
  } catch (cause) {
    if (!(cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError)) throw cause;
    // The instance stopped half way: a fresh one is made from the kept module.
    discard();
    start();
    throw new AnalyzerError('trapped', `The analyser stopped on this text: ${cause.message}`, cause);
  }
}
