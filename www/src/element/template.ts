/**
 * A `<template>` from the markup of one of our own templates, made by hand.
 *
 * Lit lets the browser parse its markup, for which a page that demands Trusted Types has to allow a policy by name;
 * node by node nothing has to be allowed. The build puts this in the place of Lit's own, see `litWithoutMarkup` in vite.config.ts.
 *
 * It reads what our templates are written in and nothing more: elements closed by their own tag, attributes in any
 * quotes, comments, text without character references. A bound attribute needs only its ending and its place, since
 * Lit keeps its name by itself; names like `@click` cannot be set on a node.
 */
export function template(markup: string): HTMLTemplateElement {
  const made = document.createElement('template');
  const open: ParentNode[] = [made.content];
  let bound = 0;
  for (const [all, comment, closing, name, attributes = ''] of markup.matchAll(PIECE)) {
    const parent = open.at(-1)!;
    if (name === undefined) {
      if (closing !== undefined) open.pop();
      else parent.append(comment === undefined ? all : document.createComment(comment));
      continue;
    }
    const within = parent instanceof Element && parent.namespaceURI === SVG;
    const element = within || name === 'svg' ? document.createElementNS(SVG, name) : document.createElement(name);
    for (const [, key, double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
      element.setAttribute(key!.endsWith(BOUND) ? `a${bound++}${BOUND}` : key!, double ?? single ?? bare ?? '');
    }
    parent.append(element);
    if (!attributes.endsWith('/') && !VOID.has(name)) open.push(element);
  }
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';
/** What Lit, as we build it, appends to the name of an attribute with an expression. */
const BOUND = '-lit-';
const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta']);
/** A comment as HTML reads it (`<!--…-->`, `<?…>`), a closing tag, an opening tag, or text. */
const PIECE = /<(?:!--|(?=\?))([^>]*?)(?:--)?>|<\/([\w-]+)\s*>|<([\w-]+)((?:"[^"]*"|'[^']*'|[^'">])*)>|[^<]+/g;
const ATTRIBUTE = /([^\s=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g;
