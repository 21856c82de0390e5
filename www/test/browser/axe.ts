import type { AxeBuilder } from '@axe-core/playwright';
import { expect } from './site.js';

/** Fails where a rule of axe is broken, and tells which, and where. */
export async function breaksNoRule(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, target }) => `${target.join(' ')} ${html}`).join(' ').slice(0, 600)}`)).toEqual([]);
}
