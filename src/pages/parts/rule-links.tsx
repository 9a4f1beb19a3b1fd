import type { Rule } from "../../rulebook/rule.ts";
import { count } from "../model/names.ts";
import type { At } from "./at.ts";

/** So many links stand open; more are folded. */
const open = 6;

/** Rules as a list of links by their names. */
export function RuleLinks({ at, rules }: { readonly at: At; readonly rules: readonly Rule[] }) {
  if (rules.length === 0) return <span class="none">no rule</span>;
  const list = (
    <ul class="rule-links">
      {rules.map(({ name }) => (
        <li key={name}>
          <a href={at.links.rule(name)}>{name}</a>
        </li>
      ))}
    </ul>
  );
  if (rules.length <= open) return list;
  return (
    <details>
      <summary>{count(rules.length, "rule")}</summary>
      {list}
    </details>
  );
}
