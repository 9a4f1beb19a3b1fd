/** White space that FHIR's strings may not hold, and characters that steer a terminal. */
const otherSpace = /[^\S \r\n\t]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is taken out
const control = /[\u0000-\u0008\u000e-\u001f\u007f]/g;
/** A text that needs neither: no characters but the printable ones of ASCII, and it says something. */
const plain = /^[!-~][ -~]*$/;

/** A text as FHIR can carry it; undefined where it says nothing. */
function fhirText(text: string): string | undefined {
  if (plain.test(text)) return text;
  return text.trim() === "" ? undefined : text.replace(otherSpace, " ").replace(control, "\ufffd");
}

/**
 * A frozen copy of a resource without anything that FHIR forbids: no null, no empty text, list or object anywhere. What holds
 * nothing but such things goes too.
 */
export function compact<T>(resource: T): T {
  return withoutEmpty(resource) as T;
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value === "string") return fhirText(value);
  if (typeof value !== "object" || value === null) return value ?? undefined;
  if (Array.isArray(value)) {
    const kept = value.map(withoutEmpty).filter((part) => part !== undefined);
    return kept.length === 0 ? undefined : Object.freeze(kept);
  }
  const copy: Record<string, unknown> = {};
  let isEmpty = true;
  for (const [key, part] of Object.entries(value)) {
    const kept = withoutEmpty(part);
    if (kept === undefined) continue;
    isEmpty = false;
    // A resource that the caller hands along may have any key: assignment would set the copy's prototype and lose it.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: kept, enumerable: true });
    else copy[key] = kept;
  }
  return isEmpty ? undefined : Object.freeze(copy);
}
