import type {} from './article-lens.js';
import { install } from './installed.js';
import './page.css';
import sample from './sample.txt?raw';

const find = <T extends Element>(selector: string): T => {
  const element = document.querySelector<T>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
};

const lens = find<HTMLElementTagNameMap['article-lens']>('article-lens');
const input = find<HTMLTextAreaElement>('#input');
const desk = find<HTMLElement>('#desk');

/** A pasted text makes way for what was found in it; typing keeps the field open. */
function fold(folded: boolean): void {
  desk.dataset.folded = String(folded);
  if (folded) find<HTMLButtonElement>('#edit').focus();
  else input.focus();
}

function read(text: string): void {
  lens.text = text;
  desk.dataset.empty = String(text.trim() === '');
}

input.addEventListener('input', (event) => {
  read(input.value);
  if ((event as InputEvent).inputType === 'insertFromPaste' && input.value.trim() !== '') fold(true);
});

find('#sample').addEventListener('click', () => {
  input.value = sample;
  read(sample);
  fold(true);
});

find('#edit').addEventListener('click', () => fold(false));

find('#clear').addEventListener('click', () => {
  input.value = '';
  read('');
  fold(false);
});

// A browser may bring back what stood in the field before a reload.
read(input.value);
install(input);
