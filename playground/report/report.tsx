import type { Report } from "../../src/report/report.ts";
import { Fold } from "../parts/fold.tsx";
import { IssueList } from "../parts/issue-list.tsx";
import type { PlainCase } from "../state/case.ts";
import { counted } from "../words.ts";
import { Disagreements } from "./disagreements.tsx";
import { Plan } from "./plan.tsx";
import { Proposal } from "./proposal.tsx";
import { Told } from "./told.tsx";
import { Topics } from "./topics.tsx";

/** The report below its decision. */
export function ReportBody({ report, of }: { readonly report: Report; readonly of: PlainCase }) {
  const overruled = report.recommendations.filter(({ status }) => status === "superseded");
  const { disagreements, issues, complete, asOf, rulebook } = report;
  return (
    <div class="report">
      <p class="hint">
        As of {asOf ?? "no date given"}, evidence: {rulebook.evidence}, rules:{" "}
        <code>{rulebook.digest.slice(0, 19)}</code>
      </p>
      {!complete && <p class="trouble">Incomplete: at least one rule failed; what it would have said is missing.</p>}
      {issues.length > 0 && (
        <section aria-labelledby="notes-title">
          <h3 id="notes-title">Notes on the case</h3>
          <IssueList issues={issues} />
        </section>
      )}
      <Proposal report={report} of={of} />
      <Plan report={report} of={of} />
      <Topics report={report} of={of} />
      {overruled.length > 0 && (
        <Fold
          name="overruled"
          class="topic"
          title={
            <>
              Overruled <span class="count">{counted(overruled.length, "recommendation")}</span>
            </>
          }
        >
          {() => <Told all={overruled} of={of} />}
        </Fold>
      )}
      {disagreements.length > 0 && (
        <Fold
          name="disagreements"
          class="topic"
          title={
            <>
              Where sources differ <span class="count">{disagreements.length}</span>
            </>
          }
        >
          {() => <Disagreements all={disagreements} />}
        </Fold>
      )}
    </div>
  );
}
