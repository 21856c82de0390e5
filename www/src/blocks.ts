/** A line of an article that is more than a paragraph. */
export interface Block {
  /** UTF-16 code units of the text, half open, without the line end. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'heading' | 'item' | 'quote';
  /** Of a heading, 1 to 6; else 0. */
  readonly level: number;
}

/** Text with what its lines are. */
export interface Structured {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Where words of a text stand in a page: from `at`, UTF-16 code units of the text, they are those of `node` from `from` on. */
export interface Origin {
  readonly at: number;
  readonly node: Text;
  readonly from: number;
}

const BREAKS = new Set(
  'ADDRESS,ARTICLE,ASIDE,BLOCKQUOTE,BODY,CAPTION,DD,DETAILS,DIV,DL,DT,FIGCAPTION,FIGURE,FOOTER,FORM,H1,H2,H3,H4,H5,H6,HEADER,HR,LI,MAIN,NAV,OL,P,PRE,SECTION,SUMMARY,TABLE,TBODY,TD,TH,THEAD,TR,UL'.split(','),
);
const UNREAD = new Set('ARTICLE-LENS,BUTTON,IFRAME,NOSCRIPT,OBJECT,SCRIPT,SELECT,STYLE,SVG,TEMPLATE,TEXTAREA,TITLE'.split(','));

function kindOf(element: Element): Pick<Block, 'kind' | 'level'> | undefined {
  const heading = /^H([1-6])$/.exec(element.tagName)?.[1];
  if (heading) return { kind: 'heading', level: Number(heading) };
  if (element.tagName === 'LI') return { kind: 'item', level: 0 };
  return element.tagName === 'BLOCKQUOTE' ? { kind: 'quote', level: 0 } : undefined;
}

/** A text node of a line that is being read, and where in the line it starts. */
interface Piece {
  readonly start: number;
  readonly node: Text;
}

/** Notes where each word of a line comes from, and where a word goes on in the next node. */
function trace(line: string, pieces: readonly Piece[], start: number, origins: Origin[]): void {
  let at = start;
  let next = 0;
  for (const { index, 0: word } of line.matchAll(/\S+/g)) {
    while (pieces[next + 1] && pieces[next + 1]!.start <= index) next++;
    origins.push({ at, node: pieces[next]!.node, from: index - pieces[next]!.start });
    while (pieces[next + 1] && pieces[next + 1]!.start < index + word.length) {
      next++;
      origins.push({ at: at + pieces[next]!.start - index, node: pieces[next]!.node, from: 0 });
    }
    at += word.length + 1;
  }
}

/**
 * What is read below `root`: a line for each block or `<br>`, and which lines are headings, items of a list or quotations.
 * `origins`, where it is given, is filled with the place of each word, in the order of the text.
 */
export function structured(root: Node, origins?: Origin[]): Structured {
  let text = '';
  let line = '';
  let pieces: Piece[] = [];
  const blocks: Block[] = [];
  const end = (kind: Pick<Block, 'kind' | 'level'> | undefined): void => {
    const words = line.replace(/\s+/g, ' ').trim();
    const start = text === '' ? 0 : text.length + 1;
    if (origins) trace(line, pieces, start, origins);
    line = '';
    pieces = [];
    if (words === '') return;
    text = text === '' ? words : `${text}\n${words}`;
    if (kind) blocks.push({ start, end: text.length, ...kind });
  };
  const walk = (node: Node, kind: Pick<Block, 'kind' | 'level'> | undefined): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) {
        if (origins) pieces.push({ start: line.length, node: child as Text });
        line += (child as Text).data;
      }
      if (child.nodeType !== 1) continue;
      const element = child as Element;
      const tag = element.tagName.toUpperCase();
      if (UNREAD.has(tag) || element.hasAttribute('hidden')) continue;
      if (tag === 'BR') {
        end(kind);
      } else if (BREAKS.has(tag)) {
        end(kind);
        const inner = kindOf(element) ?? kind;
        walk(element, inner);
        end(inner);
      } else {
        walk(element, kind);
      }
    }
  };
  walk(root, undefined);
  end(undefined);
  return { text, blocks };
}

/** The text between an element's tags: a line for each block, or, where there are none, its lines without their indentation. */
export function lightText(host: Element): Structured {
  const found = structured(host);
  if (host.querySelector('*') !== null) return found;
  const lines = (host.textContent ?? '').split('\n').map((line) => line.trim());
  return { text: lines.join('\n').trim(), blocks: [] };
}
