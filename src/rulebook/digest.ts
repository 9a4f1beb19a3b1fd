import { sha256 } from "@noble/hashes/sha256";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";
import type { RawRulebook } from "./raw.ts";

/** JSON with sorted keys and no white space: the same content gives the same text, however the file was laid out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

/** Returns `sha256-<hex>` over the canonical JSON of the whole rulebook. */
export function digestOf(raw: RawRulebook): string {
  return `sha256-${bytesToHex(sha256(utf8ToBytes(canonicalJson(raw))))}`;
}
