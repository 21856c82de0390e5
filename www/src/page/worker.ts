import init, { analyze, type AnalyzeOptions } from '../../../pkg/article_lens.js';

interface Question {
  readonly run: number;
  readonly text: string;
  readonly options: AnalyzeOptions;
  /** Where the module lies. */
  readonly address: string;
}

let ready: Promise<unknown> | undefined;

addEventListener('message', ({ data: { run, text, options, address } }: MessageEvent<Question>) => {
  ready ??= init({ module_or_path: address });
  ready.then(() => analyze(text, options)).then(
    (report) => postMessage({ run, report }),
    (error: unknown) => postMessage({ run, message: String(error) }),
  );
});
