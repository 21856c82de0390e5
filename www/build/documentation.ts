import { readdirSync, readFileSync } from 'node:fs';
import markdownIt, { type MarkdownIt, type Token } from 'markdown-it';
import type { Plugin } from 'vite';

const at = (path: string): URL => new URL(path, import.meta.url);
const EXAMPLES = at('../examples/');

/** What of custom-elements.json the tables show. */
interface Named {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}
interface Member extends Named {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly parameters?: readonly Named[];
  readonly return?: { readonly type: { readonly text: string } };
}
interface ElementManifest {
  readonly tagName?: string;
  readonly members: readonly Member[];
  readonly attributes: readonly Named[];
  readonly events: readonly Named[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
  readonly cssStates: readonly Named[];
}

const code = (words: string): string => `\`${words.replaceAll('|', '\\|').replace(/\s+/g, ' ')}\``;
const prose = (words = ''): string => words.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `### ${title}\n\n${lines.join('\n')}\n`;
}

function call({ name, parameters = [], return: given, static: onClass }: Member): string {
  const list = parameters.map((one) => (one.type ? `${one.name}: ${one.type.text}` : one.name)).join(', ');
  return `${onClass ? 'ArticleLens.' : ''}${name}(${list})${given ? `: ${given.type.text}` : ''}`;
}

/** The tables of everything that the element offers, in Markdown. */
function reference(): string {
  const { modules } = JSON.parse(readFileSync(at('../../pkg/custom-elements.json'), 'utf8')) as { modules: { declarations: ElementManifest[] }[] };
  const element = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'article-lens');
  if (!element) throw new Error('custom-elements.json has no <article-lens>: run `npm run manifest`.');
  const plain = (one: Named, name = one.name): string[] => [code(name), prose(one.description)];
  const typed = (one: Named): string[] => [code(one.name), code(one.type?.text ?? 'unknown'), prose(one.description)];
  const detail = ({ name, type, description }: Named): string[] => {
    const inside = /^CustomEvent<(.*)>$/.exec(type?.text ?? '')?.[1] ?? '{}';
    return [code(name), inside === '{}' ? 'none' : code(inside), prose(description)];
  };
  const fields = element.members.filter(({ kind }) => kind === 'field');
  const methods = element.members.filter(({ kind }) => kind === 'method');
  return [
    table('Attributes', ['attribute', 'value', 'meaning'], element.attributes.map((one) => typed({ ...one, type: { text: one.type?.text.replace(/ \| null$/, '') ?? 'string' } }))),
    table('Properties', ['property', 'type', 'meaning'], fields.map(typed)),
    table('Methods', ['method', 'meaning'], methods.map((one) => plain(one, call(one)))),
    table('Events', ['event', 'detail', 'meaning'], element.events.map(detail)),
    table('Slots', ['slot', 'meaning'], element.slots.map((one) => [one.name ? code(one.name) : 'the one without a name', prose(one.description)])),
    table('Parts', ['part', 'meaning'], element.cssParts.map((one) => plain(one))),
    table('Custom properties', ['property', 'meaning'], element.cssProperties.map((one) => plain(one))),
    table('States', ['state', 'meaning'], element.cssStates.map((one) => plain(one, `:state(${one.name})`))),
  ].join('\n');
}

/** The anchor of a heading, as GitHub makes it. */
const anchor = (title: string): string => title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-');

/** The address of a paragraph that is one link and nothing else. */
function onlyLink({ children }: Token): string | undefined {
  const [open, , close, more] = children ?? [];
  return open?.type === 'link_open' && close?.type === 'link_close' && !more ? String(open.attrGet('href')) : undefined;
}

function example(md: MarkdownIt, name: string): string {
  const source = md.utils.escapeHtml(readFileSync(new URL(name, EXAMPLES), 'utf8').trimEnd());
  return `<figure class="example">
<pre tabindex="0" role="group" aria-label="Source of ${name}"><code>${source}</code></pre>
<iframe loading="lazy" title="${name}, running" src="../examples/${name}"></iframe>
<figcaption>The source of <a href="../examples/${name}">${name}</a>, and the same file running.</figcaption>
</figure>\n`;
}

/** docs/embedding.md as HTML: links to examples become their source and themselves, the one to the class its tables. */
function documentation(): string {
  const md = markdownIt({ html: false });
  const written = readFileSync(at('../../docs/embedding.md'), 'utf8');
  const parts = written.split(/^\[.*\]\(\.\.\/www\/src\/element\/lens\.ts\).*$/m);
  if (parts.length !== 2) throw new Error('docs/embedding.md has no place for the tables.');
  const tokens = md.parse(parts.join(reference()), {});

  const { Token: Block } = new md.core.State('', md, {});
  const out: Token[] = [];
  const contents: string[] = [];
  const html = (words: string): Token => Object.assign(new Block('html_block', '', 0), { content: words });
  let first = -1;
  tokens.forEach((token, i) => {
    const inline = tokens[i + 1];
    if (token.type === 'heading_open') {
      const title = inline!.content;
      token.attrSet('id', anchor(title));
      if (token.tag === 'h2') {
        if (first < 0) first = out.length;
        contents.push(`<li><a href="#${anchor(title)}">${md.utils.escapeHtml(title)}</a></li>`);
      }
    }
    if (token.type === 'inline') {
      const name = /^\.\.\/www\/examples\/([\w-]+\.html)$/.exec(onlyLink(token) ?? '')?.[1];
      if (name) {
        out.splice(-1, 1, html(example(md, name)));
        return;
      }
      // What lies in the repository and not on the site is named without a link.
      const away = (link: Token | undefined): boolean => !/^(#|https:)/.test(String(link?.attrGet('href') ?? '#'));
      let within: Token | undefined;
      token.children = token.children!.filter((child) => {
        if (child.type === 'link_open') within = child;
        return !((child.type === 'link_open' || child.type === 'link_close') && away(within));
      });
    }
    if (token.type === 'paragraph_close' && out.at(-1)?.type === 'html_block') return;
    out.push(token);
  });
  out.splice(first, 0, html(`<nav aria-label="On this page"><ul class="contents">${contents.join('')}</ul></nav>\n`));

  const rules = md.renderer.rules;
  let tables = 0;
  rules.table_open = () => `<div class="scroll" tabindex="0" role="group" aria-label="Table ${++tables}"><table>`;
  rules.table_close = () => '</table></div>';
  rules.fence = (list, i) => `<pre tabindex="0" role="group" aria-label="${list[i]!.info}"><code>${md.utils.escapeHtml(list[i]!.content)}</code></pre>\n`;
  return md.renderer.render(out, md.options, {});
}

/** Puts docs/embedding.md into embed/index.html, and the examples beside it, as they are written. */
export function documentationOnTheSite(): Plugin {
  return {
    name: 'documentation-on-the-site',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path }) => (path.endsWith('/embed/index.html') ? html.replace('<!-- docs/embedding.md -->', () => documentation()) : html),
    },
    generateBundle() {
      for (const name of readdirSync(EXAMPLES)) {
        this.emitFile({ type: 'asset', fileName: `examples/${name}`, source: readFileSync(new URL(name, EXAMPLES)) });
      }
    },
  };
}
