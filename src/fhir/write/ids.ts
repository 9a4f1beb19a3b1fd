import { sha256 } from "@noble/hashes/sha256";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";
import { canonicalJson } from "../../rulebook/digest.ts";

/** Gives names within one report an id each: the same report and name always the same one. */
export type IdOf = (name: string) => string;

/**
 * Makes ids from the digest of what they stand for, so that the same report gives the same bytes and no randomness is needed. They
 * are UUIDs of version 8, the one for digests of one's own choice (RFC 9562).
 */
export function idsFrom(content: unknown): IdOf {
  const digest = hexOf(canonicalJson(content));
  return (name) => uuidFrom(hexOf(`${digest} ${name}`));
}

function hexOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** A UUID from the first digits of a digest, with version and variant where they belong. */
function uuidFrom(hex: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
