import type { PlanEntry, Report } from "../../src/report/report.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { useDesk } from "../parts/desk.ts";
import { FoldPlace, foldId, useFoldPlace, useOpen } from "../parts/folds.ts";
import { type PlainCase, type PlainVein, veinsOf } from "../state/case.ts";
import { aboutVein } from "../veins/about-vein.ts";
import { slotText, slotTitle } from "../words.ts";
import { formSlot } from "./slot-order.ts";
import { SlotWhy } from "./slot-why.tsx";

interface ShortPlanProps {
  readonly report: Report;
  readonly of: PlainCase;
  /** Goes to the whole plan of a vein. */
  readonly onVein: (id: string) => void;
}

/** Each vein in a line: what it is and what is decided for it; the line leads to its plan, and opens to why. */
export function ShortPlan({ report, of, onVein }: ShortPlanProps) {
  const veins = veinsOf(of).filter(({ id }) => report.plan.veins[id] !== undefined);
  if (veins.length === 0) return null;
  return (
    <section class="card short-plan" aria-labelledby="short-title">
      <h3 id="short-title">Veins in short</h3>
      <ul class="vein-lines">
        {veins.map((vein) => (
          <VeinLine key={vein.id} vein={vein} report={report} of={of} onVein={onVein} />
        ))}
      </ul>
    </section>
  );
}

function VeinLine({ vein, report, of, onVein }: ShortPlanProps & { readonly vein: PlainVein }) {
  const { rulebook } = useDesk();
  const place = useFoldPlace(`short ${vein.id}`);
  const [isOpen, setOpen] = useOpen(place, false, false);
  const entries = report.plan.veins[vein.id] ?? {};
  const form = entries[formSlot];
  const { text } = aboutVein(vein);
  const isSettled = form !== undefined && form.value !== null;
  const decided = slotText(rulebook, formSlot, form?.value ?? null);
  const why = isSettled ? `Why ${decided}?` : "Why open?";
  return (
    <li class="short-vein">
      <div class="vein-line">
        <p>
          <button type="button" class="link" onClick={() => onVein(vein.id)}>
            Vein {vein.id}
            <span class="unseen">: go to its plan</span>
          </button>
          {text !== "" && ` · ${text}`}
          {form !== undefined && (
            <>
              {" · "}
              <strong>{isSettled ? decided : `${slotTitle(rulebook, formSlot)} not settled`}</strong>
            </>
          )}
          <span class="hint"> {restOf(rulebook, entries).join(" · ")}</span>
        </p>
        {form !== undefined && (
          <button
            type="button"
            class="quiet opens"
            id={foldId(place)}
            aria-expanded={isOpen}
            aria-label={`${why} Vein ${vein.id}`}
            onClick={() => setOpen(!isOpen)}
          >
            {why}
          </button>
        )}
      </div>
      {isOpen && (
        <FoldPlace.Provider value={place}>
          <div class="fold-body">
            <SlotWhy place={{ slot: formSlot, vein: vein.id }} of={of} report={report} />
          </div>
        </FoldPlace.Provider>
      )}
    </li>
  );
}

/** Slots that the line names beside form and agents. */
const named = ["approach", "strength.band", "guidance"];

/** The agents that are thought of first, and what else is settled, each with its name. */
function restOf(rulebook: Rulebook, entries: Readonly<Record<string, PlanEntry>>): readonly string[] {
  const agents = Object.entries(entries).filter(([name]) => rulebook.slots.get(name)?.agent !== undefined);
  const firstAgents = agents.filter(([name, { value }]) => value === rulebook.slots.get(name)?.values?.[0]);
  const value = firstAgents[0]?.[1].value ?? null;
  const others = named.flatMap((name) => {
    const settled = entries[name]?.value ?? null;
    return settled === null ? [] : [`${slotTitle(rulebook, name)}: ${slotText(rulebook, name, settled)}`];
  });
  return [
    ...(firstAgents[0] === undefined
      ? []
      : [
          `${firstAgents.map(([name]) => slotTitle(rulebook, name)).join(", ")}: ${slotText(rulebook, firstAgents[0][0], value)}`,
        ]),
    ...others,
  ];
}
