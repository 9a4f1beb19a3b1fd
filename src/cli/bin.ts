#!/usr/bin/env node
import { failure, run } from "./main.ts";
import { writeErrors, writeOutput } from "./stream-writer.ts";

// Each write says itself whether it failed; without a listener the stream would throw it once more.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const { text, errorText = "", exit } = await run(process.argv.slice(2));
process.exitCode = exit;
await writeErrors(errorText);
try {
  await writeOutput(text);
} catch (error) {
  const failed = failure(error, false);
  process.exitCode = failed.exit;
  await writeErrors(failed.errorText ?? "");
}
