import type { Disagreement } from "../../src/resolve/disagreements.ts";
import type { Slot, SlotValue } from "../../src/rulebook/slots.ts";
import { useDesk } from "../parts/desk.ts";
import { slotText, slotTitle, words } from "../words.ts";
import { SourceIds } from "./sources.tsx";

/** Where sources differ: every position, what was used and why. */
export function Disagreements({ all }: { readonly all: readonly Disagreement[] }) {
  const { rulebook } = useDesk();
  return (
    <ul class="disagreements">
      {all.map(({ slot: name, subject, matter, used, policy, positions }) => {
        const slot = rulebook.slots.get(name);
        const isOption = slot?.disagreeBy === "option";
        return (
          <li key={`${name} ${matter ?? ""} ${subject.kind === "vein" ? subject.id : ""}`}>
            <p>
              <strong>{slotTitle(rulebook, name)}</strong>
              {subject.kind === "vein" && <span class="vein-tag"> vein {subject.id}</span>}
              {matter !== undefined && `, on ${words(matter)}`}: used{" "}
              <strong>{isOption ? "all, side by side" : slotText(rulebook, name, used)}</strong> ({policy})
            </p>
            <ul>
              {positions.map(({ value, sources, jurisdictions, note }) => (
                <li key={`${JSON.stringify(value)} ${sources.join()}`}>
                  {positionText(slot, value, () => slotText(rulebook, name, value))}:{" "}
                  <SourceIds sources={sources.map((id) => ({ id }))} />
                  {jurisdictions !== undefined && ` (${jurisdictions.join(", ")})`}
                  {note !== undefined && `; ${note}`}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

/** A position on one option holds its numbers alone. */
function positionText(slot: Slot | undefined, value: SlotValue, whole: () => string): string {
  if (slot?.disagreeBy !== "option") return whole();
  return `${[...new Set(Object.values(value as Record<string, number>))].join(" to ")} ${slot.unit ?? ""}`.trim();
}
