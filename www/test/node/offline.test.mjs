import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const DIST = new URL('../../dist/', import.meta.url);
const [first] = readFileSync(new URL('service-worker.js', DIST), 'utf8').split('\n');
const files = JSON.parse(/^const __FILES__=(\{.*\}),__BUILD__="\w{8}";$/.exec(first)[1]);

test('the service worker knows every file of the page, as it is', () => {
  for (const [name, integrity] of Object.entries(files)) {
    const file = new URL(name.replace(/\?.*/, ''), DIST);
    assert.ok(existsSync(file), name);
    assert.equal(integrity, `sha256-${createHash('sha256').update(readFileSync(file)).digest('base64')}`, name);
  }
  // What is for other sites is not kept.
  const others = readdirSync(DIST).filter((name) => !Object.keys(files).some((file) => file.startsWith(name)));
  const theirs = ['article-lens.js', 'article-lens-de.js', 'article-lens-exports.js', 'THIRD-PARTY.md', 'embed', 'examples', 'frame.css', 'frame.html', 'frame.js', 'service-worker.js'];
  assert.deepEqual(others.filter((name) => !theirs.includes(name)), []);
});
