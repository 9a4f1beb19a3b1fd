import { type AdvisorOf, disagreements, fixtureOf } from "./counter-example.ts";
import type { Values } from "./evaluate.ts";
import { type Finding, headOf, type Named } from "./finding.ts";
import { and } from "./formula.ts";
import type { Oracle } from "./oracle.ts";
import { type Check, type Question, sameCases } from "./question.ts";
import type { Answer } from "./solver.ts";

/** As many claims as one case is asked to show at once. */
const together = 32;

/**
 * Claims that some case must show. Cases that were found before are tried first; then one case for many claims, and for half of
 * them where there is none.
 */
export async function findMissing(
  property: Named,
  checks: readonly Check[],
  oracle: Oracle,
  advisorOf: AdvisorOf,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const confirm = (check: Check, { question, values }: Witness): void => {
    const different = disagreements(question, values, advisorOf);
    if (different.length === 0) {
      oracle.remember(question.models[0], values);
      return;
    }
    const fixture = fixtureOf(`${property.title}: ${check.about}`, question, values);
    findings.push({ ...headOf(property, check), kind: "mistranslated", message: different.join("; "), fixture });
  };
  const showOne = async (check: Check): Promise<void> => {
    const shown = await witness(check, oracle);
    if (shown.kind === "nobody")
      findings.push({ ...headOf(property, check), kind: "nobody", message: "no patient shows it" });
    else if (shown.kind === "undecided")
      findings.push({ ...headOf(property, check), kind: "undecided", message: shown.reason });
    else confirm(check, shown);
  };
  const show = async (some: readonly Check[]): Promise<void> => {
    const open = some.filter(({ questions }) => !questions.some((question) => oracle.remembers(question)));
    const [check] = open;
    const question = allOf(open);
    if (check === undefined) return;
    if (open.length === 1) return showOne(check);
    const answer: Answer = question === undefined ? { kind: "unsat" } : await oracle.someOf([question]);
    if (question !== undefined && answer.kind === "sat") {
      confirm(check, { question, values: answer.values });
      return;
    }
    const half = Math.ceil(open.length / 2);
    await show(open.slice(0, half));
    await show(open.slice(half));
  };
  const wanted = checks.filter(({ wants }) => wants === "sat");
  for (let from = 0; from < wanted.length; from += together) await show(wanted.slice(from, from + together));
  return findings;
}

/** The first questions of all claims as one; undefined where they are about different cases. */
function allOf(checks: readonly Check[]): Question | undefined {
  const questions = checks.flatMap((check) => check.questions.slice(0, 1));
  const [first] = questions;
  if (first === undefined || questions.length < checks.length) return undefined;
  if (!questions.every((one) => sameCases(first, one))) return undefined;
  return { ...first, formula: and(...questions.map(({ formula }) => formula)) };
}

interface Witness {
  readonly question: Question;
  readonly values: Values;
}

type Shown =
  | ({ readonly kind: "shown" } & Witness)
  | { readonly kind: "undecided"; readonly reason: string }
  | { readonly kind: "nobody" };

async function witness({ questions }: Check, oracle: Oracle): Promise<Shown> {
  let reason: string | undefined;
  for (const question of questions) {
    const answer = await oracle.someOf([question]);
    if (answer.kind === "sat") return { kind: "shown", question, values: answer.values };
    if (answer.kind === "unknown") reason = answer.reason;
  }
  return reason === undefined ? { kind: "nobody" } : { kind: "undecided", reason };
}
