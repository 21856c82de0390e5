import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromium } from './browsers.mjs';

const audit = await import('../../bench/audit.mjs').then(
  (module) => module.audit,
  () => undefined,
);
const skip = !chromium ? 'Chromium is not installed.' : !audit ? 'Lighthouse is not installed (npm ci brings it).' : false;

test('Lighthouse finds nothing against accessibility and best practices', { skip, timeout: 120_000 }, async () => {
  const { scores, failing } = await audit(['accessibility', 'best-practices']);
  assert.deepEqual(scores, { accessibility: 100, 'best-practices': 100 }, failing.map(({ title }) => title).join('; '));
});
