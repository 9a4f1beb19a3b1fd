import { caseTargets } from "./cases.ts";
import { commandTarget } from "./commands.ts";
import { lineTarget } from "./lines.ts";
import { ruleTargets } from "./rules.ts";
import type { Target } from "./target.ts";

/** Every way into the library, and what to call when all is tried. */
export function allTargets(): { readonly targets: readonly Target[]; readonly close: () => void } {
  const { target, close } = commandTarget();
  return { targets: [...caseTargets, ...ruleTargets, lineTarget, target], close };
}

/** The targets one after the other, each in proportion to its weight: the same for the same number. */
export function targetOf(targets: readonly Target[], turn: number): Target {
  const total = targets.reduce((sum, { weight }) => sum + weight, 0);
  // A step that fits no total runs through all of it evenly.
  let left = (turn * 0.618_033_988_749_895 * total) % total;
  for (const target of targets) {
    left -= target.weight;
    if (left < 0) return target;
  }
  return targets[0] as Target;
}
