import { isDeepStrictEqual } from "node:util";
import type {
  Bundle,
  DetectedIssue,
  FhirResource,
  GuidanceResponse,
  OperationOutcome,
  RequestGroup,
  Task,
} from "fhir/r4.js";
import { expect } from "vitest";
import { questionExtensionUrl } from "../../../src/fhir/write/data-requirements.ts";
import type { Recommendation, Report } from "../../../src/report/report.ts";
import { referencesIn } from "../../support/fhir-validator.ts";

/** The resources of a Bundle of one type. */
export function inBundle<T extends FhirResource>({ entry = [] }: Bundle, type: T["resourceType"]): T[] {
  return entry.flatMap(({ resource }) => (resource?.resourceType === type ? [resource as T] : []));
}

/** The value of the first identifier. */
export function identifierOf({ identifier = [] }: { identifier?: { value?: string | undefined }[] | undefined }) {
  return identifier[0]?.value;
}

/** Whether a recommendation restricts the patient's eligibility or the use of an agent, said anew here by the contract's words. */
export function restricts({ slot, value, also = [] }: Recommendation): boolean {
  return [...(slot === undefined ? [] : [{ slot, value }]), ...also].some(
    (part) =>
      (part.slot === "eligibility" && part.value !== "proceed") ||
      (part.slot.startsWith("agent.") && (part.value === "contraindicated" || part.value === "caution")),
  );
}

/** The questions that a GuidanceResponse carries: link id, vein and words. */
export function questionsOf({ dataRequirement = [] }: GuidanceResponse) {
  return dataRequirement.flatMap(({ extension = [] }) =>
    extension
      .filter(({ url }) => url === questionExtensionUrl())
      .map(({ extension: parts = [] }) => {
        const part = (name: string) => parts.find(({ url }) => url === name)?.valueString;
        return { linkId: part("linkId"), vein: part("vein"), ask: part("ask") };
      }),
  );
}

/** Expects that nothing that a report says is lost in its Bundle. */
export function expectNothingIsLost(bundle: Bundle, report: Report): void {
  const [guidance] = inBundle<GuidanceResponse>(bundle, "GuidanceResponse");
  const [requests] = inBundle<RequestGroup>(bundle, "RequestGroup");
  const tasks = (requests?.contained ?? []).filter((one): one is Task => one.resourceType === "Task");
  const active = report.recommendations.filter(({ status }) => status === "active");
  const superseded = report.recommendations.filter(({ status }) => status === "superseded");
  expect(tasks.map(identifierOf)).toEqual(active.map(({ id }) => id));
  expect(tasks.map(({ description }) => description)).toEqual(active.map(({ summary }) => summary));
  // An action for each task, and no task without one.
  const acted = (requests?.action ?? []).flatMap(({ action = [] }) =>
    action.map(({ resource }) => resource?.reference),
  );
  expect([...acted].sort()).toEqual(tasks.map(({ id }) => `#${id}`).sort());
  const notes = (requests?.note ?? []).map(({ text }) => text);
  for (const one of superseded) expect(notes).toContainEqual(expect.stringContaining(`\`${one.supersededBy?.id}\``));
  expect(notes.length).toBe(superseded.length);

  expect(guidance === undefined ? [] : questionsOf(guidance)).toEqual(
    report.questions.map(({ fact, vein, ask }) => ({ linkId: fact.replace(/^vein\./, "veins."), vein, ask })),
  );
  const messages = (guidance?.contained ?? [])
    .filter((one): one is OperationOutcome => one.resourceType === "OperationOutcome")
    .flatMap(({ issue }) => issue);
  for (const { code, message } of report.issues)
    expect(messages).toContainEqual(
      expect.objectContaining({
        details: expect.objectContaining({ coding: [expect.objectContaining({ code })] }),
        diagnostics: expect.stringContaining(message),
      }),
    );

  const issues = inBundle<DetectedIssue>(bundle, "DetectedIssue");
  const keys = issues.map(identifierOf);
  expect(keys.slice(0, keys.length - report.critique.length)).toEqual(
    report.recommendations.filter(restricts).map(({ id }) => id),
  );
  const told = issues.slice(keys.length - report.critique.length).map(({ detail }) => detail);
  for (const [index, { text }] of report.critique.entries()) expect(told[index]).toContain(text);
}

/** Expects that references within the Bundle lead to an entry, and that all others are the caller's own. */
export function expectReferencesToResolve(bundle: Bundle, own: ReadonlySet<string>): void {
  const urls = (bundle.entry ?? []).map(({ fullUrl }) => fullUrl);
  expect(new Set(urls).size).toBe(urls.length);
  expect(urls).not.toContain(undefined);
  for (const { fullUrl = "", resource } of bundle.entry ?? [])
    if (fullUrl.startsWith("urn:uuid:")) expect(resource?.id).toBe(fullUrl.slice("urn:uuid:".length));
  const local = referencesIn(bundle).filter((reference) => !reference.startsWith("#"));
  expect(local.filter((reference) => !urls.includes(reference) && !own.has(reference))).toEqual([]);
}

/** Expects plain JSON: what comes back over the wire is what was sent. */
export function expectPlainJson(resource: object): void {
  expect(isDeepStrictEqual(JSON.parse(JSON.stringify(resource)), resource)).toBe(true);
}
