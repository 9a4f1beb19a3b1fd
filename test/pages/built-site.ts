import { readCases } from "../../src/cli/docs/cases.ts";
import { embeddedCodes } from "../../src/fhir/codes/embedded.ts";
import { rulebookSite, type SiteFile, type SiteInput } from "../../src/pages/index.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { type Element, parsePage } from "./html.ts";

/** The whole site of the embedded rulebook, with the cases of the repository. */
export function wholeSite(more: Partial<SiteInput> = {}): readonly SiteFile[] {
  const rulebook = embeddedRulebook();
  const { cases } = readCases("fixtures/cases", rulebook);
  return rulebookSite({ rulebook, cases, codes: embeddedCodes, hasPlayground: true, hasSearch: true, ...more });
}

/** The pages of a site, read, by their path. */
export function pagesOf(site: readonly SiteFile[]): ReadonlyMap<string, Element> {
  return new Map(site.filter(({ path }) => path.endsWith(".html")).map(({ path, text }) => [path, parsePage(text)]));
}
