import { expect, test } from '@playwright/test';
import { sharedText } from '../../src/service-worker/shared-text.js';

/** A form as another app sends it. */
function form(fields: Record<string, string | File>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

test('what is shared is put together from title, text and file', async () => {
  expect(await sharedText(form({ title: 'Title', text: 'The text.' }))).toBe('Title\n\nThe text.');
  expect(await sharedText(form({ title: 'Title', text: 'Title. The text.' }))).toBe('Title. The text.');
  expect(await sharedText(form({ file: new File(['From a file.'], 'article.txt') }))).toBe('From a file.');
});

test('an address alone is no text', async () => {
  expect(await sharedText(form({ url: 'https://example.org/' }))).toBe('');
  expect(await sharedText(form({}))).toBe('');
});
