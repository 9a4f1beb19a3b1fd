import { isDeepStrictEqual } from "node:util";
import type { Advisor } from "../../../src/advisor/advisor.ts";
import { createCaseParser } from "../../../src/case/parse.ts";
import { type CaseFromFhirOptions, caseFromFhir, type ReadCase } from "../../../src/fhir/case-from-fhir.ts";
import { readTypes } from "../../../src/fhir/read/result.ts";
import { embeddedRulebook } from "../../../src/rulebook/embedded.ts";
import { pick, type Random, randomFrom } from "../../support/random-case.ts";

/** Options under which records are read in turn. */
export const fuzzOptions: readonly CaseFromFhirOptions[] = [
  { asOf: "2026-11-20" },
  {
    asOf: "2026-11-20T14:00:00+01:00",
    absenceMeansFalse: [
      "Condition",
      "AllergyIntolerance",
      "MedicationRequest",
      "MedicationStatement",
      "Observation",
      "Procedure",
    ],
  },
  { asOf: "2019-06-01", patient: "Patient/p1", base: { clinic: { jurisdiction: "DE" }, patient: { pregnant: null } } },
  {
    asOf: "2026-11-20",
    base: { veins: [{ id: "v1" }], previousSession: { weeksAgo: 3 } },
    limits: { resources: 12, depth: 2 },
  },
];

/** A string that no message may repeat. */
export const canary = "canary-Z9Q7-private";

const strange: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1.5,
  () => 1e308,
  () => 987_654_321,
  () => "",
  () => canary,
  () => canary.repeat(500),
  () => "\u0000\u2028`{x}`",
  () => "2026-02-30",
  () => "2026",
  () => "9999-12-31T23:59:59+14:00",
  () => "0000-01-01",
  () => [],
  () => {
    return {};
  },
  () => [[[[[[canary]]]]]],
  () => JSON.parse(`{"__proto__": {"resourceType": "${canary}"}, "constructor": {"prototype": "${canary}"}}`),
  () => ({ resourceType: "Bundle", entry: [{ resource: { resourceType: "Bundle", entry: [{}] } }] }),
  () => ({ coding: [{ system: "http://snomed.info/sct", code: "77386006" }] }),
  () => ({ reference: `Patient/${canary}` }),
];

type Holder = { readonly owner: Record<string, unknown> | unknown[]; readonly key: string | number };

/** A random place below a value: a key of an object or a position of a list, with a preference for depth. */
function placeIn(root: unknown, random: Random): Holder | undefined {
  let place: Holder | undefined;
  let value = root;
  while (typeof value === "object" && value !== null) {
    const keys: (string | number)[] = Array.isArray(value) ? value.map((_part, index) => index) : Object.keys(value);
    if (keys.length === 0) break;
    place = { owner: value as Holder["owner"], key: pick(keys, random) };
    value = get(place);
    if (random() < 0.15) break;
  }
  return place;
}

function get({ owner, key }: Holder): unknown {
  return (owner as Record<string | number, unknown>)[key];
}

function set({ owner, key }: Holder, value: unknown): void {
  Object.defineProperty(owner, key, { value, writable: true, enumerable: true, configurable: true });
}

function drop({ owner, key }: Holder): void {
  if (Array.isArray(owner)) owner.splice(Number(key), 1);
  else delete owner[key];
}

const changes: readonly ((root: unknown, random: Random) => void)[] = [
  // drop
  (root, random) => within(placeIn(root, random), drop),
  // swap types
  (root, random) => within(placeIn(root, random), (place) => set(place, pick(strange, random)())),
  // duplicate
  (root, random) =>
    within(placeIn(root, random), (place) => {
      if (Array.isArray(place.owner)) place.owner.push(structuredClone(get(place)));
      else set({ owner: place.owner, key: `${place.key}Copy` }, structuredClone(get(place)));
    }),
  // move
  (root, random) =>
    within(placeIn(root, random), (from) =>
      within(placeIn(root, random), (to) => {
        const value = structuredClone(get(from));
        drop(from);
        set(to, value);
      }),
    ),
  // weird keys
  (root, random) =>
    within(placeIn(root, random), ({ owner }) => {
      if (!Array.isArray(owner))
        set(
          { owner, key: pick(["__proto__", "constructor", "toString", "", canary, "resourceType"], random) },
          pick(strange, random)(),
        );
    }),
  // another code or date in its place
  (root, random) =>
    within(placeIn(root, random), (place) => {
      const other = placeIn(root, random);
      if (other !== undefined && typeof get(place) === typeof get(other)) set(place, structuredClone(get(other)));
    }),
];

function within(place: Holder | undefined, change: (place: Holder) => void): void {
  if (place !== undefined) change(place);
}

/** A record with some random changes, the same for the same seed. */
export function mutated(seed: number, originals: readonly unknown[]): unknown {
  const random = randomFrom(seed);
  const box = { root: structuredClone(pick(originals, random)) };
  for (let count = 1 + Math.floor(random() * 6); count > 0; count -= 1) pick(changes, random)(box, random);
  return box.root;
}

const parser = createCaseParser(embeddedRulebook());
const facts = embeddedRulebook().facts;
/** Our own words, which a record may happen to hold too. */
const ours: ReadonlySet<string> = new Set([...facts.keys(), ...readTypes, "OperationOutcome", "differential"]);
const pathForm = /^(?:[A-Za-z]+|\[\d+\])?(?:\.[A-Za-z]+|\[\d+\])*$/;

/** What is wrong with the reading of a record; empty when all holds. */
export function faultsOf(input: unknown, options: CaseFromFhirOptions, advisor?: Advisor): string[] {
  let read: ReadCase;
  const before = structuredClone(input);
  try {
    read = caseFromFhir(input, options);
  } catch (error) {
    return [`threw ${String(error)}`];
  }
  const faults: string[] = [];
  if (!isDeepStrictEqual(before, input)) faults.push("the input was changed");
  try {
    parser.parse(read.case);
  } catch (error) {
    faults.push(`the case does not parse: ${String(error)}`);
  }
  for (const { code, path, message, help = "" } of read.issues) {
    if (!code.startsWith("fhir/")) faults.push(`code ${code}`);
    if (!pathForm.test(path)) faults.push(`path of ${code}: ${path.slice(0, 80)}`);
    if (/[\n\r]/.test(message) || /^[A-Z]/.test(message)) faults.push(`form of a message of ${code}`);
    const leaked = valuesOf(input).find((value) => message.includes(value) || help.includes(value));
    if (leaked !== undefined) faults.push(`value of the record in a message of ${code}: ${leaked.slice(0, 40)}`);
  }
  for (const path of Object.keys(read.origins))
    if (!path.startsWith("veins.") && !facts.has(path)) faults.push(`origin of ${path}`);
  if (!Object.isFrozen(read.case) || !Object.isFrozen(read.issues)) faults.push("not frozen");
  if (advisor !== undefined)
    try {
      const report = advisor.recommendSync(read.case, read);
      if (report.issues.length < read.issues.length) faults.push("the report lost issues");
    } catch (error) {
      faults.push(`no report: ${String(error)}`);
    }
  return faults;
}

/** The texts and numbers of a record that would be told apart from our own words: long, or with a digit. */
function valuesOf(root: unknown): string[] {
  const found = new Set<string>();
  const stack = [root];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value === "object" && value !== null) stack.push(...Object.values(value));
    else if (typeof value === "number" && Math.abs(value) >= 10_000) found.add(String(value));
    else if (
      typeof value === "string" &&
      !ours.has(value) &&
      (value.length >= 12 || (value.length >= 4 && /\d/.test(value)))
    )
      found.add(value);
  }
  return [...found];
}
