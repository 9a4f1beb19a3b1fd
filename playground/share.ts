import { base64Url } from "../src/pages/model/base64-url.ts";

/** How the fragment of a shared link begins; what follows is base64url of the UTF-8 JSON of the case. */
export const fragmentPrefix = "#case=";

/** What a fragment holds: nothing, a case as JSON, or something that cannot be read, and why. */
export type Shared =
  | { readonly kind: "none" }
  | { readonly kind: "case"; readonly json: unknown }
  | { readonly kind: "broken"; readonly why: string };

/** Returns the fragment that carries a case, `#case=` included. */
export function fragmentOf(value: unknown): string {
  return fragmentPrefix + base64Url(JSON.stringify(value));
}

/** Reads a fragment. Padding is accepted; whether the JSON is a case is for the library to say. */
export function readFragment(fragment: string): Shared {
  if (!fragment.startsWith(fragmentPrefix)) return { kind: "none" };
  const padded = fragment.slice(fragmentPrefix.length);
  if (!/^[\w-]+=*$/.test(padded)) return broken("it is not base64url");
  const [encoded = ""] = padded.split("=", 1);
  const text = textOf(encoded);
  if (text === undefined) return broken("it is not base64url of UTF-8 text");
  try {
    return { kind: "case", json: JSON.parse(text) };
  } catch {
    return broken("what it holds is not JSON");
  }
}

function broken(why: string): Shared {
  return { kind: "broken", why };
}

function textOf(encoded: string): string | undefined {
  try {
    const characters = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(characters, (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
