#!/usr/bin/env node
import { run } from "./main.ts";

const { text, errorText, exit } = await run(process.argv.slice(2));
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that closes early (`| head`) is no fault of the command.
  if (error.code === "EPIPE") process.exit(exit);
});
if (errorText !== undefined) process.stderr.write(errorText);
process.stdout.write(text);
process.exitCode = exit;
