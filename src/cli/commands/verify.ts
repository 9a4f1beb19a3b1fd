import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAdvisor } from "../../advisor/create-advisor.ts";
import { RulebookError } from "../../issues/errors.ts";
import { embeddedContent, embeddedRulebook } from "../../rulebook/embedded.ts";
import { loadRulebook } from "../../rulebook/load.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import {
  embeddedProperties,
  type Finding,
  type Property,
  type PropertyResult,
  readProperties,
  resultText,
  structuralProperties,
  verifyProperties,
} from "../../verify/index.ts";
import { readRuleFiles } from "../files.ts";
import { exit, UsageError } from "../usage.ts";
import { loadZ3 } from "../verify/z3.ts";
import { advisorFor, type Command, type Options, printJson } from "./command.ts";

/**
 * `sclero verify [dir] [property…]`: checks properties of a rulebook for all cases at once, on the solver z3-solver. Without a
 * folder the embedded rulebook and its properties; with one its rules and the properties in its folder `properties`, or those that
 * hold for every rulebook. Names, or beginnings of names, say which properties to check. With `-o` the patients found are written
 * into a folder as case fixtures.
 */
export const verify: Command = async (operands, options) => {
  const { rulebook, properties, names } = chosen(operands, options);
  const asked = properties.filter(({ name }) => names.length === 0 || names.some((one) => name.startsWith(one)));
  if (asked.length === 0) throw new UsageError(`no property is called ${names.join(" or ")}`);
  const z3 = await loadZ3();
  try {
    const advisors = {
      all: createAdvisor({ rulebook }),
      documents: createAdvisor({ rulebook, evidence: "documents" }),
    } as const;
    const results = await verifyProperties(asked, {
      rulebook,
      openSolver: z3.open,
      advisorOf: (evidence) => advisors[evidence],
      clock: () => performance.now() / 1000,
    });
    const findings = results.flatMap((one) => one.findings);
    if (options.output !== undefined) writeFixtures(findings, options.output);
    return {
      text: options.json ? printJson(plain(results)) : resultText(results),
      exit: findings.length === 0 ? exit.clean : exit.findings,
    };
  } finally {
    z3.end();
  }
};

interface Chosen {
  readonly rulebook: Rulebook;
  readonly properties: readonly Property[];
  readonly names: readonly string[];
}

function chosen(operands: readonly string[], options: Options): Chosen {
  const [first, ...rest] = operands;
  if (first === undefined || !isFolder(first)) {
    const { rulebook } = advisorFor(options);
    const own = rulebook === embeddedRulebook() ? sound(embeddedProperties, rulebook) : structuralProperties;
    return { rulebook, properties: own, names: operands };
  }
  const rulebook = loadRulebook(readRuleFiles(first), embeddedContent);
  const folder = join(first, "properties");
  const properties = isFolder(folder) ? sound(readRuleFiles(folder), rulebook) : structuralProperties;
  return { rulebook, properties, names: rest };
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function sound(files: Parameters<typeof readProperties>[0], rulebook: Rulebook): readonly Property[] {
  const { properties, issues } = readProperties(files, rulebook);
  if (issues.length > 0) throw new RulebookError(issues);
  return properties;
}

function writeFixtures(findings: readonly Finding[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const found = findings.filter(({ fixture }) => fixture !== undefined);
  for (const [index, { property, fixture }] of found.entries())
    writeFileSync(join(folder, `${property}--${index + 1}.json`), printJson(fixture));
}

function plain(results: readonly PropertyResult[]): unknown {
  return {
    properties: results.map(({ property: { name, title, kind, evidence }, checked, findings, seconds }) => ({
      name,
      title,
      kind,
      evidence: evidence ?? ["all", "documents"],
      checked,
      holds: findings.length === 0,
      seconds,
    })),
    findings: results.flatMap(({ findings }) => findings),
  };
}
