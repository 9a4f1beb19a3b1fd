import { batch } from "./batch.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { diff } from "./diff.ts";
import { docs } from "./docs.ts";
import { explain } from "./explain.ts";
import { fhir } from "./fhir.ts";
import { handout } from "./handout.ts";
import { recommend } from "./recommend.ts";
import { schema } from "./schema.ts";
import { screen } from "./screen.ts";
import { serve } from "./serve.ts";
import { sql } from "./sql.ts";
import { test } from "./test.ts";
import { verify } from "./verify.ts";
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
  fhir,
  batch,
  sql,
  screen,
  verify,
  docs,
  serve,
};
