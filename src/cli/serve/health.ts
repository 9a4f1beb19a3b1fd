import type { Rulebook } from "../../rulebook/rulebook.ts";

/** Path of the health endpoint. */
export const healthPath = "/health";

/** Answers the health endpoint itself, and passes every other request on. */
export function withHealth(
  handler: (request: Request) => Promise<Response>,
  { name, version, digest }: Pick<Rulebook, "name" | "version" | "digest">,
): (request: Request) => Promise<Response> {
  const body = JSON.stringify({ status: "pass", rulebook: { name, version, digest } });
  return async (request) => {
    if (new URL(request.url).pathname !== healthPath) return handler(request);
    if (request.method !== "GET" && request.method !== "HEAD")
      return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
    return new Response(request.method === "HEAD" ? null : body, {
      headers: { "content-type": "application/health+json", "cache-control": "no-store" },
    });
  };
}
