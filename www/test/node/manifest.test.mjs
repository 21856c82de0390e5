// What is documented of the element is what it has: no part, property, event or attribute more or less.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ArticleLens } from '../../dist/article-lens.js';

const { modules } = JSON.parse(readFileSync(new URL('../../../pkg/custom-elements.json', import.meta.url), 'utf8'));
const element = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'article-lens');

const folder = new URL('../../src/element/', import.meta.url);
const sources = (ending) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8').replace(/\/\*[^]*?\*\//g, ''))
    .join('\n');

const all = (text, pattern) => [...new Set([...text.matchAll(pattern)].flatMap(([, names]) => names.split(/\s+/)))].sort();
const names = (list = []) => list.map(({ name }) => name).sort();

test('parts are those of the templates', () => {
  assert.deepEqual(names(element.cssParts), all(sources('.ts'), /\bpart(?:="|', ')([a-z][a-z -]*)["']/g));
});

test('custom properties are those that the styles use', () => {
  assert.deepEqual(names(element.cssProperties), all(sources('.css'), /var\(\s*(--al-[\w-]+)/g));
});

test('events are those that are dispatched', () => {
  assert.deepEqual(names(element.events), all(sources('.ts'), /(?:tell|CustomEvent(?:<[^(]*>)?)\(\s*'(al-[\w-]+)'/g));
});

test('attributes are those that are observed', () => {
  assert.deepEqual(names(element.attributes), [...ArticleLens.observedAttributes].sort());
});

test('what is internal is not offered, and what is offered is explained', () => {
  for (const member of element.members) {
    assert.ok(member.privacy === undefined || member.privacy === 'public', member.name);
    assert.doesNotMatch(member.name, /^[#_]/);
  }
  const offered = [element.members, element.attributes, element.events, element.cssParts, element.cssProperties, element.cssStates, element.slots];
  for (const one of offered.flat()) assert.ok(one.description?.trim().endsWith('.'), `${one.name || 'the slot'} has no sentence`);
  for (const name of ['text', 'report', 'analyze', 'show', 'undo']) assert.ok(names(element.members).includes(name), name);
});
