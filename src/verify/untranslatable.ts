import { AdapterError } from "../issues/errors.ts";

/** A rulebook asks for what the formulas cannot say: refused rather than verified as something else. */
export function untranslatable(path: string, message: string): AdapterError {
  return new AdapterError([
    {
      code: "verify/not-expressible",
      severity: "error",
      path,
      message,
      help: "the other commands can use this rulebook; to verify it, leave the rule out by a profile",
    },
  ]);
}
