/**
 * Whether an object of valid JSON text holds a key twice: parsed, it then has fewer members than the text. Quick, for text of any
 * size; it does not say where.
 */
export function hasRepeatedKey(text: string, parsed: unknown): boolean {
  return membersWritten(text) !== membersHeld(parsed);
}

/** The members that valid JSON text writes: one for each colon outside of its strings. */
function membersWritten(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === ":") count += 1;
    else if (character === '"') index = endOfString(text, index);
  }
  return count;
}

/** The closing quote of a string, from its opening one on. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index;
}

function membersHeld(root: unknown): number {
  let count = 0;
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null) continue;
    const parts: unknown[] = Object.values(value);
    if (!Array.isArray(value)) count += parts.length;
    for (const part of parts) waiting.push(part);
  }
  return count;
}
