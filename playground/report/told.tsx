import type { Recommendation, Report } from "../../src/report/report.ts";
import type { PlainCase } from "../state/case.ts";
import type { SlotPlace } from "../state/what-would-change.ts";
import { Line } from "./line.tsx";

interface ToldProps {
  readonly all: readonly Recommendation[];
  readonly of: PlainCase;
  /** The decision that they are the reasons of: they stand close together with their grounds, and its vein is not named again. */
  readonly within?: SlotPlace & { readonly report: Report };
}

/** A list of recommendations; what veins are told alike stands once, with their names. */
export function Told({ all, of, within }: ToldProps) {
  const said = new Set<string>();
  /** What is the background of several stands with the first of them. */
  const once = (some: readonly Recommendation[]): readonly Recommendation[] =>
    some.filter(({ id }) => !said.has(id) && said.add(id));
  return (
    <ul class={within === undefined ? "lines" : "lines close"}>
      {together(all).map(({ first, veins }) => (
        <Line
          key={first.id}
          recommendation={first}
          of={of}
          veins={within?.vein === undefined ? veins : []}
          background={within && once(backgroundOf(within.report, first))}
        />
      ))}
    </ul>
  );
}

/** What the rulebook gives as background of a recommendation, on the same patient or vein. */
function backgroundOf({ recommendations }: Report, { rule, subject }: Recommendation): readonly Recommendation[] {
  const about = JSON.stringify(subject);
  return recommendations.filter(
    (one) =>
      one.status === "active" &&
      one.explains?.includes(rule) &&
      (one.subject.kind === "patient" || JSON.stringify(one.subject) === about),
  );
}

interface SameTold {
  readonly first: Recommendation;
  readonly veins: readonly string[];
}

/** Joins what one rule says of several veins for the same reasons. */
export function together(all: readonly Recommendation[]): readonly SameTold[] {
  const groups = new Map<string, { first: Recommendation; veins: string[] }>();
  for (const one of all) {
    const key = `${one.rule} ${one.status} ${one.because.map(({ text }) => text).join("; ")}`;
    const known = groups.get(key) ?? { first: one, veins: [] };
    if (one.subject.kind === "vein") known.veins.push(one.subject.id);
    groups.set(key, known);
  }
  return [...groups.values()];
}
