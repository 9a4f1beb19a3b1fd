import { createHash } from "node:crypto";
import type { Answered } from "./answers.ts";

/** One digest over everything that a place answered. */
export function digestOf(answered: readonly Answered[]): string {
  const hash = createHash("sha256");
  for (const { name, digest } of answered) hash.update(`${digest} ${name}\n`);
  return hash.digest("hex");
}

/** Names of what a place answered otherwise than the first place, or did not answer, or answered beyond it. */
export function differing(first: readonly Answered[], other: readonly Answered[]): string[] {
  const digests = new Map(other.map(({ name, digest }) => [name, digest]));
  const names = new Set(first.map(({ name }) => name));
  return [
    ...first.filter(({ name, digest }) => digests.get(name) !== digest).map(({ name }) => name),
    ...other.filter(({ name }) => !names.has(name)).map(({ name }) => name),
  ];
}
