import { idOf } from "../../src/pages/model/names.ts";
import type { PlanEntry, Report } from "../../src/report/report.ts";
import type { OptionValue } from "../../src/rulebook/slots.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import { type PlainCase, veinsOf } from "../state/case.ts";
import { veinHeading } from "../veins/about-vein.ts";
import { slotText } from "../words.ts";
import { Options } from "./options.tsx";
import { formSlot, inReadingOrder, plainTitle } from "./slot-order.ts";
import { SlotWhy } from "./slot-why.tsx";

interface PlanProps {
  readonly report: Report;
  readonly of: PlainCase;
}

/** The id of the heading over a vein's plan. */
export const planId = (vein: string): string => `plan-${idOf(vein)}`;

/** What is decided for each vein and for the patient. Every line opens to why. */
export function Plan({ report, of }: PlanProps) {
  const { patient, veins } = report.plan;
  const given = new Map(veinsOf(of).map((vein) => [vein.id, vein]));
  return (
    <section aria-labelledby="plan-title">
      <h3 id="plan-title">Plan</h3>
      {Object.entries(veins).map(([id, entries]) => (
        <div class="plan" key={id}>
          <h4 id={planId(id)} tabIndex={-1}>
            {veinHeading(given.get(id) ?? { id })}
          </h4>
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
  const form = (entries[formSlot]?.value ?? null) as string | null;
  return (
    <ul class="entries">
      {inReadingOrder(entries).map(([name, { value, couldBecome }]) => {
        const { title, choice } = plainTitle(rulebook, name);
        const slot = rulebook.slots.get(name);
        return (
          <li key={name}>
            <Fold
              name={`${vein ?? ""} ${name}`}
              class="entry"
              title={
                <>
                  <span class="entry-title">
                    {title}
                    {choice !== "" && <span class="hint">: {choice}</span>}
                  </span>
                  <span class={value === null ? "entry-value open" : "entry-value"}>
                    {slot?.type === "options" && value !== null ? (
                      <Options slot={slot} options={value as readonly OptionValue[]} form={form} />
                    ) : (
                      slotText(rulebook, name, value)
                    )}
                  </span>
                  {couldBecome !== null && (
                    <span class="could">could become {slotText(rulebook, name, couldBecome)}</span>
                  )}
                  <span class="ask-why">Why?</span>
                </>
              }
            >
              {() => (
                <SlotWhy place={vein === undefined ? { slot: name } : { slot: name, vein }} of={of} report={report} />
              )}
            </Fold>
          </li>
        );
      })}
    </ul>
  );
}
