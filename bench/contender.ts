import type { Cell, ScopeRules, SubjectCells } from "./ours.ts";

/** An engine under measurement. */
export interface Contender {
  readonly name: string;
  /** Of its package; undefined for our own code and for generated JavaScript. */
  readonly version?: string;
  readonly logic: "two-valued" | "three-valued";
  /** How it is used here, in one sentence. */
  readonly use: string;
  readonly prepare: (scopes: readonly ScopeRules[]) => Promise<Prepared>;
}

/** The rules of all scopes, ready to be evaluated on the subjects of a case. */
export interface Prepared {
  /** The facts of a case's subjects in the form that suits the engine best; made before the clock runs. */
  readonly input: (subjects: readonly SubjectCells[]) => unknown;
  /** Evaluates the rules for each subject: the measured work. A promise where the engine is asynchronous. */
  readonly evaluate: (input: unknown) => unknown;
  /** What each rule said, by subject, in the order of the scope's rules: `NO`, `CANNOT_TELL` or `FIRES`. */
  readonly verdicts: (result: unknown, subjects: readonly SubjectCells[]) => readonly Uint8Array[];
}

/** The rules of one scope in an engine that knows one subject at a time. */
export interface PreparedScope {
  readonly input: (cells: ReadonlyMap<string, Cell>) => unknown;
  readonly evaluate: (input: unknown) => unknown;
  readonly verdicts: (result: unknown) => Uint8Array;
}

interface Work {
  readonly own: PreparedScope;
  readonly input: unknown;
}

/** Takes one subject after the other, as a user of the engine would; runs of an asynchronous one never overlap. */
export function subjectBySubject(
  pace: "synchronous" | "asynchronous",
  prepareScope: (scope: ScopeRules) => PreparedScope | Promise<PreparedScope>,
): Contender["prepare"] {
  return async (scopes) => {
    const byScope = new Map<string, PreparedScope>();
    for (const scope of scopes) byScope.set(scope.scope, await prepareScope(scope));
    const preparedFor = ({ scope }: SubjectCells): PreparedScope => {
      const own = byScope.get(scope);
      if (own === undefined) throw new Error(`no rules of the scope ${scope}`);
      return own;
    };
    return {
      input: (subjects) =>
        subjects.map((subject): Work => {
          const own = preparedFor(subject);
          return { own, input: own.input(subject.cells) };
        }),
      evaluate: pace === "synchronous" ? (work) => evaluateEach(work as Work[]) : (work) => awaitEach(work as Work[]),
      verdicts: (results, subjects) =>
        subjects.map((subject, index) => preparedFor(subject).verdicts((results as unknown[])[index])),
    };
  };
}

function evaluateEach(work: readonly Work[]): unknown[] {
  return work.map(({ own, input }) => own.evaluate(input));
}

async function awaitEach(work: readonly Work[]): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const { own, input } of work) results.push(await own.evaluate(input));
  return results;
}

/** A contender with its rules prepared. */
export interface Ready {
  readonly contender: Contender;
  readonly prepared: Prepared;
}

export async function prepareAll(contenders: readonly Contender[], scopes: readonly ScopeRules[]): Promise<Ready[]> {
  const ready: Ready[] = [];
  for (const contender of contenders) ready.push({ contender, prepared: await contender.prepare(scopes) });
  return ready;
}
