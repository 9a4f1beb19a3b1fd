/** Reads every property of a value, however deep; returns how many there were. */
export function readAll(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  let read = 0;
  if (Array.isArray(value)) {
    for (const part of value) read += readAll(part);
    return read;
  }
  for (const key in value) read += readAll((value as Record<string, unknown>)[key]);
  return read;
}
