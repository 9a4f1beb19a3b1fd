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
  "as-of": { type: "string" },
  output: { type: "string", short: "o" },
  workers: { type: "string" },
  fields: { type: "string" },
  resume: { type: "boolean", default: false },
  "max-line-bytes": { type: "string" },
  dialect: { type: "string" },
  host: { type: "string", default: "127.0.0.1" },
  port: { type: "string", default: "8080" },
  "base-url": { type: "string" },
  origin: { type: "string", multiple: true, default: [] as string[] },
  config: { type: "string" },
  "body-limit": { type: "string", default: "10000000" },
  timeout: { type: "string", default: "10000" },
  "show-values": { type: "boolean", default: false },
  version: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

const commonFlags: readonly string[] = ["json", "evidence", "rules", "profile", "show-values", "version", "help"];

/** The flags that only some commands take. */
const ownFlags: Readonly<Record<string, readonly (keyof typeof flags)[]>> = {
  "what-if": ["set"],
  test: ["coverage"],
  handout: ["language"],
  fhir: ["as-of"],
  diff: ["cases"],
  docs: ["cases", "output"],
  batch: ["output", "workers", "fields", "resume", "max-line-bytes"],
  sql: ["dialect"],
  screen: ["output"],
  verify: ["output"],
  serve: ["host", "port", "base-url", "origin", "config", "body-limit", "timeout"],
};

/** Runs the command line; returns what to print and the exit code. Never throws for what a user did wrong. */
export async function run(argv: readonly string[]): Promise<Output & { readonly errorText?: string }> {
  let json = false;
  try {
    const { values, positionals, tokens } = parse(argv);
    json = values.json;
    if (values.version) return { text: `${packageJson.version}\n`, exit: exit.clean };
    const [name, ...operands] = positionals;
    if (values.help || name === undefined) return { text: help, exit: values.help ? exit.clean : exit.usage };
    const command = commandOf(name);
    refuseForeignFlags(name, tokens);
    return await command(operands, optionsOf(values));
  } catch (error) {
    return failure(error, json);
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: flags, allowPositionals: true, tokens: true });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const unknown = code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? /'(-[^']*)'/.exec(message)?.[1] : undefined;
    throw new UsageError(unknown === undefined ? message : unknownOption(unknown, argv));
  }
}

function unknownOption(option: string, argv: readonly string[]): string {
  const command = argv.find((argument) => Object.hasOwn(ownFlags, argument));
  const known = [...commonFlags, ...(command === undefined ? [] : (ownFlags[command] ?? []))];
  const near = option.startsWith("--") ? nearest(option.slice(2), known) : undefined;
  return `unknown option ${option}${near === undefined ? "" : `, did you mean --${near}?`}`;
}

function commandOf(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command;
  const near = nearest(name, Object.keys(commands));
  throw new UsageError(`unknown command ${name}${near === undefined ? "" : `, did you mean ${near}?`}`);
}

/** A flag that a command does not take is a mistake, and not to be passed over in silence. */
function refuseForeignFlags(name: string, tokens: ReturnType<typeof parse>["tokens"]): void {
  for (const token of tokens) {
    if (token.kind !== "option" || commonFlags.includes(token.name)) continue;
    if (!(ownFlags[name] ?? []).includes(token.name)) throw new UsageError(`${name} takes no --${token.name}`);
  }
}

function optionsOf(values: ReturnType<typeof parse>["values"]): Options {
  const {
    evidence,
    "show-values": showValues,
    "as-of": asOf,
    "max-line-bytes": maxLineBytes,
    "base-url": baseUrl,
    "body-limit": bodyLimit,
    ...rest
  } = values;
  if (evidence !== "all" && evidence !== "documents") throw new UsageError("expected --evidence documents or all");
  return {
    ...rest,
    evidence,
    showValues,
    asOf,
    maxLineBytes,
    baseUrl,
    bodyLimit,
    rules: values.rules,
    profile: values.profile,
    output: values.output,
    workers: values.workers,
    fields: values.fields,
    dialect: values.dialect,
    config: values.config,
  };
}

/** What to print for an error, and the exit code. */
export function failure(error: unknown, json: boolean): Output & { errorText?: string } {
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
