import { caseFromFhir, type FactOrigin, type ReadCase } from "../../fhir/index.ts";
import { wrap } from "../../report/text/layout.ts";
import { issueLines } from "../issues.ts";
import { readRecordInput } from "../json-input.ts";
import { exit, UsageError } from "../usage.ts";
import { advisorFor, type Command, operandsOf, printJson } from "./command.ts";

/** Says what a FHIR record tells: each fact with the resource that it came from, and what could not be read. */
export const fhir: Command = async (operands, options) => {
  const [path = ""] = operandsOf(operands, ["record"]);
  const { asOf } = options;
  if (asOf === undefined) throw new UsageError("expected --as-of <date>: a record is read for a day");
  const { rulebook } = advisorFor(options);
  const read = caseFromFhir(await readRecordInput(path), { asOf, rulebook });
  const { case: facts, origins, issues, counts, absence } = read;
  return {
    text: options.json ? printJson({ case: facts, origins, issues, counts, absence }) : textOf(read),
    exit: issues.some(({ severity }) => severity === "error") ? exit.findings : exit.clean,
  };
};

function textOf({ case: facts, origins, issues }: ReadCase): string {
  const lines = Object.entries(origins).flatMap(([path, origin]) =>
    wrap(`${path} = ${JSON.stringify(valueAt(facts, path))}, from ${placeOf(origin)}`, "", { keepWords: true }),
  );
  const count = Object.keys(origins).length;
  return `${[...lines, ...issues.flatMap(issueLines), `${count} facts, ${issues.length} issues`].join("\n")}\n`;
}

function placeOf(origin: FactOrigin): string {
  if ("absenceOf" in origin) return `the stated absence of ${origin.absenceOf.join(", ")}`;
  const { resource, code } = origin;
  return code === undefined ? resource : `${resource} (${code.display ?? code.code})`;
}

/** The value at `patient.pregnant`, or at `veins.<id>.type`: a vein's id may hold dots. */
function valueAt(facts: ReadCase["case"], path: string): unknown {
  const { veins = [], ...groups } = facts as { veins?: { id: string }[] } & Record<string, Record<string, unknown>>;
  const vein = veins.find(({ id }) => path.startsWith(`veins.${id}.`));
  if (vein !== undefined) return (vein as Record<string, unknown>)[path.slice(`veins.${vein.id}.`.length)];
  const [group = "", key = ""] = path.split(".");
  return groups[group]?.[key];
}
