import { sha1 } from "@noble/hashes/legacy";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils";

/** Where version and variant stand among the bytes of a UUID, and the bytes that a UUID has. */
const versionAt = 6;
const variantAt = 8;
const length = 16;

/**
 * The UUID of a name within another UUID (version 5 of RFC 9562): the same call and the same card give the same UUID, so that
 * a repeated call can be told from a new one, and feedback finds its card.
 */
export function uuidOf(namespace: string, name: string): string {
  const bytes = sha1(concatBytes(hexToBytes(namespace.replaceAll("-", "")), utf8ToBytes(name))).slice(0, length);
  bytes[versionAt] = ((bytes[versionAt] ?? 0) & 0x0f) | 0x50;
  bytes[variantAt] = ((bytes[variantAt] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
