import init, { analyze as analyzeNow, discard, start } from '../../pkg/article_lens.js';
import type { AnalyzeOptions, Report } from '../../pkg/article_lens.js';
import { moduleAddress } from './module-address.js';

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

/** Where the module may come from: its address, an answer that carries it, its bytes, or the module itself. */
export type ModuleSource = string | URL | Response | BufferSource | WebAssembly.Module;

/** Compiled modules of this page by address and hash: several copies of this script share one download. */
const SHARED = Symbol.for('article-lens.modules');
const modules = ((globalThis as { [SHARED]?: Map<string, Promise<WebAssembly.Module>> })[SHARED] ??= new Map());

/** The smallest module there is; a policy that refuses wasm refuses this one too. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

function unreachable(url: string, status?: number, cause?: unknown): AnalyzerError {
  const message =
    status === undefined
      ? `The analyser could not be fetched from ${url}. Does the page's Content-Security-Policy allow that host in connect-src?`
      : `The analyser could not be fetched: ${status} for ${url}.`;
  return new AnalyzerError('wasm-unreachable', message, cause);
}

/** Fetches the module that this script was built with, and no other. */
async function download(url: string): Promise<Response> {
  const integrity = __WASM_INTEGRITY__;
  try {
    return await fetch(url, { integrity });
  } catch {
    // Another file, none and a refusal all look the same: a second look tells which it is.
  }
  let seen: Response;
  try {
    seen = await fetch(url);
  } catch (cause) {
    throw unreachable(url, undefined, cause);
  }
  void seen.body?.cancel();
  if (!seen.ok) throw unreachable(url, seen.status);
  try {
    // It may have been an old copy in the browser's cache.
    return await fetch(url, { integrity, cache: 'reload' });
  } catch (cause) {
    throw new AnalyzerError(
      'wasm-broken',
      `The file at ${url} is not the analyser that this script was built with: serve both files of one release.`,
      cause,
    );
  }
}

async function compileResponse(response: Response, from: string): Promise<WebAssembly.Module> {
  if (!response.ok) throw unreachable(from, response.status);
  // Compiling from a response is refused for any other type, which plain servers do send.
  const streams = response.headers.get('content-type')?.split(';')[0]?.trim() === 'application/wasm';
  try {
    return streams ? await WebAssembly.compileStreaming(response) : await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    throw new AnalyzerError('wasm-broken', `What came from ${from} is not the analyser: ${String(cause)}`, cause);
  }
}

/** The module at an address; asked for once, however many ask. */
function shared(url: string): Promise<WebAssembly.Module> {
  const key = `${url} ${__WASM_INTEGRITY__}`;
  let module = modules.get(key);
  if (!module) {
    module = download(url).then((response) => compileResponse(response, url));
    modules.set(key, module);
    // A failure is not kept: the next call tries again.
    module.catch(() => modules.delete(key));
  }
  return module;
}

function checkPolicy(): void {
  if (typeof WebAssembly === 'undefined') {
    throw new AnalyzerError('wasm-missing', 'This browser has no WebAssembly, which the analyser needs.');
  }
  try {
    // WebKit compiles whatever the policy, and refuses to start what was compiled.
    new WebAssembly.Instance(new WebAssembly.Module(EMPTY_MODULE));
  } catch (cause) {
    throw new AnalyzerError(
      'wasm-refused',
      "The page's Content-Security-Policy refuses WebAssembly: add 'wasm-unsafe-eval' to its script-src.",
      cause,
    );
  }
}

/** What `load` was told. */
let chosen: ModuleSource | undefined;
/** Where the module comes from where `load` was told nothing. */
let usual: () => ModuleSource | Promise<ModuleSource> = moduleAddress;
/** What the running attempt uses, and the attempt. */
let taken: ModuleSource | undefined;
let ready: Promise<void> | undefined;

/** Lets an entry of the package bring the module from elsewhere than beside the script. */
export function provide(source: () => ModuleSource | Promise<ModuleSource>): void {
  usual = source;
}

async function begin(): Promise<void> {
  // Scripts that run right after the one that asked first may still say where the module is.
  await Promise.resolve();
  taken = chosen;
  checkPolicy();
  const source = taken ?? (await usual());
  const module =
    typeof source === 'string' || source instanceof URL
      ? await shared(String(source))
      : source instanceof Response
        ? await compileResponse(source, source.url || 'the given response')
        : source;
  try {
    await init({ module_or_path: module });
  } catch (cause) {
    throw new AnalyzerError('wasm-broken', `What was given is not the analyser that this script was built with: ${String(cause)}`, cause);
  }
}

/**
 * Fetches and starts the analyser, once; whoever analyses waits for it anyway.
 *
 * `source` says where the module is, if it is not beside this script; what is said after the analyser has started changes nothing.
 * What is fetched from an address must be the very module that this script was built with.
 */
export async function load(source?: ModuleSource): Promise<void> {
  if (source !== undefined) chosen = source;
  ready ??= begin().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  try {
    await ready;
  } catch (error) {
    // The attempt that failed had begun with another source.
    if (source === undefined || source === taken || source !== chosen) throw error;
    await load();
  }
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
