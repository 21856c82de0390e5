/** Stands for `../module-address.ts` in the package: bundlers copy what is addressed in exactly these words. */
export function moduleAddress(): URL {
  return new URL('./article_lens_bg.wasm', import.meta.url);
}
