/** Offset basis and prime of FNV-1a with 128 bits. */
const BASIS = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;

/**
 * A UUID of version 8 (RFC 9562) that depends on `parts` and their order alone: the same text has the
 * same name in every export, on every device. It tells things apart and is no seal against forgery.
 */
export function uuid(...parts: readonly (string | number)[]): string {
  let hash = BASIS;
  for (const byte of new TextEncoder().encode(JSON.stringify(parts))) {
    hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * PRIME);
  }
  const hex = hash.toString(16).padStart(32, '0');
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3];
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20)].join('-');
}
