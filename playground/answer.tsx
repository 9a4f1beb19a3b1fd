import { useEffect, useMemo, useState } from "preact/hooks";
import { CaseJson } from "./case/case-json.tsx";
import { NotTaken } from "./case/refused-case.tsx";
import { Handout } from "./handout/handout.tsx";
import { foldId } from "./parts/folds.ts";
import { useGoal } from "./parts/go-to.ts";
import { type Tab, Tabs } from "./parts/tabs.tsx";
import { AnyRule } from "./report/any-rule.tsx";
import { Decision } from "./report/decision.tsx";
import { planId } from "./report/plan.tsx";
import { ReportBody } from "./report/report.tsx";
import { ShortPlan } from "./report/short-plan.tsx";
import type { State } from "./state/state.ts";
import { Timeline } from "./timeline/timeline.tsx";
import { WhatIf } from "./what-if/what-if.tsx";
import { words } from "./words.ts";

/** The library's answer to the case: the decision, the plan in short, what-if, and the rest of the report by tabs. */
export function Answer({ state }: { readonly state: State }) {
  const { report, refusedCase } = state;
  const [tab, setTab] = useState(refusedCase !== null ? "case" : "report");
  const goTo = useGoal();
  const print = (): void => globalThis.print();
  const tabs: readonly Tab[] = [
    { id: "report", title: "Report", render: () => <ReportTab state={state} onPrint={print} /> },
    { id: "timeline", title: "Timeline", render: () => <Timeline report={report} nowHours={nowOf(state)} /> },
    { id: "handout", title: "Handout", render: () => <Handout report={report} onPrint={print} /> },
    { id: "rules", title: "Why not?", render: () => <AnyRule of={state.case} report={report} /> },
    { id: "case", title: "Case", render: () => <CaseJson state={state} /> },
  ];
  useEffect(() => {
    document.documentElement.dataset["prints"] = tab;
  }, [tab]);
  /** Back to where something was asked: the tab that it was asked in, and the line that had been opened. */
  const goBack = (place: string): void => {
    const [origin = ""] = place.split("/");
    if (tabs.some(({ id }) => id === origin)) setTab(origin);
    goTo({ id: foldId(place), block: "center" });
  };
  const goToVein = (id: string): void => {
    setTab("report");
    goTo({ id: planId(id), block: "start" });
  };
  return (
    <section class="answer-side" id="answer" aria-labelledby="answer-title" tabIndex={-1}>
      <h2 id="answer-title" class="unseen">
        The answer
      </h2>
      <p class="unseen" role="status">
        {spokenOf(state)}
      </p>
      <NotTaken state={state} onEdit={() => setTab("case")} />
      {useMemo(
        () => (
          <>
            <Decision report={report} of={state.case} />
            <ShortPlan report={report} of={state.case} onVein={goToVein} />
          </>
        ),
        [report],
      )}
      <WhatIf state={state} onBack={goBack} />
      {state.trial.length > 0 && <p class="hint">As the case is now:</p>}
      <Tabs label="Parts of the answer" tabs={tabs} shown={tab} onShow={setTab} />
    </section>
  );
}

function ReportTab({ state: { report, case: of }, onPrint }: { readonly state: State; readonly onPrint: () => void }) {
  const body = useMemo(() => <ReportBody report={report} of={of} />, [report, of]);
  return (
    <>
      {body}
      <div class="tools">
        <button type="button" class="quiet" onClick={onPrint}>
          Print the report
        </button>
      </div>
    </>
  );
}

/** What a screen reader says when the answer changes. */
function spokenOf({ report: { eligibility, triage } }: State): string {
  const could = (to: string | null): string => (to === null ? "" : `, could become ${words(to)}`);
  const triaged = triage === undefined ? "" : ` Triage: ${words(triage.level)}${could(triage.couldBecome)}.`;
  return `Decision: ${words(eligibility.decision)}${could(eligibility.couldBecome)}.${triaged}`;
}

/** Hours since the session, where the follow-up says them and one of the phases is the present one. */
function nowOf({ case: of, report }: State): number | undefined {
  const current = report.timeline.find((phase) => phase.current);
  if (current === undefined) return undefined;
  const hours = (of["followUp"] as { hoursSinceSession?: unknown } | undefined)?.hoursSinceSession;
  if (typeof hours === "number") return hours;
  return current.toHours === null ? current.fromHours : (current.fromHours + current.toHours) / 2;
}
