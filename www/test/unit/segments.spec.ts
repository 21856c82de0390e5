import { expect, test } from '@playwright/test';
import { segment } from '../../src/segments.js';

test('overlapping and nested stretches become disjoint ones that leave nothing out', () => {
  const segments = segment(10, [
    { id: 'outer', start: 1, end: 8 },
    { id: 'inner', start: 3, end: 5 },
    { id: 'across', start: 4, end: 9 },
  ]);
  expect(segments).toEqual([
    { start: 0, end: 1, ids: [] },
    { start: 1, end: 3, ids: ['outer'] },
    { start: 3, end: 4, ids: ['inner', 'outer'] },
    { start: 4, end: 5, ids: ['inner', 'across', 'outer'] },
    { start: 5, end: 8, ids: ['across', 'outer'] },
    { start: 8, end: 9, ids: ['across'] },
    { start: 9, end: 10, ids: [] },
  ]);
});

test('stretches outside the text or without length are left aside', () => {
  const layers = [
    { id: 'empty', start: 2, end: 2 },
    { id: 'beyond', start: 2, end: 7 },
    { id: 'before', start: -1, end: 2 },
  ];
  expect(segment(4, layers)).toEqual([{ start: 0, end: 4, ids: [] }]);
  expect(segment(0, [])).toEqual([]);
});

test('cuts divide without marking', () => {
  expect(segment(4, [{ id: 'a', start: 0, end: 4 }], [2, 9])).toEqual([
    { start: 0, end: 2, ids: ['a'] },
    { start: 2, end: 4, ids: ['a'] },
  ]);
});

test('any layers: the pieces join to the text, and each layer is exactly its pieces', () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 200; round++) {
    const length = random(40);
    const layers = Array.from({ length: random(8) }, (_, i) => {
      const start = random(length + 1);
      return { id: `l${i}`, start, end: start + random(length - start + 1) };
    });
    const segments = segment(length, layers);
    let at = 0;
    for (const piece of segments) {
      expect(piece.start).toBe(at);
      at = piece.end;
    }
    expect(at).toBe(length);
    for (const layer of layers) {
      const own = segments.filter((piece) => piece.ids.includes(layer.id));
      expect(own.reduce((sum, piece) => sum + piece.end - piece.start, 0)).toBe(layer.end - layer.start);
      expect(own.every((piece) => piece.start >= layer.start && piece.end <= layer.end)).toBe(true);
    }
  }
});
