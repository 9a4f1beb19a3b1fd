import type { ReportDifference } from "../../src/report/difference.ts";
import type { Report } from "../../src/report/report.ts";
import type { SlotValue } from "../../src/rulebook/slots.ts";
import { useDesk } from "../parts/desk.ts";
import { type SlotPlace, valueIn } from "../state/what-would-change.ts";
import { slotText, slotTitle } from "../words.ts";

interface AskedLineProps {
  readonly about: SlotPlace;
  readonly before: Report;
  readonly difference: ReportDifference;
}

/** What becomes of the decision that was asked about, also where it stays as it is. */
export function AskedLine({ about, before, difference }: AskedLineProps) {
  const { rulebook } = useDesk();
  const text = (value: SlotValue | null): string => slotText(rulebook, about.slot, value);
  const now = valueIn(before, about);
  const [from, to] = [text(now), text(turnedTo(difference, about, now))];
  return (
    <p class="asked-line">
      {slotTitle(rulebook, about.slot)}
      {about.vein !== undefined && `, vein ${about.vein}`}:{" "}
      {from === to ? (
        <strong>stays {to}</strong>
      ) : (
        <>
          <s>{from}</s> <span aria-hidden="true">→</span>
          <span class="unseen"> becomes </span> <strong>{to}</strong>
        </>
      )}
    </p>
  );
}

/** The value of a decision after the turn; as it was, where the difference does not name it. */
function turnedTo(difference: ReportDifference, { slot, vein }: SlotPlace, now: SlotValue | null): SlotValue | null {
  if (slot === "eligibility") return difference.eligibility?.to.decision ?? now;
  if (slot === "triage") return difference.triage?.to?.level ?? now;
  const turn = difference.plan.find((one) => one.slot === slot && one.vein === vein);
  return turn === undefined ? now : turn.value.to;
}
