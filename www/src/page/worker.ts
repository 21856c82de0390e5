import type { AnalyzeOptions } from '../../../pkg/article_lens.js';
import { analyze, load } from '../analyzer.js';

interface Question {
  readonly run: number;
  readonly text: string;
  readonly options: AnalyzeOptions;
  /** Where the module lies. */
  readonly address: string;
}

addEventListener('message', ({ data: { run, text, options, address } }: MessageEvent<Question>) => {
  load(address)
    .then(() => analyze(text, options))
    .then(
      (report) => postMessage({ run, report }),
      (error: unknown) => postMessage({ run, message: String(error) }),
    );
});
