import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import { type Condition, isLeaf } from "../../logic/condition.ts";
import type { SlotDefinition } from "../slots.ts";
import type { Derivation, Fact, FactType } from "../vocabulary.ts";
import { isNumeric, operatorFault } from "./comparison.ts";
import { leafIssues, type Reader, readIssues } from "./leaf.ts";

type Path = readonly PropertyKey[];
type Of<Kind extends string> = Extract<Derivation, Record<Kind, unknown>>;

/** The types that a fact of each derivation may have; a constant is checked as the other values of a fact are. */
const typesOf = {
  condition: ["boolean"],
  count: ["integer", "number"],
  compare: ["boolean"],
  elapsed: ["number"],
  remaining: ["number"],
  someVein: ["boolean"],
  everyVein: ["boolean"],
  countVeins: ["integer", "number"],
  distinctInVeins: ["integer", "number"],
} as const satisfies Readonly<Record<string, readonly FactType[]>>;

/** The leaves of a condition fit, each at its own place. */
export function conditionIssues(reader: Reader, condition: Condition, path: Path): Issue[] {
  if (isLeaf(condition)) return leafIssues(reader, condition, path);
  if ("not" in condition) return conditionIssues(reader, condition.not, [...path, "not"]);
  const key = "all" in condition ? "all" : "any";
  const parts = "all" in condition ? condition.all : condition.any;
  return parts.flatMap((part, index) => conditionIssues(reader, part, [...path, key, index]));
}

/** A fact is worked out from facts that it can see, of the types that its derivation takes, and is itself of the type that this gives. */
export function derivationIssues(
  reader: Reader,
  fact: Fact,
  slots: Readonly<Record<string, SlotDefinition>>,
  path: Path,
): Issue[] {
  const { derive } = fact;
  if (derive === undefined || "constant" in derive) return [];
  const [kind] = Object.keys(derive) as [keyof typeof typesOf];
  const types: readonly FactType[] = typesOf[kind];
  if (!types.includes(fact.type))
    return [
      reader.issueAt(
        [...path, "type"],
        "rulebook/value-does-not-fit",
        `expected the type ${types.join(" or ")} for \`${kind}\`, found ${fact.type}`,
        "give the fact the type of what it is worked out from",
      ),
    ];
  const at = [...path, "derive", kind];
  if ("condition" in derive) return conditionIssues(reader, derive.condition, at);
  if ("count" in derive) return derive.count.flatMap((part, index) => conditionIssues(reader, part, [...at, index]));
  if ("compare" in derive) return compareIssues(reader, derive.compare, at);
  if ("elapsed" in derive) return elapsedIssues(reader, derive.elapsed, at);
  if ("remaining" in derive) return remainingIssues(reader, derive.remaining, slots, at);
  return overVeinsIssues(reader, derive, at);
}

function overVeinsIssues(
  reader: Reader,
  derive: Of<"someVein"> | Of<"everyVein"> | Of<"countVeins"> | Of<"distinctInVeins">,
  path: Path,
): Issue[] {
  if (reader.scope !== "patient")
    return [
      reader.issueAt(
        path,
        "rulebook/fact-out-of-scope",
        `expected a patient fact over all veins, found a ${reader.scope} fact`,
        "give the fact the scope `patient`",
      ),
    ];
  const ofVein: Reader = { ...reader, scope: "vein", name: "a fact over all veins" };
  if ("someVein" in derive) return conditionIssues(ofVein, derive.someVein, path);
  if ("everyVein" in derive) return conditionIssues(ofVein, derive.everyVein, path);
  return "distinctInVeins" in derive ? readIssues(ofVein, derive.distinctInVeins, path) : [];
}

function compareIssues(reader: Reader, { fact, operator, toFact }: Of<"compare">["compare"], path: Path): Issue[] {
  const unread = [...readIssues(reader, fact, [...path, "fact"]), ...readIssues(reader, toFact, [...path, "toFact"])];
  const [left, right] = [reader.facts.get(fact), reader.facts.get(toFact)];
  if (unread.length > 0 || left === undefined || right === undefined) return unread;
  const fault = operatorFault(left, operator);
  if (fault !== undefined)
    return [
      reader.issueAt(
        [...path, "operator"],
        "rulebook/operator-does-not-fit",
        fault,
        "choose an operator of the fact's type",
      ),
    ];
  if (left.type === right.type || (isNumeric(left) && isNumeric(right))) return [];
  return [
    reader.issueAt(
      [...path, "toFact"],
      "rulebook/value-does-not-fit",
      `expected a ${isNumeric(left) ? "number" : left.type} to hold \`${fact}\` against, \`${toFact}\` is a ${right.type}`,
      "compare two facts of one type",
    ),
  ];
}

/** A fact that a derivation takes is there, in sight and of the kind that it needs. */
function operandIssues(reader: Reader, name: string, path: Path, kind: string, fits: (fact: Fact) => boolean): Issue[] {
  const unread = readIssues(reader, name, path);
  const fact = reader.facts.get(name);
  if (unread.length > 0 || fact === undefined || fits(fact)) return unread;
  return [
    reader.issueAt(
      path,
      "rulebook/value-does-not-fit",
      `expected a ${kind}, \`${name}\` is a ${fact.type}`,
      `name a fact that is a ${kind}`,
    ),
  ];
}

function elapsedIssues(reader: Reader, { since }: Of<"elapsed">["elapsed"], path: Path): Issue[] {
  const isDate = ({ type }: Fact): boolean => type === "date" || type === "date-or-date-time";
  return [
    ...operandIssues(reader, since, [...path, "since"], "date", isDate),
    // The time is counted up to the only clock of a case.
    ...operandIssues(reader, "asOf", path, "date", isDate),
  ];
}

function remainingIssues(
  reader: Reader,
  { slot: name, key, elapsed }: Of<"remaining">["remaining"],
  slots: Readonly<Record<string, SlotDefinition>>,
  path: Path,
): Issue[] {
  const passed = operandIssues(reader, elapsed, [...path, "elapsed"], "number", isNumeric);
  const slot = Object.hasOwn(slots, name) ? slots[name] : undefined;
  const at = [...path, "slot"];
  if (slot === undefined)
    return [
      ...passed,
      reader.issueAt(at, "rulebook/unknown-slot", `unknown slot ${quote(name)}`, suggest(name, Object.keys(slots))),
    ];
  if (slot.type !== "range")
    return [
      ...passed,
      reader.issueAt(
        at,
        "rulebook/value-does-not-fit",
        `expected a range, \`${name}\` is a ${slot.type}`,
        "name a slot that is always a range",
      ),
    ];
  // The slot is looked up for the fact's own subject: one of another scope would never be decided there.
  if (slot.scope !== reader.scope)
    return [
      ...passed,
      reader.issueAt(
        at,
        "rulebook/slot-out-of-scope",
        `expected a ${reader.scope} slot, \`${name}\` is a ${slot.scope} slot`,
        "give the fact the slot's scope",
      ),
    ];
  const keys = slot.keys ?? [];
  return keys.includes(key)
    ? passed
    : [
        ...passed,
        reader.issueAt([...path, "key"], "rulebook/not-in-list", "expected a key of the range", suggest(key, keys)),
      ];
}
