import type { RelatedArtifact } from "fhir/r4.js";
import { contentOf } from "../../rulebook/assemble.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Citation, Source } from "../../rulebook/source.ts";

/** What a rule cites, as documentation: the row as label, the source in words, and its address where it has one. */
export function citationsOf(citations: readonly Citation[], rulebook: Rulebook): RelatedArtifact[] {
  const { sources } = contentOf(rulebook);
  return citations.map((citation) => {
    // How the project settled a conflict of its sources justifies a rule, but it is no publication.
    if (citation.authority === "resolution")
      return { type: "justification", label: citation.id, display: citation.section };
    const source = sources[citation.source];
    if (source === undefined) return { type: "citation", label: citation.id, display: citation.source };
    const { section, lines } = citation;
    const place = [
      ...(section === undefined ? [] : [`section "${section}"`]),
      ...(lines === undefined ? [] : [`lines ${lines}`]),
    ].join(", ");
    return { ...sourceCitation(citation.id, source, place), label: citation.id };
  });
}

/** A source as a citation. */
export function sourceCitation(label: string, source: Source, place = ""): RelatedArtifact {
  const { title, publisher, edition, locator, kind } = source;
  const parts = [title, publisher, ...(publisher.includes(edition) ? [] : [edition]), locator === "-" ? "" : locator];
  return {
    type: "citation",
    label,
    display: `${title} (${kind})`,
    citation: `${[...parts, place].filter((part) => part !== "").join("; ")}.`,
    url: addressOf(locator),
  };
}

/** The web address that a locator names: a DOI, a PubMed or PubMed Central number. Others are found by their text. */
function addressOf(locator: string): string | undefined {
  const [, doi] = /^doi (\S+)$/.exec(locator) ?? [];
  if (doi !== undefined) return `https://doi.org/${doi}`;
  const [, central] = /^(PMC\d+)$/.exec(locator) ?? [];
  if (central !== undefined) return `https://www.ncbi.nlm.nih.gov/pmc/articles/${central}/`;
  const [, pubmed] = /^PubMed (\d+)$/.exec(locator) ?? [];
  return pubmed === undefined ? undefined : `https://pubmed.ncbi.nlm.nih.gov/${pubmed}/`;
}
