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

const BREAKS = new Set(
  'ADDRESS,ARTICLE,ASIDE,BLOCKQUOTE,BODY,CAPTION,DD,DETAILS,DIV,DL,DT,FIGCAPTION,FIGURE,FOOTER,FORM,H1,H2,H3,H4,H5,H6,HEADER,HR,LI,MAIN,NAV,OL,P,PRE,SECTION,SUMMARY,TABLE,TBODY,TD,TH,THEAD,TR,UL'.split(','),
);
const UNREAD = new Set('BUTTON,IFRAME,NOSCRIPT,OBJECT,SCRIPT,SELECT,STYLE,SVG,TEMPLATE,TEXTAREA,TITLE'.split(','));

function kindOf(element: Element): Pick<Block, 'kind' | 'level'> | undefined {
  const heading = /^H([1-6])$/.exec(element.tagName)?.[1];
  if (heading) return { kind: 'heading', level: Number(heading) };
  if (element.tagName === 'LI') return { kind: 'item', level: 0 };
  return element.tagName === 'BLOCKQUOTE' ? { kind: 'quote', level: 0 } : undefined;
}

/** What is read below `root`: a line for each block or `<br>`, and which lines are headings, items of a list or quotations. */
export function structured(root: Node): Structured {
  let text = '';
  let line = '';
  const blocks: Block[] = [];
  const end = (kind: Pick<Block, 'kind' | 'level'> | undefined): void => {
    const words = line.replace(/\s+/g, ' ').trim();
    line = '';
    if (words === '') return;
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? words : `${text}\n${words}`;
    if (kind) blocks.push({ start, end: text.length, ...kind });
  };
  const walk = (node: Node, kind: Pick<Block, 'kind' | 'level'> | undefined): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) line += (child as Text).data;
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
