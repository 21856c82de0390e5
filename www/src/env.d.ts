/** The first digits of the module's hash, put in by the build. */
declare const __WASM_VERSION__: string;
