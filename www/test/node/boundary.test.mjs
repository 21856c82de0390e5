import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, discard, SAMPLE, SCHEMA, start, TODAY, version } from './engine.mjs';

/** Every key that the schema names is there, no other, and none is undefined. */
function follow(schema, value, path = 'report') {
  if (schema.$ref) return follow(SCHEMA.$defs[schema.$ref.split('/').at(-1)], value, path);
  assert.notEqual(value, undefined, path);
  if (value === null) {
    const nullable = schema.anyOf?.some((one) => one.type === 'null') || [schema.type].flat().includes('null');
    assert.ok(nullable, `${path} is null`);
    return;
  }
  if (schema.anyOf) return follow(schema.anyOf.find((one) => one.type !== 'null'), value, path);
  if (schema.properties) {
    assert.equal(Object.getPrototypeOf(value), Object.prototype, `${path} is a plain object`);
    assert.deepEqual(Object.keys(value).sort(), Object.keys(schema.properties).sort(), path);
    for (const [key, inner] of Object.entries(schema.properties)) follow(inner, value[key], `${path}.${key}`);
  } else if (schema.items) {
    assert.ok(Array.isArray(value), `${path} is an array`);
    value.forEach((item, i) => follow(schema.items, item, `${path}[${i}]`));
  } else if (schema.enum || schema.oneOf) {
    const words = schema.enum ?? schema.oneOf.flatMap((one) => one.const ?? one.enum);
    assert.ok(words.includes(value), `${path}: ${value}`);
  }
}

/** All ranges of a report, wherever they are. */
function* ranges(value) {
  if (value === null || typeof value !== 'object') return;
  if ('start' in value && typeof value.start === 'number') yield value;
  for (const inner of Object.values(value)) yield* ranges(inner);
}

function checkPositions(text, report) {
  for (const { range, text: words } of [...report.entities.flatMap((entity) => entity.mentions), ...report.times, ...report.wording]) {
    assert.equal(text.slice(range.start, range.end), words);
  }
  for (const { start, end } of ranges(report)) assert.ok(start >= 0 && start < end && end <= text.length, `${start}–${end}`);
}

const texts = {
  sample: SAMPLE,
  empty: '',
  blank: ' \n\t\r\n ',
  'emoji and curly quotes': `🚀👩‍👩‍👧 “Operation Sindoor” 🇮🇳 — on May 7, 2025 Marco Rubio said: “We’re 😀 ready.” Berlin 🎉 agreed on Friday.`,
  'line ends': 'PARIS, May 10, 2025 (AFP)\r\n\r\nFrance on Friday accused Spain.\rSpain denied it.\n',
  'lone surrogates': 'Paris \ud800 on May 7, 2025 \udc00 France',
  controls: 'Paris\u0000 and\u0007 Rome\u200b on\u2028Friday',
  'another script': 'قال الوزير يوم الجمعة. 北京 2025年5月7日',
};

for (const [name, text] of Object.entries(texts)) {
  test(`the report keeps its structure and its places: ${name}`, () => {
    const report = analyze(text, TODAY);
    follow(SCHEMA, report);
    checkPositions(text, report);
  });
}

test('a place after an emoji is counted in UTF-16', () => {
  const text = '😀😀 Berlin thanked Paris.';
  const mentions = analyze(text, TODAY).entities.flatMap((entity) => entity.mentions);
  assert.ok(mentions.some(({ range }) => range.start === 5 && text.slice(range.start, range.end) === 'Berlin'));
});

test('the sample is read as expected', () => {
  const report = analyze(SAMPLE, { ...TODAY, published: '2025-05-10' });
  assert.deepEqual(
    report.timeline.map((event) => event.start),
    ['2022-01-01', '2025-04-22', '2025-05-07', '2025-05-09'],
  );
  const rubio = report.entities.find((entity) => entity.name === 'Marco Rubio');
  assert.equal(rubio.role, 'US Secretary of State');
  assert.ok(rubio.mentions.some((mention) => mention.text === 'Rubio'));
  assert.equal(report.publication.basis, 'given');
  assert.ok(report.statements.every((statement) => statement.evidence.length > 0));
});

test('a year that is not stated is assumed openly', () => {
  const { publication } = analyze(SAMPLE, TODAY);
  assert.equal(publication.yearStated, false);
  assert.equal(publication.date, 'XXXX-05-10');
  assert.equal(publication.anchor, '2026-05-10');
  assert.equal(publication.alternatives[0], '2025-05-10');
});

test('same text, same options, same report', () => {
  assert.deepEqual(analyze(SAMPLE, TODAY), analyze(SAMPLE, TODAY));
});

test('options may be left out, null or empty', () => {
  for (const options of [undefined, null, {}, { published: null, today: null }]) assert.equal(analyze('Paris', options).schemaVersion, 1);
});

test('an option that cannot be used throws one clear Error', () => {
  for (const [options, words] of [
    [{ published: '10 May' }, /published.*YYYY-MM-DD/],
    [{ today: '2025-02-30' }, /today/],
    [{ publishedBasis: 'rumour', published: '2025-05-10' }, /publishedBasis/],
    [{ publishd: '2025-05-10' }, /publishd/],
    ['2025-05-10', /options/],
  ]) {
    assert.throws(() => analyze('Paris', options), (error) => error instanceof Error && words.test(error.message), JSON.stringify(options));
  }
  assert.equal(analyze('Paris', TODAY).schemaVersion, 1, 'and the next call works');
});

test('a megabyte is read to its end or says where it was cut', () => {
  const text = `${SAMPLE}\n`.repeat(Math.ceil(1e6 / SAMPLE.length)).slice(0, 1e6);
  const report = analyze(text, TODAY);
  checkPositions(text, report);
  const last = Math.max(...report.entities.flatMap((entity) => entity.mentions.map((mention) => mention.range.end)));
  assert.ok(last > 990_000 || report.diagnostics.length > 0);
});

test('after a call that stopped half way, a fresh instance takes over', () => {
  const exhaust = () => {
    try {
      return exhaust();
    } catch {
      return analyze(SAMPLE, TODAY);
    }
  };
  try {
    exhaust();
  } catch (error) {
    assert.ok(error instanceof RangeError || error instanceof WebAssembly.RuntimeError, String(error));
  }
  discard();
  start();
  assert.equal(analyze(SAMPLE, TODAY).timeline.length, 4);
});

test('what the reader put right holds, and is in the report', () => {
  const corrections = [{ kind: 'type', names: ['UNI'], type: 'EVENT' }, { kind: 'notName', names: ['Kashmir'] }];
  const report = analyze(SAMPLE, { ...TODAY, corrections });
  assert.deepEqual(report.corrections, corrections);
  assert.equal(report.entities.find((entity) => entity.name === 'UNI').type, 'EVENT');
  assert.ok(report.entities.every((entity) => entity.name !== 'Kashmir'));
  assert.throws(() => analyze('Paris', { corrections: [{ kind: 'rename' }] }), /options cannot be read/);
});

test('the engine tells its version', () => {
  assert.match(version(), /^\d+\.\d+\.\d+/);
});
