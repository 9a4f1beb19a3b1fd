import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Answered } from "./answers.ts";
import { environmentOf, isSameZone, type PlaceResult, type Setting } from "./places.ts";

const execute = promisify(execFile);

/** The program of a Node version, fetched as a package where it is not there yet; undefined where it cannot be had. */
export async function findNode(major: number): Promise<string | undefined> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  try {
    const { stdout } = await execute(
      "npx",
      ["--yes", "-p", `node@${major}`, "node", "-p", "process.version + ' ' + process.execPath"],
      { timeout: 180_000 },
    );
    const [version = "", program] = stdout.trim().split("\n").at(-1)?.split(" ") ?? [];
    return version.startsWith(`v${major}.`) ? program : undefined;
  } catch {
    return undefined;
  }
}

/** Asks one Node, by its program, in one setting. */
export async function askNode(
  program: string,
  setting: Setting,
  work: { readonly folder: string; readonly dist: string; readonly format: "esm" | "cjs" },
): Promise<PlaceResult> {
  const { folder, dist, format } = work;
  const answersFile = join(folder, "answers.json");
  await execute(
    program,
    [
      "--disallow-code-generation-from-strings",
      join(folder, "node-main.mjs"),
      dist,
      format,
      join(folder, "questions.json"),
      answersFile,
    ],
    {
      env: environmentOf(setting),
    },
  );
  const { answered, locale, timeZone, version } = JSON.parse(readFileSync(answersFile, "utf8")) as {
    answered: Answered[];
    locale: string;
    timeZone: string;
    version: string;
  };
  // A zone that was not taken over would prove nothing.
  if (!isSameZone(timeZone, setting.timeZone)) throw new Error(`expected ${setting.timeZone}, Node has ${timeZone}`);
  return { answered, about: `${version}, ${locale}` };
}
