/** Characters that end a line of code or could end a script, though they end no JSON. */
const unsafe = /[<>\u2028\u2029]/g;

/**
 * A classic script that leaves JSON in a global variable: read from disk too, where a page may not fetch. The JSON is parsed as
 * text, not as code: a key `__proto__` stays a key.
 */
export function dataScript(name: string, value: unknown): string {
  const text = JSON.stringify(JSON.stringify(value)).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `globalThis.${name} = JSON.parse(${text});\n`;
}
