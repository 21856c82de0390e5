import { html, type Markup } from './markup.js';

/** The look of the HTML file: for screens, light and dark, and for paper. */
export const STYLE: Markup = html`
:root {
  color-scheme: light dark;
  --paper: light-dark(#fff, #15171b);
  --ink: light-dark(#1f2126, #e9e6e0);
  --quiet: light-dark(#5d5f66, #a9a8a4);
  --line: light-dark(#ddd8cf, #3a3d44);
  --accent: light-dark(#1d4f91, #9cc1f5);
  --lit: light-dark(#ffe9a8, #5a4708);
  --warn: light-dark(#8a4b00, #f2c078);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 1.5rem clamp(1rem, 4vw, 2rem) 4rem;
  max-inline-size: 50rem;
  background: var(--paper);
  color: var(--ink);
  font: 400 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h1, .article, blockquote { font-family: ui-serif, Charter, Georgia, 'Noto Serif', serif; }
h2 { margin-block-start: 2.5rem; border-block-start: 1px solid var(--line); padding-block-start: 1.25rem; }
p, ul, ol, blockquote { margin-block: 0.375rem; }
ul, ol { padding-inline-start: 1.25rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0; list-style: none; }
nav li { margin: 0; }
a { color: var(--accent); }
li { margin-block: 0.625rem; break-inside: avoid; }
bdi, q, blockquote { unicode-bidi: isolate; }
q { quotes: none; }
blockquote { margin-inline: 0; padding-inline-start: 0.75rem; border-inline-start: 2px solid var(--line); }
blockquote a, q a { color: inherit; }
.quiet, .reason, .key, footer { color: var(--quiet); font-size: 0.8125rem; }
.assumed { color: var(--warn); }
.label { font-size: 0.75rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.events { list-style: none; padding-inline-start: 1rem; border-inline-start: 2px solid var(--line); }
time { font-weight: 600; font-variant-numeric: tabular-nums; }

.article { font-size: 1.125rem; line-height: 2; }
.article p { margin-block: 0 1em; white-space: pre-wrap; orphans: 3; widows: 3; }
.spot { scroll-margin-block: 30vh; }
mark { background: none; color: inherit; }
mark a {
  color: inherit;
  text-decoration: underline solid 2px;
  text-underline-offset: 0.22em;
  text-decoration-skip-ink: none;
}
/* The kind is told by the line and by the label behind the words, not by a colour. */
mark[data-type='ORG'] a { text-decoration: underline double 1px; }
mark[data-type='GPE'] a { text-decoration: underline dashed 2px; }
mark[data-type='LOC'] a { text-decoration: underline dotted 2px; }
mark[data-type='FAC'] a { text-decoration: underline dotted 3px; }
mark[data-type='NORP'] a { text-decoration: underline dashed 1px; }
mark[data-type='EVENT'] a { text-decoration: underline wavy 1px; }
mark:is([data-type='LAW'], [data-type='WORK'], [data-type='PRODUCT']) a { text-decoration: underline solid 1px; }
mark:is([data-type='MONEY'], [data-type='PERCENT'], [data-type='QUANTITY']) a { text-decoration: underline dotted 1px; }
mark[data-type='TIME'] a { text-decoration: overline solid 1px; }
.kind, .ref { font: 400 0.625rem/1 system-ui, sans-serif; vertical-align: super; user-select: none; white-space: nowrap; }
.kind { color: var(--quiet); padding-inline-start: 0.125rem; }
.ref { padding-inline: 0.0625rem; }
:is(li, p):target { outline: 2px solid var(--accent); outline-offset: 3px; }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; inline-size: 100%; font-size: 0.8125rem; line-height: 1.3; margin-block: 0.75rem; }
caption { text-align: start; font-weight: 600; padding-block-end: 0.25rem; }
th, td { border: 1px solid var(--line); padding: 0.25rem 0.375rem; text-align: start; vertical-align: top; overflow-wrap: break-word; }
tr { break-inside: avoid; }
footer { margin-block-start: 2.5rem; border-block-start: 1px solid var(--line); padding-block-start: 1rem; }

@media (forced-colors: active) {
  mark { forced-color-adjust: auto; background: Canvas; color: CanvasText; }
}

@media print {
  :root { color-scheme: light; }
  @page { size: A4; margin: 18mm 16mm; }
  body { max-inline-size: none; padding: 0; font-size: 10pt; }
  .article { font-size: 11pt; }
  nav { display: none; }
  a { color: inherit; }
  .scroll { overflow: visible; }
  th, td { overflow-wrap: anywhere; }
}
`;
