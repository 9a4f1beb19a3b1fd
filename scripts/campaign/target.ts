/** What became of one seed. */
export interface Tried {
  /** Inputs that were handed over: a seed may try several lines of a batch. */
  readonly inputs: number;
  /** Those that were taken, and not refused. */
  readonly taken: number;
  readonly bytes: number;
  /** What should not have happened, each with what shows it. */
  readonly faults: readonly string[];
}

/** One way into the library, with inputs that are made from a seed. */
export interface Target {
  readonly name: string;
  /** How often it is tried, beside the others. */
  readonly weight: number;
  readonly attempt: (seed: number) => Tried | Promise<Tried>;
}

/** About the length of a value as JSON; without recursion, and for what is no JSON too. */
export function sizeOf(root: unknown): number {
  const waiting: unknown[] = [root];
  const seen = new Set<unknown>();
  let size = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "string") size += value.length + 2;
    else if (typeof value !== "object" || value === null) size += 5;
    else if (!seen.has(value)) {
      seen.add(value);
      for (const [key, part] of Object.entries(value)) {
        size += key.length + 4;
        waiting.push(part);
      }
    }
  }
  return size;
}
