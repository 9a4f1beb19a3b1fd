import type { Report } from "../../src/report/report.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import type { PlainCase } from "../state/case.ts";
import { onSlot } from "../state/what-would-change.ts";
import { capital, slotTitle, words } from "../words.ts";
import { SlotWhy } from "./slot-why.tsx";
import { together } from "./told.tsx";

interface DecisionProps {
  readonly report: Report;
  readonly of: PlainCase;
}

/** The decision, and with a follow-up the triage: big, in words, with what they could still become. */
export function Decision({ report, of }: DecisionProps) {
  const { eligibility, triage } = report;
  return (
    <>
      <Verdict
        slot="eligibility"
        level={eligibility.decision}
        couldBecome={eligibility.couldBecome}
        nothing="No rule restricts the treatment on what is known."
        report={report}
        of={of}
      />
      {triage !== undefined && (
        <Verdict
          slot="triage"
          level={triage.level}
          couldBecome={triage.couldBecome}
          nothing="Nothing that was recorded is out of the ordinary."
          suspect={triage.suspect}
          report={report}
          of={of}
        />
      )}
    </>
  );
}

interface VerdictProps extends DecisionProps {
  readonly slot: string;
  readonly level: string;
  readonly couldBecome: string | null;
  readonly nothing: string;
  readonly suspect?: readonly string[];
}

function Verdict({ slot, level, couldBecome, nothing, suspect = [], report, of }: VerdictProps) {
  const { rulebook } = useDesk();
  const order = rulebook.slots.get(slot)?.values ?? [];
  const reasons = together(onSlot(report, { slot }).filter(({ status }) => status === "active"));
  const title = slotTitle(rulebook, slot);
  // Unknown is no consent: what can still turn is never shown as if it were clear.
  const isOpen = couldBecome !== null;
  return (
    <div class={`verdict grade-${gradeOf(order, level)} ${isOpen ? "open" : "settled"}`}>
      <h3 class="verdict-title">{title}</h3>
      <p class="verdict-word">
        <span class="verdict-mark" aria-hidden="true" />
        {capital(words(level))}
      </p>
      {isOpen && (
        <p class="could">
          on what is known; could still become <strong>{words(couldBecome)}</strong>
        </p>
      )}
      {suspect.length > 0 && (
        <p>
          Suspect: <strong>{suspect.map(words).join(", ")}</strong>
        </p>
      )}
      {reasons.length === 0 ? (
        <p>{nothing}</p>
      ) : (
        <ul class="verdict-reasons">
          {reasons.map(({ first, veins }) => (
            <li key={first.id}>
              {first.summary}
              {veins.length > 0 && <span class="vein-tag"> {veins.join(", ")}</span>}
            </li>
          ))}
        </ul>
      )}
      <Fold
        name={slot}
        class="why"
        title={
          <>
            Why?<span class="unseen"> {words(level)}</span>
          </>
        }
      >
        {() => <SlotWhy place={{ slot }} of={of} report={report} />}
      </Fold>
    </div>
  );
}

/** How far up its order a level stands, from 0 to 4: its mark and colour, whatever the levels are called. */
function gradeOf(order: readonly string[], level: string): number {
  const steps = 4;
  return order.length < 2 ? 0 : Math.round((Math.max(0, order.indexOf(level)) / (order.length - 1)) * steps);
}
