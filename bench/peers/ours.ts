import type { Contender } from "../contender.ts";
import { compileOurs } from "../ours.ts";

export const oursName = "sclerotherapy-cds, compiled rules";

export const oursContender: Contender = {
  name: oursName,
  logic: "three-valued",
  use: "the compiled rulebook's evaluator on given facts, no code generation",
  prepare: async (scopes) => compileOurs(scopes),
};
