import type { EverywhereFigures, PackageFigures } from "../figures.ts";
import { number, type Section, table } from "../section.ts";

const count = <T extends { readonly verdict: string }>(list: readonly T[], verdict: string): number =>
  list.filter((one) => one.verdict === verdict).length;

export const everywhere: Section<EverywhereFigures> = {
  run: "everywhere",
  title: "The same bytes everywhere",
  what: "The built library answers the same patients in versions of Node, as ES modules and CommonJS, in pages and workers of Chromium under a strict content-security policy, in several time zones and languages.",
  proves: "In these places the answers are the same bytes, and no code is made from strings.",
  doesNotProve: "Anything about other places: Firefox, Safari, Deno, Bun and edge runtimes were not asked.",
  inShort: ({ patients, places }) =>
    `${number(patients)} patients in ${number(places.length - count(places, "skipped"))} places, ${number(count(places, "differs") + count(places, "failed"))} differ, ${number(count(places, "skipped"))} skipped`,
  inFull: ({ places }) =>
    table(
      ["place", "answers"],
      places.map(({ place, verdict }) => [place, verdict === "same" ? "the same" : `**${verdict}**`]),
    ),
};

export const packaged: Section<PackageFigures> = {
  run: "package",
  title: "The package as installed",
  what: "The library is packed, the tarball installed into an empty project and used as a consumer would: imports, types, bundlers, size, licences, its API against the reviewed one.",
  proves: "What is published can be installed and used in these ways, and carries what it says.",
  doesNotProve:
    "That other bundlers or older compilers take it. A check that could not be made here is listed as skipped.",
  inShort: ({ checks }) =>
    `${number(count(checks, "passed"))} checks passed, ${number(count(checks, "failed"))} failed, ${number(count(checks, "skipped"))} skipped`,
  inFull: ({ checks, tarballBytes }) => [
    `Tarball: ${number(tarballBytes / 1e6, 2)} MB.`,
    "",
    ...table(
      ["check", "result", "figures"],
      checks.map(({ name, verdict, note = "" }) => [
        name,
        verdict === "passed" ? "passed" : `**${verdict}**`,
        note.split("\n")[0] ?? "",
      ]),
    ),
  ],
};
