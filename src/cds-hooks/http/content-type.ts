import { callIssue, Refusal } from "./refusal.ts";
import { status } from "./status.ts";

/** Takes JSON in UTF-8 that is not packed. Throws a `Refusal` for other bodies, which are not read at all. */
export function assertJson(headers: Headers): void {
  const [type, ...parameters] = (headers.get("content-type") ?? "").split(";").map((one) => one.trim().toLowerCase());
  const charset = parameters.find((one) => one.startsWith("charset="))?.replace(/^charset=|"/g, "");
  const packing = (headers.get("content-encoding") ?? "identity").toLowerCase();
  if (type === "application/json" && (charset ?? "utf-8") === "utf-8" && packing === "identity") return;
  throw new Refusal(status.unsupportedMediaType, [
    callIssue("cds-hooks/wrong-type", "", "expected `content-type: application/json`, received another"),
  ]);
}
