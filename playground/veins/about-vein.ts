import type { PlainVein } from "../state/case.ts";
import { words } from "../words.ts";

/** Facts that say what a vein is and where it lies, in the order in which they are said. */
const telling = ["size", "type", "side", "zone"] as const;

/** What a vein is like, from the codes that the case gives it (`large reticular, right popliteal`), and which facts that tells. */
export function aboutVein(vein: PlainVein): { readonly text: string; readonly told: ReadonlySet<string> } {
  const known = new Map(
    telling.flatMap((key) => {
      const value = vein[key];
      return typeof value === "string" ? [[key as string, words(value)] as const] : [];
    }),
  );
  const joined = (...keys: readonly string[]): string => keys.flatMap((key) => known.get(key) ?? []).join(" ");
  return {
    text: [joined("size", "type"), joined("side", "zone")].filter(Boolean).join(", "),
    told: new Set(["vein.id", ...[...known.keys()].map((key) => `vein.${key}`)]),
  };
}

/** `Vein a (varicose tributary, calf)`; the name alone where nothing is known. */
export function veinHeading(vein: PlainVein): string {
  const { text } = aboutVein(vein);
  return text === "" ? `Vein ${vein.id}` : `Vein ${vein.id} (${text})`;
}
