import type { Options } from "../../src/cli/commands/command.ts";

/** Options as the command line gives them when nothing is asked for; those of other commands are left out. */
export function optionsWith(more: Partial<Options> = {}): Options {
  const options: Partial<Options> = {
    json: false,
    evidence: "all",
    rules: undefined,
    profile: undefined,
    cases: "fixtures/cases",
    output: undefined,
    ...more,
  };
  return options as Options;
}
