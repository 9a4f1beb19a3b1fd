import type { Recommendation } from "../../src/report/report.ts";
import type { PlainCase } from "../state/case.ts";
import { Line } from "./line.tsx";

/** A list of recommendations; what veins are told alike stands once, with their names. */
export function Told({ all, of }: { readonly all: readonly Recommendation[]; readonly of: PlainCase }) {
  return (
    <ul class="lines">
      {together(all).map(({ first, veins }) => (
        <Line key={first.id} recommendation={first} of={of} veins={veins} />
      ))}
    </ul>
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
