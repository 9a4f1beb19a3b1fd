import { readValues } from "../../verify/read-values.ts";
import type { Answer, OpenSolver, Solver } from "../../verify/solver.ts";
import { UsageError } from "../usage.ts";

/** A handle of the solver's: a number into its memory. */
type Handle = number;

/** What is used of the package z3-solver: a few functions of Z3's own interface. */
interface Z3 {
  readonly global_param_set: (name: string, value: string) => void;
  readonly mk_config: () => Handle;
  readonly del_config: (config: Handle) => void;
  readonly mk_context: (config: Handle) => Handle;
  readonly del_context: (context: Handle) => void;
  readonly mk_simple_solver: (context: Handle) => Handle;
  readonly solver_inc_ref: (context: Handle, solver: Handle) => void;
  readonly solver_dec_ref: (context: Handle, solver: Handle) => void;
  readonly solver_push: (context: Handle, solver: Handle) => void;
  readonly solver_pop: (context: Handle, solver: Handle, levels: number) => void;
  readonly solver_assert: (context: Handle, solver: Handle, formula: Handle) => void;
  readonly solver_check: (context: Handle, solver: Handle) => Promise<number>;
  readonly solver_get_model: (context: Handle, solver: Handle) => Handle;
  readonly solver_get_reason_unknown: (context: Handle, solver: Handle) => string;
  readonly model_to_string: (context: Handle, model: Handle) => string;
  readonly mk_parser_context: (context: Handle) => Handle;
  readonly parser_context_inc_ref: (context: Handle, parser: Handle) => void;
  readonly parser_context_dec_ref: (context: Handle, parser: Handle) => void;
  readonly parser_context_from_string: (context: Handle, parser: Handle, smt: string) => Handle;
  readonly ast_vector_size: (context: Handle, vector: Handle) => number;
  readonly ast_vector_get: (context: Handle, vector: Handle, index: number) => Handle;
}

interface Z3Package {
  readonly init: () => Promise<{
    readonly Z3: Z3;
    readonly em: { readonly PThread: { terminateAllThreads: () => void } };
  }>;
}

const satisfiable = 1;
const unsatisfiable = -1;

/** Text that is handed over at once: more would not fit on the stack of the solver's machine. */
const longestText = 30_000;

/** Z3 in this process. */
export interface LoadedZ3 {
  readonly open: OpenSolver;
  /** Ends its threads, which would keep the process alive. */
  readonly end: () => void;
}

/** Loads Z3 from the package that users install beside this one. Throws `UsageError` where it is missing. */
export async function loadZ3(): Promise<LoadedZ3> {
  const { init } = await importPackage();
  const { Z3, em } = await init();
  return { open: () => openSolver(Z3), end: () => em.PThread.terminateAllThreads() };
}

async function importPackage(): Promise<Z3Package> {
  // Not written as a constant, so that bundlers leave the package where it is.
  const name = ["z3", "solver"].join("-");
  try {
    return (await import(name)) as Z3Package;
  } catch {
    throw new UsageError("verifying runs on Z3: install z3-solver");
  }
}

function openSolver(z3: Z3): Solver {
  const config = z3.mk_config();
  const context = z3.mk_context(config);
  z3.del_config(config);
  const solver = z3.mk_simple_solver(context);
  z3.solver_inc_ref(context, solver);
  // Remembers declarations and definitions from one text to the next.
  const parser = z3.mk_parser_context(context);
  z3.parser_context_inc_ref(context, parser);

  const assertAll = (smt: string): void => {
    const found = z3.parser_context_from_string(context, parser, smt);
    const count = z3.ast_vector_size(context, found);
    for (let index = 0; index < count; index += 1)
      z3.solver_assert(context, solver, z3.ast_vector_get(context, found, index));
  };
  const answer = async (): Promise<Answer> => {
    const result = await z3.solver_check(context, solver);
    if (result === unsatisfiable) return { kind: "unsat" };
    if (result !== satisfiable) return { kind: "unknown", reason: z3.solver_get_reason_unknown(context, solver) };
    return { kind: "sat", values: readValues(z3.model_to_string(context, z3.solver_get_model(context, solver))) };
  };
  return {
    tell: (smt) => {
      for (const text of parted(smt)) assertAll(text);
    },
    ask: async (formula) => {
      z3.solver_push(context, solver);
      try {
        assertAll(`(assert ${formula})`);
        return await answer();
      } finally {
        z3.solver_pop(context, solver, 1);
      }
    },
    close: () => {
      z3.parser_context_dec_ref(context, parser);
      z3.solver_dec_ref(context, solver);
      z3.del_context(context);
    },
  };
}

/** The lines of a text in parts; a longer line is a part of its own. */
function parted(smt: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (const line of smt.split("\n")) {
    if (part.length + line.length > longestText) {
      parts.push(part);
      part = "";
    }
    part += `${line}\n`;
  }
  return [...parts, part].filter((text) => text.trim() !== "");
}
