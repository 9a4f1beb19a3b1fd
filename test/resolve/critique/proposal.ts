import { createAdvisor } from "../../../src/advisor/create-advisor.ts";
import type { Report } from "../../../src/report/report.ts";
import type { CritiqueEntry, CritiqueField } from "../../../src/resolve/critique/critique.ts";

type Facts = Readonly<Record<string, unknown>>;

const advisor = createAdvisor();

/** The report on a case, by default under the German labels: one figure for each vein, and none of another country. */
export function reportOn(facts: Facts, jurisdiction = "DE"): Report {
  return advisor.recommendSync({ clinic: { jurisdiction }, ...facts });
}

/** A telangiectasia of the calf with a proposal. */
export function web(proposal: Facts, facts: Facts = {}): Facts {
  return { id: "web", type: "telangiectasia", zone: "calf", ...facts, proposal };
}

/** A small varicose tributary of the calf with a proposal. */
export function branch(proposal: Facts, facts: Facts = {}): Facts {
  return { id: "branch", type: "varicose-tributary", size: "small", zone: "calf", ...facts, proposal };
}

/** A reticular vein that feeds a cluster, with a proposal. */
export function feeder(proposal: Facts, facts: Facts = {}): Facts {
  return { id: "feeder", type: "reticular", zone: "popliteal", feedsCluster: true, ...facts, proposal };
}

/** What is said about one field of the proposals. */
export function entriesOn(report: Report, field: CritiqueField): readonly CritiqueEntry[] {
  return report.critique.filter((entry) => entry.field === field);
}
