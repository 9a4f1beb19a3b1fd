/** Returns a text as base64url of its UTF-8, without padding (RFC 4648, section 5): what a fragment carries unharmed. */
export function base64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  // A character at a time: a long case would not fit into the arguments of one call.
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
