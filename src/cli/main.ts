import { parseArgs } from "node:util";
import packageJson from "../../package.json" with { type: "json" };
import { ScleroError } from "../issues/errors.ts";
import { nearest } from "../issues/nearest.ts";
import { wrap } from "../report/text/layout.ts";
import type { Command, Options, Output } from "./commands/command.ts";
import { commands } from "./commands/index.ts";
import { issueLines } from "./issues.ts";
import { exit, help, UsageError } from "./usage.ts";

const flags = {
  json: { type: "boolean", default: false },
  evidence: { type: "string", default: "all" },
  rules: { type: "string" },
  profile: { type: "string" },
  set: { type: "string", multiple: true, default: [] as string[] },
  coverage: { type: "boolean", default: false },
  language: { type: "string", default: "en" },
  cases: { type: "string", default: "fixtures/cases" },
  "show-values": { type: "boolean", default: false },
  version: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Runs the command line; returns what to print and the exit code. Never throws for what a user did wrong. */
export async function run(argv: readonly string[]): Promise<Output & { readonly errorText?: string }> {
  let json = false;
  try {
    const { values, positionals } = parse(argv);
    json = values.json;
    if (values.version) return { text: `${packageJson.version}\n`, exit: exit.clean };
    const [name, ...operands] = positionals;
    if (values.help || name === undefined) return { text: help, exit: values.help ? exit.clean : exit.usage };
    return await commandOf(name)(operands, optionsOf(values));
  } catch (error) {
    return failure(error, json);
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function commandOf(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command;
  const near = nearest(name, Object.keys(commands));
  throw new UsageError(`unknown command ${name}${near === undefined ? "" : `, did you mean ${near}?`}`);
}

function optionsOf(values: ReturnType<typeof parse>["values"]): Options {
  const { evidence } = values;
  if (evidence !== "all" && evidence !== "documents") throw new UsageError("expected --evidence documents or all");
  return {
    json: values.json,
    evidence,
    rules: values.rules,
    profile: values.profile,
    set: values.set,
    coverage: values.coverage,
    showValues: values["show-values"],
    language: values.language,
    cases: values.cases,
  };
}

function failure(error: unknown, json: boolean): Output & { errorText?: string } {
  if (error instanceof UsageError)
    return {
      text: "",
      errorText: [...wrap(`sclero: ${error.message}`, "", { keepWords: true }), "see sclero --help", ""].join("\n"),
      exit: exit.usage,
    };
  if (error instanceof ScleroError && error.issues.length > 0) {
    if (json) return { text: `${JSON.stringify({ issues: error.issues }, null, 2)}\n`, exit: exit.findings };
    return { text: "", errorText: `${error.issues.flatMap(issueLines).join("\n")}\n`, exit: exit.findings };
  }
  return { text: "", errorText: "sclero: internal error, please report it\n", exit: exit.internal };
}
