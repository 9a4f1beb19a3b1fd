import { type AdvisorOf, disagreements, fixtureOf } from "./counter-example.ts";
import { Evaluation, type Values } from "./evaluate.ts";
import { type Finding, headOf, type Named } from "./finding.ts";
import type { Oracle } from "./oracle.ts";
import { type Check, type Question, sameCases } from "./question.ts";
import { withFewerFacts } from "./smaller.ts";

/** Claims that no case may break: asked together, and again without those that a patient was found to break. */
export async function findBreaches(
  property: Named,
  checks: readonly Check[],
  oracle: Oracle,
  advisorOf: AdvisorOf,
): Promise<Finding[]> {
  const asked = checks
    .filter(({ wants }) => wants === "unsat")
    .flatMap((check) => check.questions.map((question) => ({ check, question })));
  const found = new Map<Check, Finding>();
  for (const group of grouped(asked)) {
    let open = group;
    while (open.length > 0) {
      const answer = await oracle.someOf(open.map(({ question }) => question));
      if (answer.kind === "unsat") break;
      const here =
        answer.kind === "unknown"
          ? undecided(property, open, answer.reason)
          : breaches(property, open, answer, advisorOf);
      for (const [check, finding] of here) if (!found.has(check)) found.set(check, finding);
      open = open.filter(({ check }) => !found.has(check));
    }
  }
  return checks.flatMap((check) => found.get(check) ?? []);
}

/** A claim, and one question about it. */
interface Asked {
  readonly check: Check;
  readonly question: Question;
}

function undecided(property: Named, open: readonly Asked[], message: string): Map<Check, Finding> {
  return new Map(open.map(({ check }) => [check, { ...headOf(property, check), kind: "undecided", message }]));
}

/** The claims that a patient breaks: made as small as the first of them allows, and put to the advisor. */
function breaches(
  property: Named,
  open: readonly Asked[],
  { values: all }: { readonly values: Values },
  advisorOf: AdvisorOf,
): Map<Check, Finding> {
  const broken = (values: Values): Asked[] => {
    const evaluation = new Evaluation(values);
    return open.filter(({ question }) => evaluation.holds(question.formula));
  };
  const [first] = broken(all);
  if (first === undefined) {
    const message = "the solver's patient does not break it when the formulas are read without the solver";
    return new Map(open.map(({ check }) => [check, { ...headOf(property, check), kind: "mistranslated", message }]));
  }
  const values = withFewerFacts(first.question, all);
  const different = disagreements(first.question, values, advisorOf);
  const verdict =
    different.length > 0
      ? ({ kind: "mistranslated", message: different.join("; ") } as const)
      : ({ kind: "broken", message: "this patient breaks it" } as const);
  return new Map(
    broken(values).map(({ check, question }) => {
      const fixture = fixtureOf(`${property.title}: ${check.about}`, question, values, check.expect);
      return [check, { ...headOf(property, check), ...verdict, fixture }];
    }),
  );
}

/** Questions about the same cases, which can be asked at once. */
function grouped(asked: readonly Asked[]): Asked[][] {
  const groups: Asked[][] = [];
  for (const one of asked) {
    const known = groups.find(([first]) => first !== undefined && sameCases(first.question, one.question));
    if (known === undefined) groups.push([one]);
    else known.push(one);
  }
  return groups;
}
