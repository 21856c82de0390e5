import type { TextRange } from '../../../pkg/article_lens.js';
import { structured, type Origin, type Structured } from '../blocks.js';
import type { Findings } from '../findings.js';
import type { Shown } from './actions.js';
import { meaningful, type ArticleMarks, type Marked } from './marks.js';
import { schemeFor } from './surroundings.js';

/** An article on a page, as it was read. */
export interface PageArticle extends Structured {
  /** What it stands in. */
  readonly root: Element;
  /** Where its words stand, in the order of the text. */
  readonly origins: readonly Origin[];
}

/** Reads the article that `selector` names in the tree of `from`; throws an `Error` with one sentence where there is none. */
export function pageArticle(from: Node, selector: string): PageArticle {
  let root: Element | null;
  try {
    root = (from.getRootNode() as ParentNode).querySelector(selector);
  } catch {
    throw new Error(`for="${selector}" is no CSS selector.`);
  }
  if (!root) throw new Error(`for="${selector}" names nothing on this page: give the selector of the element that holds the article.`);
  const origins: Origin[] = [];
  return { root, origins, ...structured(root, origins) };
}

/** What is lit up lies over what is marked. */
const ABOVE: ReadonlySet<string> = new Set(['lit', 'evidence']);

/** Line and thickness of each group, and its colour on a light and on a dark ground, as in `styles/article.css`. */
const LINES: Partial<Record<Shown, readonly [style: string, thickness: string, light: string, dark: string]>> = {
  people: ['solid', '2px', '#8a3b12', '#f0a878'],
  organisations: ['double', '1px', '#1d4f91', '#93bbf2'],
  places: ['dashed', '2px', '#1b6345', '#7fcfa5'],
  groups: ['dashed', '1px', '#7a2e5d', '#e69ac6'],
  events: ['wavy', '1px', '#9c2b2b', '#f49c9c'],
  things: ['solid', '1px', '#5d5f66', '#a9a8a4'],
  amounts: ['dotted', '1px', '#5d5f66', '#a9a8a4'],
};

const GROUNDS: Record<string, readonly [light: string, dark: string]> = {
  dates: ['#ddd8cf80', '#3a3d4480'],
  lit: ['#d5e2f5', '#2c4569'],
  evidence: ['#ffe9a8', '#5a4708'],
};

/** In a layer, so that the rules of the page win; each property by itself, since WebKit knows no line with its thickness in one. */
function rules(dark: boolean): string {
  const lines = Object.entries(LINES).map(
    ([name, [style, thickness, ...colours]]) =>
      `::highlight(al-${name}) { text-decoration-line: underline; text-decoration-style: ${style}; text-decoration-thickness: ${thickness}; text-decoration-color: ${colours[Number(dark)]}; }`,
  );
  const grounds = Object.entries(GROUNDS).map(([name, colours]) => `::highlight(al-${name}) { background-color: ${colours[Number(dark)]}; }`);
  return `@layer article-lens { ${[...lines, ...grounds].join(' ')} }`;
}

/** The sheet for a light and for a dark ground; one for all elements of a page. */
const sheets = new Map<boolean, CSSStyleSheet>();

function sheetFor(dark: boolean): CSSStyleSheet {
  let sheet = sheets.get(dark);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rules(dark));
    sheets.set(dark, sheet);
  }
  return sheet;
}

/** The highlight of that name, which all elements on a page share; none where a browser has no highlights. */
function highlight(name: string): Highlight | undefined {
  if (typeof Highlight === 'undefined') return undefined;
  const key = `al-${name}`;
  let found = CSS.highlights.get(key);
  if (!found) {
    found = new Highlight();
    found.priority = ABOVE.has(name) ? 1 : 0;
    CSS.highlights.set(key, found);
  }
  return found;
}

/** The place of a character under the pointer. */
function caretAt({ clientX: x, clientY: y }: MouseEvent): { node: Node; offset: number } | undefined {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  // Safari before 26 has it under another name.
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}

/** What is done on the page by a click is no business of ours. */
const BUSY = 'a, button, input, select, textarea, label, summary, [role="button"], [contenteditable]';

/**
 * An article that stands on the page around the element: its words are marked where they are, by the browser's own
 * highlights, and nothing of the page is changed.
 */
export class HostArticle implements ArticleMarks {
  readonly #page: PageArticle;
  readonly #ranges = new Map<string, { readonly range: Range; readonly at: TextRange; readonly what: Marked; readonly group: Shown }>();
  readonly #drawn = new Map<string, Range[]>();
  readonly #stopped = new AbortController();
  readonly #watch: MutationObserver;

  /** Draws nothing until `filter` says what; `open` hears which of the marks was clicked, `changed` that the article is another one now. */
  constructor(page: PageArticle, findings: Findings, open: (what: Marked) => void, changed: () => void) {
    this.#page = page;
    const { root } = page;
    for (const { id, range: at, what, group } of meaningful(findings)) {
      const range = this.#range(at);
      if (range) this.#ranges.set(id, { range, at, what, group });
    }
    this.dress();
    root.addEventListener(
      'click',
      (event) => {
        const what = this.#under(event as MouseEvent);
        if (what) open(what);
      },
      { signal: this.#stopped.signal },
    );
    this.#watch = new MutationObserver(changed);
    this.#watch.observe(root, { childList: true, characterData: true, subtree: true });
  }

  /** What the article stands in. */
  get root(): Element {
    return this.#page.root;
  }

  /** Lets the page, or the shadow tree, that the article stands in draw its marks, in colours for the ground that its text is meant for. */
  dress(): void {
    const tree = this.root.getRootNode();
    if (!(tree instanceof Document || tree instanceof ShadowRoot)) return;
    const dark = schemeFor(getComputedStyle(this.root).color) === 'dark';
    const [wanted, other] = [sheetFor(dark), sheetFor(!dark)];
    if (tree.adoptedStyleSheets.includes(wanted)) return;
    tree.adoptedStyleSheets = [...tree.adoptedStyleSheets.filter((sheet) => sheet !== other), wanted];
  }

  /** Takes every mark away. */
  stop(): void {
    this.#stopped.abort();
    this.#watch.disconnect();
    for (const name of [...this.#drawn.keys()]) this.#draw(name, []);
  }

  #draw(name: string, ranges: Range[]): void {
    const layer = highlight(name);
    if (!layer) return;
    for (const range of this.#drawn.get(name) ?? []) layer.delete(range);
    for (const range of ranges) layer.add(range);
    this.#drawn.set(name, ranges);
    if (layer.size === 0) CSS.highlights.delete(`al-${name}`);
  }

  /** The last place that begins at or before `offset`. */
  #origin(offset: number): Origin | undefined {
    const { origins } = this.#page;
    let [low, high] = [0, origins.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (origins[middle]!.at <= offset) low = middle + 1;
      else high = middle;
    }
    return origins[low - 1];
  }

  #range({ start, end }: TextRange): Range | undefined {
    const [first, last] = [this.#origin(start), this.#origin(end - 1)];
    if (!first || !last) return undefined;
    const range = document.createRange();
    try {
      range.setStart(first.node, first.from + start - first.at);
      range.setEnd(last.node, last.from + end - last.at);
    } catch {
      // The page has changed since it was read; it will be read again.
      return undefined;
    }
    return range;
  }

  #under(event: MouseEvent): Marked | undefined {
    if (event.defaultPrevented || (event.target as Element).closest?.(BUSY)) return undefined;
    // Whoever selects words wants them selected.
    if (!(getSelection()?.isCollapsed ?? true)) return undefined;
    const caret = caretAt(event);
    if (!caret) return undefined;
    const under = [...this.#ranges.values()].filter(
      ({ range, group }) => this.#drawn.get(group)?.includes(range) && range.isPointInRange(caret.node, caret.offset) && touches(range, event),
    );
    const length = ({ at }: { at: TextRange }): number => at.end - at.start;
    return under.sort((a, b) => length(a) - length(b))[0]?.what;
  }

  find(what: Marked): Range | undefined {
    return this.#ranges.get('entity' in what ? `${what.entity} ${what.mention}` : what.time)?.range;
  }

  filter(hidden: ReadonlySet<Shown>, only: string | undefined): void {
    const groups = new Map<Shown, Range[]>();
    for (const { range, what, group } of this.#ranges.values()) {
      const off = only === undefined ? hidden.has(group) : !('entity' in what && what.entity === only);
      const shown = groups.get(group) ?? [];
      if (!off) shown.push(range);
      groups.set(group, shown);
    }
    for (const [group, ranges] of groups) this.#draw(group, ranges);
  }

  light(entityId: string | undefined): void {
    const lit = [...this.#ranges.values()].filter(({ what }) => 'entity' in what && what.entity === entityId);
    this.#draw('lit', lit.map(({ range }) => range));
  }

  showEvidence(ranges: readonly TextRange[]): Range | undefined {
    const found = ranges.flatMap((range) => this.#range(range) ?? []);
    this.#draw('evidence', found);
    return found[0];
  }
}

/** Whether the pointer is on the words themselves: a click beside a line is given its nearest place as well. */
function touches(range: Range, { clientX: x, clientY: y }: MouseEvent): boolean {
  return [...range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
}
