const BLOCKS = 'address,article,blockquote,dd,div,dt,figcaption,h1,h2,h3,h4,h5,h6,li,p,pre,section,td,th';

/**
 * The text between an element's tags: a line for each innermost block, or, where there are no blocks,
 * the lines as they were written, without their indentation.
 */
export function lightText(host: Element): string {
  const blocks = [...host.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  if (blocks.length === 0) {
    return (host.textContent ?? '')
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .trim();
  }
  return blocks
    .map((block) => (block.textContent ?? '').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
