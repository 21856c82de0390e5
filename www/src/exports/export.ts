import type { Findings } from '../findings.js';
import type { Words } from '../locales/en.js';

/** What an export says about itself and its article beside the findings. */
export interface About {
  /** The title of the article as plain text, if it is known. */
  readonly title: string | null;
  /** Where the article stands, if it is known; anything but an address of the web is left out. */
  readonly url: string | null;
  /** When the export is made: an ISO date-time with its offset; passed in, there is no clock here. */
  readonly made: string;
  /** The version of the engine. */
  readonly version: string;
}

/** A format that findings can be saved in. */
export interface Export {
  /** A stable name for the format. */
  readonly id: string;
  /** The end of the file name without its leading dot; no two formats share one. */
  readonly extension: string;
  /** The media type of the file. */
  readonly mime: string;
  /**
   * The whole file as text, to be written as UTF-8; the same findings and `about` give the same text.
   * Throws a `RangeError` when `about.made` is no date-time and the format tells it.
   */
  make(findings: Findings, about: About): string;
}

/** The words that stand for the title of an article. */
export function titleOf(about: About, words: Words): string {
  return plain(about.title ?? '').trim() || words.saved.untitled;
}

/** `address` as it may stand in a link; nothing for what is no address of the web (`javascript:` and the like). */
export function webAddress(address: string | null): string | undefined {
  if (address === null || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

/** Text without what no text format can carry: control characters and halves of characters become U+FFFD. */
export function plain(text: string): string {
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\p{Surrogate}]/gu, '\ufffd');
}

/** Text on one line. */
export function oneLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim();
}
