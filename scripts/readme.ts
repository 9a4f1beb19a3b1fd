// Runs what the README shows and puts the real output below it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run } from "../src/cli/main.ts";

const fence = "```";

/**
 * Returns the README with the output of everything that it shows: of each `console` block (`$ npx sclero …`, with
 * `echo '…' |` before and `| head -n N` behind it where wanted), and of each `js` block in the `text` block that follows it.
 */
export async function renderReadme(readme: string): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), "sclero-readme-"));
  const blocks = readme.split(new RegExp(`(^${fence}[a-z]*\\n[\\s\\S]*?^${fence}$)`, "m"));
  let code: string | undefined;
  try {
    for (const [index, block] of blocks.entries()) {
      if (block.startsWith(`${fence}console\n`)) blocks[index] = await consoleBlock(block, work);
      if (block.startsWith(`${fence}js\n`)) code = block.slice(`${fence}js\n`.length, -fence.length);
      if (block.startsWith(`${fence}text\n`) && code !== undefined) {
        blocks[index] = `${fence}text\n${runCode(code, work)}${fence}`;
        code = undefined;
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return blocks.join("");
}

async function consoleBlock(block: string, work: string): Promise<string> {
  const [command = ""] = block.slice(`${fence}console\n`.length).split("\n");
  const parts = /^\$ (?:echo '(.*)' \| )?npx sclero (.*?)(?: \| head -n (\d+))?$/.exec(command);
  if (parts === null) throw new Error(`the README shows a command that cannot be run here: ${command}`);
  const [, input, args = "", limit] = parts;
  const stdin = join(work, "stdin.json");
  writeFileSync(stdin, input ?? "");
  const { text, errorText = "" } = await run(args.split(" ").map((one) => (one === "-" ? stdin : one)));
  const lines = `${errorText}${text}`.trimEnd().split("\n");
  const shown = limit === undefined ? lines : lines.slice(0, Number(limit));
  return [`${fence}console`, command, ...shown, fence].join("\n");
}

function runCode(code: string, work: string): string {
  const file = join(work, "example.mts");
  const entry = (_: string, name = ""): string => JSON.stringify(resolve(`src${name}/index.ts`));
  writeFileSync(file, code.replace(/"sclerotherapy-cds(\/[a-z-]+)?"/g, entry));
  return execFileSync(resolve("node_modules/.bin/tsx"), [file], { encoding: "utf8" });
}
