import { type Advisor, createAdvisorFor } from "../src/advisor/advisor.ts";
import { RulebookError } from "../src/issues/errors.ts";
import type { Issue } from "../src/issues/issue.ts";
import { embeddedContent, embeddedRulebook } from "../src/rulebook/embedded.ts";
import { loadRulebook } from "../src/rulebook/load.ts";
import type { RulebookFile } from "../src/rulebook/read-json.ts";

/** The advisor of the page, or why its rulebook cannot be used. */
export type Loaded = { readonly advisor: Advisor } | { readonly issues: readonly Issue[] };

/**
 * Makes the advisor on the rule files that the page was given (`globalThis.scleroRulebook`, an array of what `loadRulebook` takes),
 * or on the rulebook that is built in.
 */
export function loadAdvisor(given: unknown): Loaded {
  try {
    const rulebook = given === undefined ? embeddedRulebook() : loadRulebook(filesOf(given), embeddedContent);
    return { advisor: createAdvisorFor(rulebook, "all") };
  } catch (error) {
    if (error instanceof RulebookError) return { issues: error.issues };
    throw error;
  }
}

/** The files with their JSON read: the page needs no line and column of what `sclero check` has passed. */
function filesOf(given: unknown): readonly RulebookFile[] {
  if (!Array.isArray(given)) throw unreadable("rulebook.js", "expected a list of rule files");
  return given.map((file: unknown, index): RulebookFile => {
    const { name, text, json } = (file ?? {}) as { name?: unknown; text?: unknown; json?: unknown };
    if (typeof name !== "string") throw unreadable(`rulebook.js[${index}]`, "expected a file with a name");
    return { name, json: typeof text === "string" ? parsed(name, text) : json };
  });
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(name, "expected valid JSON");
  }
}

function unreadable(file: string, message: string): RulebookError {
  const help = "make the site again with `sclero docs`";
  return new RulebookError([{ code: "rulebook/invalid-json", severity: "error", path: "", message, help, file }]);
}
