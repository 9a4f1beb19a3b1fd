import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Check, entries, expect, type Packed, run, specifier } from "./check.ts";

/** One thing that each entry must do, as an expression over its names that is true. */
const uses: Readonly<Record<(typeof entries)[number], { readonly names: string; readonly holds: string }>> = {
  index: { names: "createAdvisor, embeddedRulebook", holds: "report.eligibility.decision === 'defer'" },
  handout: { names: "patientHandout", holds: "patientHandout(report, embeddedRulebook()).startsWith('# ')" },
  fhir: {
    names: "caseFromFhir",
    holds:
      "caseFromFhir([{ resourceType: 'Patient', id: 'a', gender: 'male' }], { asOf: '2026-11-20' }).case.patient.sex === 'male'",
  },
  "cds-hooks": { names: "createCdsHooks", holds: "createCdsHooks().discovery.services.length > 0" },
  sql: {
    names: "rulebookSql",
    holds: "Object.keys(rulebookSql(embeddedRulebook(), { dialect: 'duckdb' })).length > 0",
  },
  testing: { names: "createFixtureRunner", holds: "typeof createFixtureRunner(embeddedRulebook()).run === 'function'" },
};

function script(load: (names: string, from: string) => string): string {
  return `${entries.map((entry) => load(uses[entry].names, specifier(entry))).join("\n")}
const advisor = createAdvisor();
const report = advisor.recommendSync({ patient: { pregnant: true } });
const wrong = Object.entries({
${entries.map((entry) => `  "${entry}": ${uses[entry].holds},`).join("\n")}
}).filter(([, holds]) => !holds).map(([entry]) => entry);
if (wrong.length > 0) throw new Error("not as it should be: " + wrong.join(", "));
advisor.recommend({ patient: { pregnant: async () => true } }).then((same) => {
  if (JSON.stringify(same) !== JSON.stringify(report)) throw new Error("the two evaluators differ");
  console.log("works");
});
`;
}

/** Uses of the installed package: every entry, as modules and as CommonJS, from TypeScript, on the command line. */
export function consumerChecks({ root, project }: Packed): Check[] {
  const node = (args: readonly string[]): void =>
    expect(run("node", args, { cwd: project }).trim() === "works", "that it works");
  return [
    {
      name: "every entry works as ESM",
      run: () => {
        writeFileSync(
          join(project, "use.mjs"),
          script((names, from) => `import { ${names} } from "${from}";`),
        );
        node(["use.mjs"]);
        return undefined;
      },
    },
    {
      name: "every entry works as CommonJS",
      run: () => {
        writeFileSync(
          join(project, "use.cjs"),
          script((names, from) => `const { ${names} } = require("${from}");`),
        );
        node(["use.cjs"]);
        return undefined;
      },
    },
    {
      name: "every entry works without code generation from strings",
      run: () => {
        node(["--disallow-code-generation-from-strings", "use.mjs"]);
        return undefined;
      },
    },
    {
      name: "gives its rule files, code files and schema",
      run: () => {
        writeFileSync(
          join(project, "files.cjs"),
          `const { facts } = require("sclerotherapy-cds/rules/vocabulary.json");
const { systems } = require("sclerotherapy-cds/rules/codes/systems.json");
const { title } = require("sclerotherapy-cds/schema/case.schema.json");
const { version } = require("sclerotherapy-cds/package.json");
console.log(typeof facts, typeof systems, typeof title, typeof version);`,
        );
        const found = run("node", ["files.cjs"], { cwd: project }).trim();
        expect(found === "object object string string", `the files, found ${found}`);
        return undefined;
      },
    },
    ...[
      ["node16", "node16"],
      ["nodenext", "nodenext"],
      ["esnext", "bundler"],
    ].map(
      ([module, moduleResolution]): Check => ({
        name: `types hold in a consumer's TypeScript, moduleResolution ${moduleResolution}`,
        run: () => {
          for (const file of ["use.ts", "use.cts"]) writeFileSync(join(project, file), typedUse);
          const compilerOptions = {
            ...{ module, moduleResolution, target: "es2022", lib: ["es2022", "dom"], types: [], noEmit: true },
            ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
          };
          // Bundlers read CommonJS by the same rules; Node's resolution has rules of its own for it.
          const files = moduleResolution === "bundler" ? ["use.ts"] : ["use.ts", "use.cts"];
          writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
          run(resolve(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: project });
          return undefined;
        },
      }),
    ),
    {
      name: "the command line answers",
      run: () => {
        const answer = run(join(project, "node_modules/.bin/sclero"), ["recommend", "-", "--json"], {
          cwd: project,
          input: '{"patient":{"pregnant":true}}',
        });
        const { eligibility } = JSON.parse(answer) as { eligibility: { decision: string } };
        expect(eligibility.decision === "defer", "`defer` from sclero");
        return undefined;
      },
    },
  ];
}

const typedUse = `import { CaseError, createAdvisor, embeddedRulebook, type Report } from "sclerotherapy-cds";
import { type CdsHooksHandler, createCdsHooks } from "sclerotherapy-cds/cds-hooks";
import { caseFromFhir, guidanceResponse, type ReadCase } from "sclerotherapy-cds/fhir";
import { type Language, patientHandout } from "sclerotherapy-cds/handout";
import { type RulebookSql, rulebookSql } from "sclerotherapy-cds/sql";
import { createFixtureRunner, type Fixture } from "sclerotherapy-cds/testing";

const advisor = createAdvisor({ evidence: "documents" });
const report: Report = advisor.recommendSync({});
const decision: string = report.eligibility.decision;
// @ts-expect-error the report is read-only
report.eligibility.decision = "proceed";
// @ts-expect-error there is no such evidence
createAdvisor({ evidence: "hearsay" });
const language: Language = "es";
const handout: string = patientHandout(report, embeddedRulebook(), { language });
const read: ReadCase = caseFromFhir([], { asOf: "2026-11-20" });
const status: string = guidanceResponse(report, embeddedRulebook()).status;
// @ts-expect-error the status is a text: types of FHIR that are not found would be \`any\`, and pass
const notStatus: number = guidanceResponse(report, embeddedRulebook()).status;
// @ts-expect-error a subject is a text or a Reference
guidanceResponse(report, embeddedRulebook(), { subject: 1 });
const handler: CdsHooksHandler = createCdsHooks({ advisor });
const sql: RulebookSql = rulebookSql(advisor.rulebook, { dialect: "duckdb" });
export { CaseError, createFixtureRunner, decision, type Fixture, handler, handout, notStatus, read, sql, status };
`;
