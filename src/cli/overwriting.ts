import { type Stats, statSync } from "node:fs";
import { UsageError } from "./usage.ts";

/**
 * Throws `UsageError` where a file to be written is one of those that are read. Files are told apart by what they are, not by what
 * they are called: a link, or another spelling of the path, leads to the same one.
 */
export function refuseOverwriting(inputs: readonly Stats[], outputs: readonly string[]): void {
  for (const output of outputs) {
    const existing = statSync(output, { throwIfNoEntry: false });
    if (existing !== undefined && inputs.some(({ dev, ino }) => existing.dev === dev && existing.ino === ino))
      throw new UsageError("the output would overwrite the input");
  }
}
