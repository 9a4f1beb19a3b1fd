import type { Report } from "../../src/report/report.ts";
import { useDesk } from "../parts/desk.ts";
import { useSliced } from "../parts/use-sliced.ts";
import type { PlainCase } from "../state/case.ts";
import { onSlot, type SlotPlace, slotTurnings, valueIn } from "../state/what-would-change.ts";
import { slotText, slotTitle } from "../words.ts";
import { Disagreements } from "./disagreements.tsx";
import { formSlot } from "./slot-order.ts";
import { Told } from "./told.tsx";
import { Turnings } from "./turnings.tsx";

interface SlotWhyProps {
  readonly place: SlotPlace;
  readonly of: PlainCase;
  readonly report: Report;
}

/** Why a decided slot has its value, what it overruled, and what would give it another. */
export function SlotWhy({ place, of, report }: SlotWhyProps) {
  const { advisor, rulebook } = useDesk();
  const { slot, vein } = place;
  const found = useSliced(() => slotTurnings(advisor, of, report, place), [advisor, report, slot, vein]);
  const told = onSlot(report, place);
  const active = told.filter(({ status }) => status === "active");
  const overruled = told.filter(({ status }) => status === "superseded");
  const differing = report.disagreements.filter(
    (one) => one.slot === slot && (vein === undefined || one.subject.kind !== "vein" || one.subject.id === vein),
  );
  const value = valueIn(report, place);
  // Foam is spoken of by its name, not by that of its slot.
  const now = slot === formSlot && value !== null ? slotText(rulebook, slot, value) : undefined;
  const policy = rulebook.slots.get(slot)?.merge.policy;
  return (
    <>
      <p class="subhead">Because</p>
      {active.length === 0 ? (
        <p class="hint">No rule sets it on what is known.</p>
      ) : (
        <Told all={active} of={of} within={{ ...place, report }} />
      )}
      <p class="subhead">What would change it</p>
      <Turnings
        found={found}
        of={of}
        about={place}
        vein={vein}
        subject={now ?? slotTitle(rulebook, slot)}
        held={now && `${now} stands, but`}
        resultOf={(result) => (
          <>
            would become <strong>{slotText(rulebook, slot, result)}</strong>
          </>
        )}
        none="No one or two answers that it rests on would change it."
      />
      {overruled.length > 0 && (
        <>
          <p class="subhead">Overruled</p>
          <Told all={overruled} of={of} />
        </>
      )}
      {policy !== undefined && overruled.length > 0 && <p class="hint">Where rules differ: {policy}.</p>}
      {differing.length > 0 && (
        <>
          <p class="subhead">Where sources differ</p>
          <Disagreements all={differing} />
        </>
      )}
    </>
  );
}
