import { analyze } from '../analyzer.js';
import type { AnalyzeOptions, Report } from '../../../pkg/article_lens.js';
import { moduleAddress } from '../module-address.js';

/** From this length on, in UTF-16 code units, a text is read in a worker, so that the page answers meanwhile. */
const LONG = 20_000;

type Answer = { run: number; report: Report } | { run: number; message: string };

let worker: Worker | undefined;
let runs = 0;

function inWorker(text: string, options: AnalyzeOptions): Promise<Report> {
  worker ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const run = ++runs;
  const running = worker;
  return new Promise((resolve, reject) => {
    const done = (): void => {
      running.removeEventListener('message', answered);
      running.removeEventListener('error', failed);
    };
    const answered = ({ data }: MessageEvent<Answer>): void => {
      if (data.run !== run) return;
      done();
      if ('report' in data) resolve(data.report);
      else reject(new Error(data.message));
    };
    const failed = (event: ErrorEvent): void => {
      done();
      running.terminate();
      worker = undefined;
      reject(new Error(event.message));
    };
    running.addEventListener('message', answered);
    running.addEventListener('error', failed);
    running.postMessage({ run, text, options, address: moduleAddress().href });
  });
}

/** The reader's local day, `YYYY-MM-DD`. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Reads a text: a short one here, where it takes milliseconds; a long one in a worker, or here where there can be none. */
export async function analyzeOnPage(text: string, options: AnalyzeOptions): Promise<Report> {
  const dated = { today: today(), ...options };
  if (text.length < LONG) return analyze(text, dated);
  try {
    return await inWorker(text, dated);
  } catch {
    return analyze(text, dated);
  }
}
