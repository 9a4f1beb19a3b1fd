import { type Condition, isLeaf } from "../../logic/condition.ts";
import { joinText, leafText } from "../model/condition-text.ts";
import type { At } from "./at.ts";

interface TreeProps {
  readonly at: At;
  readonly condition: Condition;
}

/** A condition as nested lists: what joins its parts in words, each comparison in words with the fact that it reads. */
export function ConditionTree({ at, condition }: TreeProps) {
  return (
    <ul class="tree">
      <Node at={at} condition={unwrapped(condition)} />
    </ul>
  );
}

interface ListProps {
  readonly at: At;
  /** What is said of the conditions. */
  readonly lead: string;
  readonly conditions: readonly Condition[];
}

/** Conditions below what is said of them. */
export function ConditionList({ at, lead, conditions }: ListProps) {
  return (
    <ul class="tree">
      <Joined at={at} lead={lead} conditions={conditions} />
    </ul>
  );
}

function Joined({ at, lead, conditions }: ListProps) {
  return (
    <li class="joined">
      <span class="join">{lead}</span>
      <ul>
        {conditions.map((part) => (
          <Node key={JSON.stringify(part)} at={at} condition={unwrapped(part)} />
        ))}
      </ul>
    </li>
  );
}

function Node({ at, condition }: TreeProps) {
  if (isLeaf(condition)) {
    return (
      <li class="leaf">
        {leafText(condition, at.model.rulebook.facts.get(condition.fact))}{" "}
        <a class="fact" href={at.links.fact(condition.fact)}>
          {condition.fact}
        </a>
      </li>
    );
  }
  const kind = "all" in condition ? "all" : "any" in condition ? "any" : "not";
  const parts = "not" in condition ? [condition.not] : "all" in condition ? condition.all : condition.any;
  return <Joined at={at} lead={joinText(kind, parts.length)} conditions={parts} />;
}

/** A list of one part says no more than the part. */
function unwrapped(condition: Condition): Condition {
  if (isLeaf(condition) || "not" in condition) return condition;
  const parts = "all" in condition ? condition.all : condition.any;
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? unwrapped(only) : condition;
}
