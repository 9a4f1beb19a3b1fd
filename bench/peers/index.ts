import type { Contender } from "../contender.ts";
import { generatedThreeValued, generatedTwoValued } from "./generated.ts";
import { jsonLogicEngineCompiled, jsonLogicEngineInterpreted, jsonLogicJs } from "./json-logic.ts";
import { jsonRulesEngineContender } from "./json-rules-engine.ts";
import { oursContender } from "./ours.ts";
import { nodeRules, roolsContender } from "./rule-objects.ts";
import { zenEngine } from "./zen.ts";

/** Peers that cannot be measured here, and why. */
export const absentPeers: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: "fast-json-rules-engine",
    reason: "not in the npm registry (its repository names it so, the registry answers 404)",
  },
];

/** Everything that evaluates the rules on given facts, json-rules-engine first: ratios are taken against it. */
export const contenders: readonly Contender[] = [
  jsonRulesEngineContender,
  zenEngine,
  roolsContender,
  nodeRules,
  jsonLogicJs,
  jsonLogicEngineInterpreted,
  jsonLogicEngineCompiled,
  oursContender,
  generatedTwoValued,
  generatedThreeValued,
];

/** Not peers: what no engine without code generation could pass. */
export const limits: readonly string[] = [generatedTwoValued.name, generatedThreeValued.name];
export { generatedThreeValued, jsonLogicEngineCompiled, jsonRulesEngineContender, oursContender };
