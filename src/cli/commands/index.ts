import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { diff } from "./diff.ts";
import { explain } from "./explain.ts";
import { handout } from "./handout.ts";
import { recommend } from "./recommend.ts";
import { schema } from "./schema.ts";
import { test } from "./test.ts";
import { whatIf } from "./what-if.ts";

/** The commands by name. */
export const commands: Readonly<Record<string, Command>> = {
  recommend,
  explain,
  "what-if": whatIf,
  check,
  test,
  schema,
  handout,
  diff,
};
