// Runs in every place: Node, pages, workers. Uses nothing but the built library and what the web's platform has everywhere.
import type * as CdsHooks from "../../src/cds-hooks/index.ts";
import type * as Fhir from "../../src/fhir/index.ts";
import type * as Handout from "../../src/handout/index.ts";
import type * as Core from "../../src/index.ts";
import type * as Sql from "../../src/sql/index.ts";
import type * as Testing from "../../src/testing/index.ts";
import type { Patient } from "./patients.ts";

/** The built entries of the package. */
export interface Library {
  readonly core: typeof Core;
  readonly handout: typeof Handout;
  readonly fhir: typeof Fhir;
  readonly cdsHooks: typeof CdsHooks;
  readonly sql: typeof Sql;
  readonly testing: typeof Testing;
}

/** What every place is asked. */
export interface Work {
  readonly patients: readonly Patient[];
  /** A CDS Hooks call; its prefetch is read from FHIR too. */
  readonly call: { readonly prefetch: Readonly<Record<string, unknown>> };
}

/** One answered thing: its name, and the SHA-256 of the bytes that came. */
export interface Answered {
  readonly name: string;
  readonly digest: string;
}

/**
 * Answers everything and returns a digest for each: per patient the report of `recommendSync`, that of `recommend`, and the texts
 * made from it (report text, handouts in every language); then one thing from each further entry.
 */
export async function answersOf(library: Library, { patients, call }: Work): Promise<Answered[]> {
  const { core, handout } = library;
  const advisors = {
    all: core.createAdvisor(),
    documents: core.createAdvisor({ evidence: "documents" }),
  };
  const answered: Answered[] = [];
  const add = async (name: string, text: string): Promise<void> => {
    answered.push({ name, digest: await sha256(text) });
  };
  for (const { name, evidence, input } of patients) {
    const advisor = advisors[evidence];
    let texts = "";
    const sync = await answerOf(core, () => {
      const report = advisor.recommendSync(input);
      texts = [
        core.reportText(report, advisor.rulebook),
        ...handout.languages.map((language) => handout.patientHandout(report, advisor.rulebook, { language })),
      ].join("\n");
      return report;
    });
    const engine = await answerOf(core, () => advisor.recommend(input));
    await add(`${name}: report of recommendSync`, sync);
    await add(`${name}: report of recommend`, engine);
    await add(`${name}: texts`, texts);
    // Not only the same everywhere: the same from both.
    if (engine !== sync) throw new Error(`recommend and recommendSync differ for ${name}`);
  }
  for (const [name, text] of Object.entries(await edgeAnswers(library, call))) await add(name, text);
  return answered;
}

async function answerOf(core: typeof Core, answer: () => unknown): Promise<string> {
  try {
    return JSON.stringify(await answer());
  } catch (error) {
    if (error instanceof core.CaseError) return JSON.stringify({ refused: error.issues });
    throw error;
  }
}

/** One answer of each entry beside the core. */
async function edgeAnswers(library: Library, call: Work["call"]): Promise<Record<string, string>> {
  const { core, fhir, cdsHooks, sql, testing } = library;
  const advisor = core.createAdvisor();
  const asOf = "2026-11-20";
  const base = "https://cds.example.org";
  const read = fhir.caseFromFhir(Object.values(call.prefetch), { asOf });
  const { fetch } = cdsHooks.createCdsHooks({ baseUrl: base, now: () => new Date(asOf) });
  const services = await (await fetch(new Request(`${base}/cds-services`))).text();
  const cards = await fetch(
    new Request(`${base}/cds-services/sclerotherapy-patient-view`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(call),
    }),
  );
  const fixture = { title: "Pregnancy", case: { patient: { pregnant: true } }, expect: {} };
  return {
    "fhir: case": JSON.stringify(read.case),
    "fhir: report": JSON.stringify(advisor.recommendSync(read.case, read)),
    "cds-hooks: services": services,
    "cds-hooks: cards": `${cards.status} ${await cards.text()}`,
    ...Object.fromEntries(
      sql.dialects.map((dialect) => [
        `sql: ${dialect}`,
        JSON.stringify(sql.rulebookSql(advisor.rulebook, { dialect })),
      ]),
    ),
    testing: JSON.stringify(testing.createFixtureRunner(advisor.rulebook).patients(fixture)),
  };
}

/** The SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
