/** Scripts whose signs are as wide as they are high. */
const WIDE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|[\ud800-\udbff][\udc00-\udfff]/gu;

/**
 * About how wide a text is, in the unit of `size`, its font size: rather too wide than too narrow, since no
 * font can be asked where there is no document.
 */
export function textWidth(text: string, size: number, bold = false): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return ([...text].length - wide) * size * (bold ? 0.72 : 0.62) + wide * size;
}
