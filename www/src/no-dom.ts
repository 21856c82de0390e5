/**
 * What Lit's builds for Node need of a DOM where there is none: a class to extend.
 *
 * It stands for Lit's own stand-in, which weighs more than the page's other code and reads every global
 * of the browser when it starts, deprecated ones as well.
 */
export const HTMLElement: unknown = class {};
/** No registry: where there is no DOM nothing is defined. */
export const customElements: unknown = undefined;
