import { digestOf } from "./digest.ts";
import type { RawRulebook } from "./raw.ts";

/**
 * The digest of the content that the package carries. A build puts the finished digest in the place of this file: working it out
 * is half of what a first report takes.
 */
export function embeddedDigest(content: RawRulebook): string {
  return digestOf(content);
}
