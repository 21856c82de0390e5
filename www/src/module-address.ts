/** Where the module lies, seen from the script that this code was built into. */
export function moduleAddress(): URL {
  return new URL(/* @vite-ignore */ __WASM_ADDRESS__, import.meta.url);
}
