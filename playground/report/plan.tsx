import type { PlanEntry, Report } from "../../src/report/report.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import type { PlainCase } from "../state/case.ts";
import { slotText, slotTitle } from "../words.ts";
import { SlotWhy } from "./slot-why.tsx";

interface PlanProps {
  readonly report: Report;
  readonly of: PlainCase;
}

/** What is decided for each vein and for the patient. Every line opens to why. */
export function Plan({ report, of }: PlanProps) {
  const { patient, veins } = report.plan;
  return (
    <section aria-labelledby="plan-title">
      <h3 id="plan-title">Plan</h3>
      {Object.entries(veins).map(([id, entries]) => (
        <div class="plan" key={id}>
          <h4>Vein {id}</h4>
          <Entries entries={entries} vein={id} report={report} of={of} />
        </div>
      ))}
      <div class="plan">
        <h4>Patient</h4>
        {Object.keys(patient).length === 0 ? (
          <p class="hint">Nothing is decided yet.</p>
        ) : (
          <Entries entries={patient} report={report} of={of} />
        )}
      </div>
    </section>
  );
}

interface EntriesProps extends PlanProps {
  readonly entries: Readonly<Record<string, PlanEntry>>;
  readonly vein?: string;
}

function Entries({ entries, vein, report, of }: EntriesProps) {
  const { rulebook } = useDesk();
  return (
    <ul class="entries">
      {Object.entries(entries).map(([slot, { value, couldBecome }]) => (
        <li key={slot}>
          <Fold
            class="entry"
            title={
              <>
                <span class="entry-title">{slotTitle(rulebook, slot)}</span>
                <span class={value === null ? "entry-value open" : "entry-value"}>
                  {slotText(rulebook, slot, value)}
                </span>
                {couldBecome !== null && (
                  <span class="could">could become {slotText(rulebook, slot, couldBecome)}</span>
                )}
                <span class="ask-why">Why?</span>
              </>
            }
          >
            {() => <SlotWhy place={vein === undefined ? { slot } : { slot, vein }} of={of} report={report} />}
          </Fold>
        </li>
      ))}
    </ul>
  );
}
