/** One thing that two answers to the same patient say differently. */
export interface Difference {
  /** Where: `plan.veins.a.form`, `recommendations.technique.foam.feeder@a`, `issues`. */
  readonly part: string;
  readonly how: "added" | "removed" | "changed" | "other order";
  /** What of it changed, where it has fields. */
  readonly fields: readonly string[];
  /** Names of the rules that it rests on, before or after. */
  readonly rules: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Everything that differs between two answers, refusals among them. It knows reports only as JSON, so that reports of another
 * version, with other parts, can be compared. The digest of the rules is left out: it differs with any edit of a rule.
 */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  return compare([], withoutDigest(before), withoutDigest(after));
}

function compare(path: readonly string[], before: unknown, after: unknown): Difference[] {
  if (same(before, after)) return [];
  const part = path.join(".");
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(part, before, after);
  if (isRecord(before) && isRecord(after) && holdsParts(path)) {
    const found = keysOf(before, after).flatMap((key) => compare([...path, key], before[key], after[key]));
    return found.length > 0 ? found : [difference(part, before, after, "other order")];
  }
  return [difference(part, before, after, "changed")];
}

/** The report itself, the plan, and the plan's subjects: what lies in them has names of its own. */
function holdsParts([part, subject, ...rest]: readonly string[]): boolean {
  return part === undefined || (part === "plan" && rest.length <= (subject === "veins" ? 1 : 0));
}

function compareLists(part: string, before: readonly unknown[], after: readonly unknown[]): Difference[] {
  const [old, now] = [byKey(before), byKey(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const found = keys.flatMap((key): Difference[] => {
    const [from, to] = [old.get(key), now.get(key)];
    if (same(from, to)) return [];
    return [difference(`${part}.${key}`, from, to, "changed")];
  });
  return found.length > 0 ? found : [difference(part, before, after, "other order")];
}

/** The items of a list by what names them; the second of a name gets a number. */
function byKey(list: readonly unknown[]): Map<string, unknown> {
  const items = new Map<string, unknown>();
  for (const item of list) {
    const key = keyOf(item);
    let [free, count] = [key, 1];
    while (items.has(free)) {
      count += 1;
      free = `${key} (${count})`;
    }
    items.set(free, item);
  }
  return items;
}

/** What names the items of a report's lists, the first that is there. */
const namedBy = [
  ["id"],
  ["code", "path"],
  ["vein", "field"],
  ["vein", "fact"],
  ["fact"],
  ["slot", "subject", "matter"],
  ["slot", "subject"],
  ["fromHours", "toHours"],
];

function keyOf(item: unknown): string {
  if (!isRecord(item)) return JSON.stringify(item);
  const names = namedBy.find((fields) => fields.every((field) => item[field] !== undefined));
  const name = (value: unknown): string =>
    isRecord(value) ? Object.values(value).join(" ") : typeof value === "string" ? value : JSON.stringify(value);
  return names === undefined
    ? JSON.stringify(Object.values(item)[0] ?? "")
    : names.map((one) => name(item[one])).join(" ");
}

function difference(part: string, before: unknown, after: unknown, how: Difference["how"]): Difference {
  const fields =
    isRecord(before) && isRecord(after) ? keysOf(before, after).filter((key) => !same(before[key], after[key])) : [];
  const changed = changedRules(before, after);
  return {
    part,
    how: before === undefined ? "added" : after === undefined ? "removed" : how,
    fields,
    // Where a value changed and its reasons did not, they are all it rests on.
    rules: [...new Set(changed.length > 0 ? changed : [before, after].flatMap((value) => rulesIn(value)))].sort(),
  };
}

/** The fields of a report that name rules; a name of a recommendation ends in `@` and a vein. */
const rulesFields = new Set(["rule", "rules", "from", "because", "supersededBy", "advice"]);

/** Names of the rules in what differs; the rule that the whole comes from is one of them. */
function changedRules(before: unknown, after: unknown, inRules = false): string[] {
  if (same(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const without = (list: readonly unknown[], other: readonly unknown[]) => {
      const there = new Set(other.map((item) => JSON.stringify(item)));
      return list.filter((item) => !there.has(JSON.stringify(item)));
    };
    return [...without(before, after), ...without(after, before)].flatMap((item) => rulesIn(item, inRules));
  }
  if (!isRecord(before) || !isRecord(after)) return [before, after].flatMap((value) => rulesIn(value, inRules));
  return [
    ...rulesIn(before["rule"], true),
    ...keysOf(before, after).flatMap((key) => changedRules(before[key], after[key], rulesFields.has(key))),
  ];
}

function rulesIn(value: unknown, inRules = false): string[] {
  if (typeof value === "string") return inRules ? [value.split("@")[0] ?? value] : [];
  if (Array.isArray(value)) return value.flatMap((part) => rulesIn(part, inRules));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => rulesIn(part, rulesFields.has(key)));
}

function withoutDigest(answer: unknown): unknown {
  if (!isRecord(answer) || !isRecord(answer["rulebook"])) return answer;
  const { digest: _, ...rulebook } = answer["rulebook"];
  return { ...answer, rulebook };
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function same(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function keysOf(before: Fields, after: Fields): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}
