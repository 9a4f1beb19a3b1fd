import type { Procedure } from "fhir/r4.js";
import { isAfter, spanOf } from "../dates.ts";
import type { Read } from "../schemas.ts";
import { holds, inFuture, silent, unclearStatus, type Verdict } from "../verdict.ts";

const notDone: ReadonlySet<string> = new Set(["preparation", "in-progress", "not-done", "on-hold", "stopped"]);

/** Whether a procedure was done by `day`. */
export function judgeProcedure(procedure: Read<Procedure>, day: number): Verdict {
  const { status = "" } = procedure;
  if (notDone.has(status)) return silent;
  const date = performedOf(procedure);
  const at = date === undefined ? undefined : spanOf(date);
  if (at !== undefined && isAfter(at, day)) return inFuture;
  return status === "completed" ? holds : unclearStatus;
}

/** The date of a procedure: of a period its end, or its beginning where it goes on. */
export function performedOf({ performedDateTime, performedPeriod }: Read<Procedure>): string | undefined {
  return performedDateTime ?? performedPeriod?.end ?? performedPeriod?.start;
}
