import type { About } from '../../../src/exports/index.js';
import { EXPORTS } from '../../../src/exports/index.js';
import { Findings } from '../../../src/findings.js';
import { analyze, SAMPLE, TODAY } from '../../node/engine.mjs';

/** An article that tries to be more than text in every format. */
export const HOSTILE = [
  'PARIS, May 10, 2025 (AFP) 🚀👩‍👩‍👧 “😀” <script>alert(1)</script> France accused Spain of *bold* lies on Friday.',
  '=HYPERLINK("https://evil.example/?a","click"), said Marco Rubio, who criticised [Germany](javascript:alert(2)) & “Italy, Inc.” on May 7, 2025.',
  '# Heading <img src=x onerror=alert(3)> Berlin thanked Paris; \\n END:VEVENT on 9 May 2025, www.evil.example\'onmouseover=\'alert(4) told Rome.',
  '1. Since 2022, Poland has supported Ukraine, see https://evil.example/a_b_c www.evil.example\'onmouseover=\'alert(7)//, mail a@evil.example <img src=x onerror=alert(8)>; Spain rejected the “so-called” deal in May 2025.',
  '\u202eقال الوزير يوم الجمعة\u202c. **Emmanuel Macron** said: “We <b>reject</b> `it` | and ~~that~~, {{x}} $a$ \u0000 \ud800.”',
  '- +1 -1 @SUM(A1) Angela Merkel praised Vladimir Putin\t=1+1 on 12 March 2025 😀😀 in Berlin.</style></title><svg onload=alert(5)>',
].join('\r\n');

export const TEXTS = {
  sample: SAMPLE,
  hostile: HOSTILE,
  empty: '',
  bare: 'It rains and it pours.\nNothing else is to be told.',
} as const;

export const ABOUT: About = {
  title: 'Rubio calls, <b>both</b> sides *listen* & [talk](javascript:alert(6))',
  url: 'https://news.example/2025/05/10/call?a=1&b=<2>',
  made: '2026-11-24T13:14:15.678+01:00',
  version: '1.2.3',
};

export const NOTHING: About = { title: null, url: null, made: '2026-11-24T12:00:00Z', version: '1.2.3' };

export function read(text: string, published?: string): Findings {
  return new Findings(text, analyze(text, { ...TODAY, ...(published ? { published } : {}) }));
}

/** The article's words as a file of text can hold them, worked out in another way than the exports do. */
export function carried(text: string): string {
  return Buffer.from(text, 'utf8').toString().replaceAll('\0', '\ufffd');
}

/** The export of `findings` in a format. */
export function make(id: string, findings: Findings, about: About = ABOUT): string {
  return EXPORTS.find((item) => item.id === id)!.make(findings, about);
}
