import { callIssue, Refusal } from "./refusal.ts";
import { status } from "./status.ts";

/** How long a browser may keep the answer to a preflight, in seconds. */
const preflightSeconds = "600";

/** What a call from a browser asks. */
export interface CrossOrigin {
  /** Headers that the answer needs. */
  readonly headers: Readonly<Record<string, string>>;
  readonly isPreflight: boolean;
}

/**
 * Decides on a call from a browser. Pages of other origins are refused unless they are listed; calls without an `Origin`, and
 * those from the handler's own origin, are none of CORS's business. Throws a `Refusal` without detail.
 */
export function crossOrigin(request: Request, allowed: ReadonlySet<string>, ownOrigin: string): CrossOrigin {
  const origin = request.headers.get("origin");
  const isPreflight = request.method === "OPTIONS" && request.headers.has("access-control-request-method");
  const vary = { vary: "Origin" };
  if (origin === null || (origin === ownOrigin && !isPreflight)) return { headers: vary, isPreflight };
  if (!allowed.has(origin))
    throw new Refusal(
      status.forbidden,
      [callIssue("cds-hooks/origin-not-allowed", "", "expected a call from a listed origin, received another")],
      vary,
    );
  const headers = { ...vary, "access-control-allow-origin": origin };
  if (!isPreflight) return { headers, isPreflight };
  return {
    isPreflight,
    headers: {
      ...headers,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": "authorization, content-type",
      "access-control-max-age": preflightSeconds,
    },
  };
}
