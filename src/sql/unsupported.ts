import { AdapterError } from "../issues/errors.ts";

/** A rulebook asks for what SQL cannot say: refused rather than answered otherwise than by the advisor. */
export function unsupported(path: string, message: string): AdapterError {
  return new AdapterError([
    {
      code: "sql/not-expressible",
      severity: "error",
      path,
      message,
      help: "evaluate this rulebook with the advisor, or leave the rule out by a profile",
    },
  ]);
}
