/** What pages and workers have beside what Node has; the library itself needs none of it. */
export interface Context {
  /** Pages only. */
  readonly document?: unknown;
  readonly Worker?: new (address: string, options: { type: "module" }) => unknown;
  readonly addEventListener?: (
    type: "securitypolicyviolation",
    listener: (event: {
      effectiveDirective: string;
      blockedURI: string;
      sourceFile: string;
      lineNumber: number;
    }) => void,
  ) => void;
}

export const context = globalThis as Context;
const place = context.document === undefined ? "worker" : "page";

/** Sends something to the server that the page came from. */
export async function send(kind: "answers" | "failure" | "violation", body: unknown): Promise<void> {
  await fetch(`/${kind}/${place}`, { method: "POST", body: JSON.stringify(body) });
}

// Imported first, before the library is loaded, so that no violation of the policy goes unseen.
context.addEventListener?.("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
  void send("violation", `${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`);
});
