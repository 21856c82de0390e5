import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { SCHEMA } from '../../node/engine.mjs';
import { make, read, TEXTS } from './articles.js';

// The widths of integers that the schema tells are Rust's, and no format of JSON Schema.
const validate = new Ajv2020({ strict: true, formats: { uint32: true, uint: true, double: true, float: true, int32: true, int8: true } }).compile(SCHEMA);

for (const [name, text] of Object.entries(TEXTS)) {
  test(`the JSON is the report and follows its schema: ${name}`, () => {
    const findings = read(text);
    const back = JSON.parse(make('json', findings));
    validate(back);
    expect(validate.errors).toBeNull();
    expect(back).toEqual(JSON.parse(JSON.stringify(findings.report)));
  });
}

test('the schema refuses what is no report', () => {
  expect(validate({ ...read('').report, schemaVersion: 'one' })).toBe(false);
});
