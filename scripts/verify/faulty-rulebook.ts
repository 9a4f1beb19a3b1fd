import { assemble } from "../../src/rulebook/assemble.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import type { RawRulebook } from "../../src/rulebook/raw.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";

/** What is done wrong in a copy of the rulebook. */
type Edit =
  | { readonly drop: string }
  | {
      readonly rule?: string;
      readonly fact?: string;
      readonly slot?: string;
      readonly path: readonly (string | number)[];
      readonly value: unknown;
    };

/** A mistake, and the property that must find it. */
export interface Fault {
  readonly title: string;
  readonly foundBy: string;
  readonly edit: Edit;
}

/** The embedded rulebook with one mistake in it. */
export function faultyRulebook({ title, edit }: Fault): Rulebook {
  const raw = structuredClone(embeddedContent) as unknown as {
    facts: Record<string, unknown>;
    slots: Record<string, unknown>;
    topics: { rules: { name: string }[] }[];
  };
  const without = (name: string): void => {
    for (const topic of raw.topics) topic.rules = topic.rules.filter((rule) => rule.name !== name);
  };
  if ("drop" in edit) without(edit.drop);
  else {
    const rules = raw.topics.flatMap((topic) => topic.rules);
    const edited =
      edit.rule !== undefined
        ? rules.find(({ name }) => name === edit.rule)
        : edit.fact !== undefined
          ? raw.facts[edit.fact]
          : raw.slots[edit.slot ?? ""];
    put(edited, edit.path, edit.value);
  }
  return assemble(raw as unknown as RawRulebook, `with a fault: ${title}`);
}

function put(into: unknown, path: readonly (string | number)[], value: unknown): void {
  const [key, ...rest] = path;
  if (typeof into !== "object" || into === null || key === undefined) throw new Error("the fault names nothing");
  const place = into as Record<string | number, unknown>;
  if (rest.length === 0) place[key] = value;
  else put(place[key], rest, value);
}
