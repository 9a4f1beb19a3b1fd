import type { Rule } from "../../rulebook/rule.ts";
import { type Difference, positionsBeside } from "../model/differences.ts";
import { titleOf } from "../model/names.ts";
import type { At } from "./at.ts";

interface PositionsProps {
  readonly at: At;
  readonly difference: Difference;
  /** The rule beside which they stand: only what it can meet is shown. */
  readonly rule?: Rule;
}

/** What each source says of a slot, one line for each value. */
export function Positions({ at, difference, rule }: PositionsProps) {
  const shown = rule === undefined ? difference.positions : positionsBeside(rule, difference, at.model.rulebook);
  return (
    <ul class="positions">
      {shown.map(({ text, rules, rows, notes }) => {
        const isOwn = rules.some((one) => one === rule);
        return (
          <li key={text} class={isOwn ? "own" : undefined}>
            <strong>{text}</strong>
            {isOwn && <span class="note"> (this rule)</span>}
            {notes.map((note) => (
              <span key={note} class="note">
                ; {note}
              </span>
            ))}
            <span class="said-by">
              {rows.map(({ id, authority, jurisdiction }, index) => (
                <span key={id}>
                  {index > 0 && ", "}
                  <a href={at.links.row(id)}>{id}</a>{" "}
                  <span class="note">
                    {authority}
                    {jurisdiction !== undefined && <> ({jurisdiction})</>}
                  </span>
                </span>
              ))}
            </span>
            {rule === undefined && (
              <ul class="rule-links">
                {rules.map(({ name }) => (
                  <li key={name}>
                    <a href={at.links.rule(name)}>{name}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What a disagreement is about: the slot, and the finding where it is on one. */
export function differenceTitle({ slot, matter }: Difference): string {
  return matter === undefined ? slot.label : `${slot.label}: ${titleOf(matter).toLowerCase()}`;
}
