/** Where the module lies, seen from the script that asks for it; with the first digits of its hash. Put in by the build. */
declare const __WASM_ADDRESS__: string;
/** The hash of the module (`sha384-…`), so that a script starts no other than its own. Put in by the build. */
declare const __WASM_INTEGRITY__: string;
/** The version of the project. Put in by the build. */
declare const __VERSION__: string;

/** The report of the sample, made by the build. */
declare module 'virtual:sample' {
  const report: import('../../pkg/article_lens.js').Report;
  export default report;
}

/** The module itself, gzipped and in base64, made by the build of the package. */
declare module 'virtual:packed-module' {
  const packed: string;
  export default packed;
}
