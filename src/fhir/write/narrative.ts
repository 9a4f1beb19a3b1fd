import type { Narrative } from "fhir/r4.js";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The lines that a person reads where software cannot show the resource: plain paragraphs, everything escaped. */
export function narrative(lines: readonly string[]): Narrative {
  const paragraphs = lines.map((line) => `<p>${line.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)}</p>`);
  return { status: "generated", div: `<div xmlns="http://www.w3.org/1999/xhtml">${paragraphs.join("")}</div>` };
}
