import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/main.ts";
import { pick, randomFrom } from "../../test/support/random-case.ts";
import { startingCase } from "./cases.ts";
import { namesTell } from "./checks.ts";
import { mutated } from "./mutate.ts";
import { canary, strangeKeys, tells } from "./strange.ts";
import type { Target } from "./target.ts";
import { mutatedText } from "./text.ts";

const profile = {
  name: "clinic",
  retire: ["technique.foam.feeder"],
  add: [
    {
      topic: "technique",
      rules: [
        {
          name: "own.rule",
          title: "A rule of the clinic",
          scope: "patient",
          conditions: { all: [{ fact: "patient.pregnant", operator: "equal", value: true }] },
          event: { type: "recommendation", params: { strength: "should", summary: "A rule of the clinic" } },
          sources: ["S1-08"],
        },
      ],
    },
  ],
};

/** What a terminal would obey, apart from line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is looked for
const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/** A folder of a shard's own for the files that commands read. */
export function commandTarget(): { readonly target: Target; readonly close: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "sclero-campaign-"));
  const at = (name: string): string => join(folder, name);
  mkdirSync(at("rules"));
  const argumentsOf = (random: () => number): readonly string[] => {
    const strange = pick(strangeKeys, random);
    return pick(
      [
        ["recommend", at("case.json")],
        ["recommend", at("case.json"), "--profile", at("profile.json")],
        ["recommend", at("case.json"), "--rules", at("rules")],
        ["explain", at("case.json"), pick(["technique.foam.feeder", `technique.${strange}`], random)],
        ["what-if", at("case.json"), "--set", `${pick(["patient.pregnant", `patient.${strange}`], random)}=${canary}`],
        ["what-if", at("case.json"), "--set", mutatedText("patient.ageYears=45", random, 2)],
        ["handout", at("case.json")],
        ["check", at("rules")],
        ["test", at("rules")],
        ["fhir", at("case.json"), "--as-of", "2026-11-20"],
        ["batch", at("case.json"), "-o", at("out.ndjson"), "--workers", "0", "--max-line-bytes", "4096"],
        [strange, at("case.json")],
        ["recommend", at("case.json"), `--${strange}`],
      ],
      random,
    );
  };
  const attempt = async (seed: number) => {
    const random = randomFrom(seed);
    const [of, own] = [mutated(startingCase(seed, random), random, 2, true), mutated(profile, random, 3, true)];
    const write = (name: string, value: unknown): string => {
      const text = mutatedText(JSON.stringify(value) ?? "", random, random() < 0.7 ? 0 : 2);
      writeFileSync(at(name), text);
      return text;
    };
    const given = write("case.json", of);
    write("profile.json", own);
    write("rules/technique.json", (own as { add?: unknown[] } | null)?.add?.[0] ?? own);
    const argv = [...argumentsOf(random), ...(random() < 0.3 ? ["--json"] : [])];
    const faults: string[] = [];
    let code: number | undefined;
    try {
      const { text, errorText = "", exit } = await run(argv);
      code = exit;
      if (exit === 3) faults.push(`internal error of ${argv[0]}`);
      const shown = `${text}${errorText}`;
      const isJson = argv.includes("--json");
      if (!isJson && steering.test(shown)) faults.push(`a control character in what ${argv[0]} prints`);
      if (isJson && text !== "" && exit < 2) JSON.parse(text);
      // The path of a change is a name, as a key is.
      const isInPath = argv.some((one, at) => argv[at - 1] === "--set" && tells(one.split("=")[0] ?? ""));
      const named = isInPath || namesTell(of, true) || new RegExp(`"[^"]*${canary}[^"]*"\\s*:`).test(given);
      if (!named && ["recommend", "explain", "what-if", "handout", "batch"].includes(argv[0] ?? "") && !saysNames(argv))
        if (tells(shown)) faults.push(`a value in what ${argv[0]} prints`);
    } catch (error) {
      faults.push(`uncaught ${String(error)}`);
    }
    return { inputs: 1, taken: code === 0 ? 1 : 0, bytes: given.length, faults };
  };
  return {
    target: { name: "command line", weight: 1, attempt },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Where a rule file or a profile is read, its own words come back: they are no patient's. */
function saysNames(argv: readonly string[]): boolean {
  return argv.includes("--profile") || argv.includes("--rules");
}
