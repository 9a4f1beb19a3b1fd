import type { Rulebook } from "../rulebook/rulebook.ts";
import { checksOf } from "./checks.ts";
import type { AdvisorOf } from "./counter-example.ts";
import type { Finding } from "./finding.ts";
import { findBreaches } from "./forbidden.ts";
import { Models } from "./models.ts";
import { Oracle } from "./oracle.ts";
import type { Property } from "./property.ts";
import { findMissing } from "./required.ts";
import type { OpenSolver } from "./solver.ts";

/** What became of a property. */
export interface PropertyResult {
  readonly property: Property;
  readonly checked: number;
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

export interface VerifySettings {
  readonly rulebook: Rulebook;
  readonly openSolver: OpenSolver;
  /** Advisors on the same rulebook: each patient that a solver finds is put to them. */
  readonly advisorOf: AdvisorOf;
  /** Seconds from any start. */
  readonly clock: () => number;
  readonly onResult?: (result: PropertyResult) => void;
}

/** Checks the properties one after the other, for all cases at once. */
export async function verifyProperties(
  properties: readonly Property[],
  settings: VerifySettings,
): Promise<PropertyResult[]> {
  const models = new Models(settings.rulebook);
  const oracle = new Oracle(settings.openSolver);
  const results: PropertyResult[] = [];
  try {
    for (const property of properties) {
      const start = settings.clock();
      const checks = checksOf(property, models);
      const findings = [
        ...(await findBreaches(property, checks, oracle, settings.advisorOf)),
        ...(await findMissing(property, checks, oracle, settings.advisorOf)),
      ];
      const result = { property, checked: checks.length, findings, seconds: settings.clock() - start };
      results.push(result);
      settings.onResult?.(result);
    }
  } finally {
    oracle.close();
  }
  return results;
}
