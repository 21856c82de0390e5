/**
 * What of the documentation is not run, and why: a command by its line, any other block by its first line.
 * Commands are still checked to exist with their options.
 *
 * @type {{ what: RegExp, why: string, file?: string }[]}
 */
export const NOT_RUN = [
  { what: /^bash scripts\/start\.sh$/, why: 'It sets up and serves; test.sh begins with it.' },
  { what: /^bash scripts\/start\.sh --no-serve$/, why: 'It builds what this test runs on; test.sh begins with it.' },
  { what: /^bash scripts\/test\.sh$/, why: 'It runs this test.' },
  { what: /^cargo install --path cli$/, why: 'It compiles for minutes; the binary of the tests is the same.' },
  { what: /^cargo xtask wasm$/, why: 'It builds pkg/, which this test runs on.' },
  { what: /^cargo xtask bench --peers/, why: 'It measures for an hour, with corpora that are not here.', file: 'docs/benchmarks.md' },
];
