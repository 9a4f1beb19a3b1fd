import type { Advisor } from "../../advisor/advisor.ts";
import { type AdvisorOptions, createAdvisor } from "../../advisor/create-advisor.ts";
import type { Evidence } from "../../evaluate/program.ts";
import type { Profile } from "../../rulebook/profile.ts";
import { parseJson, readRuleFiles, readText } from "../files.ts";
import { type Exit, UsageError } from "../usage.ts";

/** The options of the command line, as they were given. */
export interface Options {
  readonly json: boolean;
  readonly evidence: Evidence;
  readonly rules: string | undefined;
  readonly profile: string | undefined;
  readonly set: readonly string[];
  readonly coverage: boolean;
  readonly showValues: boolean;
  readonly language: string;
  readonly cases: string;
  readonly asOf: string | undefined;
  readonly output: string | undefined;
  readonly workers: string | undefined;
  readonly fields: string | undefined;
  readonly resume: boolean;
  readonly maxLineBytes: string | undefined;
  readonly dialect: string | undefined;
  readonly host: string;
  readonly port: string;
  readonly baseUrl: string | undefined;
  readonly origin: readonly string[];
  readonly config: string | undefined;
  readonly bodyLimit: string;
  readonly timeout: string;
}

/** What a command prints and how it ends. */
export interface Output {
  readonly text: string;
  readonly exit: Exit;
}

export type Command = (operands: readonly string[], options: Options) => Promise<Output>;

/** A value as the command line prints it for machines. */
export const printJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The advisor that the options ask for. Throws `RulebookError`, and `UsageError` for a profile that is none. */
export function advisorFor(options: Options): Advisor {
  return createAdvisor(advisorSettings(options));
}

/** What the options ask of an advisor, read from their files: plain data. Throws `UsageError` for a profile that is none. */
export function advisorSettings({ evidence, rules, profile }: Options): AdvisorOptions {
  return {
    evidence,
    ...(rules === undefined ? {} : { rulebook: readRuleFiles(rules) }),
    ...(profile === undefined ? {} : { profile: readProfile(profile) }),
  };
}

function readProfile(path: string): Profile {
  const json = parseJson(readText(path), path) as { name?: unknown; add?: unknown; retire?: unknown } | null;
  const { name, add = [], retire = [], ...others } = json ?? {};
  if (typeof name !== "string") throw new UsageError(`the profile ${path} has no name`);
  if (!Array.isArray(add) || !Array.isArray(retire) || !retire.every((rule) => typeof rule === "string"))
    throw new UsageError(`expected lists at add and retire in the profile ${path}`);
  // What else stands there is refused with the profile itself, as from code.
  return {
    ...others,
    name,
    add: add.map((topic: unknown, index) => ({ name: `${path}#add[${index}]`, json: topic })),
    retire,
  };
}

/** The operands, as many as there are names. */
export function operandsOf(operands: readonly string[], names: readonly string[]): string[] {
  if (operands.length !== names.length)
    throw new UsageError(`expected ${names.length === 0 ? "no operand" : names.map((name) => `<${name}>`).join(" ")}`);
  return [...operands];
}

/** A whole number of an option. Throws `UsageError` for anything else. */
export function wholeNumberOf(name: string, text: string, min: number, max: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`expected --${name} from ${min} to ${max}`);
}
