import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { analyze, TODAY } from './engine.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The golden articles and the texts of all fixtures, with pieces that stretch the offsets. */
function texts() {
  const golden = readdirSync(`${ROOT}tests/golden`).filter((name) => name.endsWith('.txt'));
  const articles = golden.map((name) => readFileSync(`${ROOT}tests/golden/${name}`, 'utf8'));
  const fixtures = readdirSync(`${ROOT}tests/fixtures`).flatMap((name) =>
    readFileSync(`${ROOT}tests/fixtures/${name}`, 'utf8').split('\n## ').map((one) => one.match(/(?<=^> ).*$/gm)?.join('\n') ?? ''),
  );
  return [...articles, ...fixtures, ...articles.map((text) => `😀 “e\u0301” ${text}`), '', '\u0000'];
}

test('the command line and the module give the same reports', () => {
  const rows = texts().filter((text) => text.trim() !== '').map((text, id) => ({ id, text }));
  assert.ok(rows.length > 50, `only ${rows.length} texts`);
  const out = execFileSync(`${ROOT}target/debug/article-lens`, ['batch', '--today', TODAY.today], {
    input: rows.map((row) => JSON.stringify(row)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const lines = out.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(lines.length, rows.length);
  for (const [i, { id, report }] of lines.entries()) {
    assert.equal(id, rows[i].id);
    assert.deepEqual(report, JSON.parse(JSON.stringify(analyze(rows[i].text, TODAY))), rows[i].text.slice(0, 80));
  }
});
