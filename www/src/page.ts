import './page.css';
import { render } from 'lit';
import './article-lens.js';
import { load } from './analyzer.js';
import { settleStops } from './element/roving.js';
import { NO_EDITS, type Edits, type Findings } from './findings.js';
import { install } from './installed.js';
import { brought, bookmarklet, cleaned } from './page/address.js';
import { barView } from './page/bar-view.js';
import { comparisonView } from './page/comparison-view.js';
import { readFile } from './page/files.js';
import { hasStructure, type FromHtml } from './page/html.js';
import { language, LANGUAGES, type Language } from './page/language.js';
import { decode, LinkError, markOf, type Shared } from './page/link.js';
import { analyzeOnPage, today } from './page/long-texts.js';
import { noticeView, type Notice } from './page/notice-view.js';
import { save } from './page/save.js';
import { openShare } from './page/share-view.js';
import sample from './sample.txt?raw';
import readySample from 'virtual:sample';

const find = <T extends Element>(selector: string): T => {
  const element = document.querySelector<T>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
};

const lens = find<HTMLElementTagNameMap['article-lens']>('article-lens');
const input = find<HTMLTextAreaElement>('#input');
const desk = find<HTMLElement>('#desk');
const file = find<HTMLInputElement>('#file');

/** How a text came in, where that says more than its words. */
interface Origin {
  readonly published?: string | null;
  readonly edits?: Edits;
  readonly html?: FromHtml;
  readonly all?: boolean;
}

let tongue: Language = LANGUAGES.en!;
let notice: Notice | undefined;
/** The other article, where two are compared. */
let other: { text: string; findings: Findings | undefined } | undefined;
/** Words from the middle of the text that came in whole: as long as they are there, it is the same article. */
let landmark = '';
/** A link that waits for its article. */
let waiting: Shared | undefined;

/** Draws what is around the element from what there is. */
function draw(): void {
  const { page } = tongue;
  const findings = lens.result;
  const example = input.value.trim() === '';
  render(noticeView(notice, page, { useAll: () => switchTo(true), useArticle: () => switchTo(false), close: () => tell(undefined) }), find<HTMLElement>('#notice'));
  render(
    barView({ page, example, folded: desk.dataset.folded === 'true', findings, comparing: other !== undefined }, {
      edit: () => fold(false),
      fresh: () => clear(),
      save: (format) => void save(format, findings!, title()),
      share: () => void openShare(findings!, lens.edits, page),
      print: () => print(),
      compare: () => {
        compareWith(other ? undefined : '');
        document.querySelector<HTMLElement>('#other-input')?.focus();
      },
    }),
    find<HTMLElement>('#bar'),
  );
  render(
    other
      ? comparisonView(other, findings, page, {
          read: (text) => compareWith(text),
          file: (given) => void openOther(given),
          close: () => compareWith(undefined),
          analyze: analyzeOnPage,
          found: (result) => {
            if (other) other = { ...other, findings: result };
            draw();
          },
          show: (ranges) => lens.show(ranges),
        })
      : [],
    find<HTMLElement>('#comparison'),
  );
  desk.dataset.empty = String(example);
  settleStops(document);
}

function tell(said: Notice | undefined): void {
  notice = said;
  draw();
}

/** A pasted text makes way for what was found in it; typing keeps the field open. */
function fold(folded: boolean): void {
  desk.dataset.folded = String(folded);
  if (folded) {
    draw();
    find<HTMLElement>('#findings').focus({ preventScroll: true });
  } else {
    input.focus();
    // The field comes first; what stands around it can follow when it is seen.
    setTimeout(draw);
  }
}

/** The headline: the first line where it is short and more follows. */
function title(): string | null {
  const [first = '', rest] = (lens.result?.text ?? '').split(/\n+/, 2);
  return rest !== undefined && first.length <= 140 ? first.trim() : null;
}

/** Reads a text that came in whole: it makes way for its findings. */
function take(text: string, { published = null, edits, html, all = false }: Origin = {}): void {
  input.value = text;
  lens.blocks = html ? (all ? html.whole : html.article).blocks : [];
  lens.published = published;
  landmark = text.slice(text.length / 2, text.length / 2 + 40);
  lens.edits = edits ?? NO_EDITS;
  lens.text = input.value;
  notice = html && html.dropped.length > 0 ? { kind: 'reduced', html, all } : undefined;
  fold(text.trim() !== '');
  if (waiting && text.trim() !== '') void settle(waiting);
}

/** The link that waited has its article now, or another one. */
async function settle(shared: Shared): Promise<void> {
  waiting = undefined;
  lens.edits = shared.edits;
  if ((await markOf(input.value)) !== shared.mark) tell({ kind: 'info', text: tongue.page.linkOther });
}

function clear(): void {
  input.value = '';
  notice = undefined;
  other = undefined;
  showExample();
  fold(false);
}

/** Without a text, the sample shows what is found in one. */
function showExample(): void {
  lens.blocks = [];
  lens.published = null;
  lens.edits = NO_EDITS;
  lens.text = null;
}

function switchTo(all: boolean): void {
  if (notice?.kind !== 'reduced') return;
  const { html } = notice;
  take((all ? html.whole : html.article).text, { published: html.published, html, all });
}

async function takeHtml(html: string): Promise<void> {
  const { fromHtml } = await import('./page/from-html.js');
  const found = fromHtml(html);
  if (found.article.text === '') tell({ kind: 'problem', text: tongue.page.problems.noArticle });
  else take(found.article.text, { published: found.published, html: found });
}

async function open(given: File): Promise<void> {
  const content = await readFile(given);
  switch (content.kind) {
    case 'text':
      return take(content.text);
    case 'html':
      return takeHtml(content.html);
    case 'report':
      lens.edits = { published: content.published, corrections: content.corrections as Edits['corrections'] };
      return draw();
    case 'unreadable':
      return tell({ kind: 'problem', text: tongue.page.problems[content.why] });
  }
}

async function openOther(given: File): Promise<void> {
  const content = await readFile(given);
  if (content.kind === 'text') return compareWith(content.text);
  if (content.kind === 'html') {
    const { fromHtml } = await import('./page/from-html.js');
    return compareWith(fromHtml(content.html).article.text);
  }
  tell({ kind: 'problem', text: tongue.page.problems[content.kind === 'unreadable' ? content.why : 'json'] });
}

/** Sets another text beside this one; `undefined` ends the comparison. */
function compareWith(text: string | undefined): void {
  other = text === undefined ? undefined : { text, findings: other?.findings };
  draw();
}

/** Reads what the address brings, and takes it out of the address. */
async function arrive(): Promise<void> {
  const address = new URL(location.href);
  const { text, published, shared } = brought(address);
  if (text === null && shared === null) return;
  history.replaceState(null, '', cleaned(address));
  if (text !== null) return take(text, { published });
  try {
    const found = await decode(shared!);
    if (found.text !== null) return take(found.text, { edits: found.edits });
    waiting = found;
    tell({ kind: 'info', text: tongue.page.linkWaits(found.edits.corrections.length) });
    input.focus();
  } catch (error) {
    const why = error instanceof LinkError && error.message === 'version' ? 'version' : 'damaged';
    tell({ kind: 'problem', text: tongue.page.problems[why] });
  }
}

function speak(chosen: Language): void {
  tongue = chosen;
  const { page, words } = chosen;
  document.documentElement.lang = page.code;
  document.documentElement.dir = words.direction;
  document.title = page.title;
  for (const element of document.querySelectorAll<HTMLElement>('[data-say]')) element.textContent = page.static[element.dataset.say!] ?? '';
  input.placeholder = page.placeholder;
  lens.words = words;
  draw();
}

input.addEventListener('input', (event) => {
  const text = input.value;
  const pasted = (event as InputEvent).inputType === 'insertFromPaste';
  if (text.trim() === '') return clear();
  if (pasted) return take(text);
  notice = undefined;
  lens.blocks = [];
  // The date of a page is that of its article alone.
  if (!text.includes(landmark)) lens.published = null;
  lens.text = text;
  draw();
});

input.addEventListener('paste', (event) => {
  const html = event.clipboardData?.getData('text/html') ?? '';
  // In the midst of a text, what is pasted is a part of it.
  if (input.value.trim() !== '' && input.selectionEnd - input.selectionStart < input.value.trimEnd().length) return;
  if (!hasStructure(html)) return;
  event.preventDefault();
  void takeHtml(html);
});

addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  const { dataTransfer } = event;
  if (!dataTransfer || event.defaultPrevented) return;
  const [given] = dataTransfer.files;
  const html = dataTransfer.getData('text/html');
  const text = dataTransfer.getData('text/plain');
  if (!given && event.target === input) return;
  event.preventDefault();
  if (given) void open(given);
  else if (hasStructure(html)) void takeHtml(html);
  else if (text.trim() !== '') take(text);
});

// A menu is left by going elsewhere.
addEventListener('pointerdown', ({ target }) => {
  const menu = document.querySelector('.menu[open]');
  if (menu && !menu.contains(target as Node)) menu.removeAttribute('open');
});

find('#open').addEventListener('click', () => file.click());
file.addEventListener('change', () => {
  const [given] = file.files ?? [];
  file.value = '';
  if (given) void open(given);
});
find('#sample').addEventListener('click', () => take(sample));
find('#clear').addEventListener('click', () => clear());
find('#bookmarklet').addEventListener('click', (event) => {
  event.preventDefault();
  tell({ kind: 'info', text: tongue.page.problems.script });
});

find<HTMLAnchorElement>('#bookmarklet').setAttribute('href', bookmarklet(new URL(location.href)));
addEventListener('hashchange', () => void arrive());
lens.addEventListener('al-analyzed', () => draw());

lens.analyzer = analyzeOnPage;
lens.ready = { text: sample, report: readySample };
void language(find<HTMLSelectElement>('#language'), speak);
speak(tongue);
// A browser may bring back what stood in the field before a reload.
if (input.value.trim() !== '') take(input.value);
void arrive();
install(input, () => tongue.page);
void lens.updateComplete.then(() => draw());

/** Whether the sample would have another year today than on the day it was read ahead: it tells the latest 10 May there was. */
function outdated(anchor: string): boolean {
  const next = `${Number(anchor.slice(0, 4)) + 1}${anchor.slice(4)}`;
  return today() < anchor || today() >= next;
}

/** The analyser comes when the page is there: what is seen first needs none, unless its assumed year has passed. */
async function warm(): Promise<void> {
  await load();
  if (!outdated(readySample.publication.anchor)) return;
  const report = await analyzeOnPage(sample, {});
  if (lens.text === null) lens.ready = { text: sample, report };
}
addEventListener('load', () => void warm().catch(() => undefined), { once: true });
