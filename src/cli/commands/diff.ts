import { nothingElse, notSet } from "../../report/text/difference-text.ts";
import { wrap } from "../../report/text/layout.ts";
import { embeddedContent } from "../../rulebook/embedded.ts";
import { loadRulebook } from "../../rulebook/load.ts";
import { type ChangedPatient, comparePatients } from "../../testing/rulebook-difference.ts";
import { createFixtureRunner } from "../../testing/run-fixture.ts";
import { readRuleFiles } from "../files.ts";
import { issueLines } from "../issues.ts";
import { exit, UsageError } from "../usage.ts";
import { type Command, operandsOf, printJson } from "./command.ts";
import { patientsIn } from "./fixtures.ts";

export const diff: Command = async (operands, options) => {
  const [before = "", after = ""] = operandsOf(operands, ["old", "new"]);
  const [old, now] = [before, after].map((directory) => loadRulebook(readRuleFiles(directory), embeddedContent));
  if (old === undefined || now === undefined) throw new UsageError("expected two folders of rules");
  const { patients, issues } = patientsIn(options.cases, createFixtureRunner(now));
  const changed = comparePatients(old, now, patients);
  const found = changed.length + issues.length > 0 ? exit.findings : exit.clean;
  if (options.json) return { text: printJson({ patients: patients.length, changed, issues }), exit: found };
  const lines = [
    ...issues.flatMap(issueLines),
    ...changed.flatMap(changedLines),
    `${changed.length} of ${patients.length} patients change`,
  ];
  return { text: `${lines.join("\n")}\n`, exit: found };
};

function changedLines({ where, rules, refusedBy, difference }: ChangedPatient): string[] {
  if (refusedBy !== undefined)
    return [
      ...wrap(where, "", { keepWords: true }),
      `  refused by the ${refusedBy === "before" ? "old" : "new"} rules`,
    ];
  const { eligibility, triage, plan = [] } = difference ?? {};
  const turn = (what: string, from: string | null = null, to: string | null = null, nothing = nothingElse): string[] =>
    from === to ? [] : [`  ${what}: ${from ?? nothing} -> ${to ?? nothing}`];
  const slots = [...new Set(plan.map(({ slot }) => slot))];
  const causes = rules.length === 0 ? "what the rules share (vocabulary, slots)" : rules.join(", ");
  return [
    ...wrap(where, "", { keepWords: true }),
    ...turn("decision", eligibility?.from.decision, eligibility?.to.decision),
    ...turn("decision could become", eligibility?.from.couldBecome, eligibility?.to.couldBecome),
    ...turn("triage", triage?.from?.level, triage?.to?.level, notSet),
    ...turn("triage could become", triage?.from?.couldBecome, triage?.to?.couldBecome),
    ...(slots.length === 0 ? [] : wrap(`plan: ${slots.join(", ")}`, "  ", { keepWords: true })),
    ...wrap(`because of: ${causes}`, "  ", { keepWords: true }),
  ];
}
