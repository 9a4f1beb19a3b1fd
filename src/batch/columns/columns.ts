import { type Evidence, rulesUnder } from "../../evaluate/program.ts";
import type { Rule } from "../../rulebook/rule.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Slot } from "../../rulebook/slots.ts";
import type { ReportPart } from "../line.ts";
import { stepOf } from "./absent.ts";
import { Block, laneCount } from "./block.ts";
import { caseReader } from "./read-case.ts";
import { requirementsOf } from "./requirements.ts";
import { type RuleWords, ruleColumns } from "./rules.ts";
import { isPlain, listSlot, orderedSlot, rulesOfSlot } from "./slots.ts";

/** Decides eligibility and triage of many cases at once, without a report. */
export interface Columns {
  /** How many cases are evaluated together. */
  readonly blockSize: number;
  /**
   * Returns for each case what its report would say under the wanted keys; undefined for a case that is not surely a right one,
   * or has too many veins for a block: the advisor answers it.
   */
  readonly project: (cases: readonly unknown[]) => (ReportPart | undefined)[];
}

/** Writes the part of the report of one lane after the other. */
type BlockWriter = (words: RuleWords) => (lane: number, hasFollowUp: boolean) => ReportPart;

/**
 * Prepares the evaluation of `eligibility` and `triage` in columns: only the rules that set them, only the facts that these read.
 * Undefined where the rulebook decides them in a way that columns do not know; the advisor then answers every case.
 */
export function createColumns(rulebook: Rulebook, evidence: Evidence, keys: ReadonlySet<string>): Columns | undefined {
  const evaluated = rulesUnder(rulebook, evidence);
  const slots = [
    ...(keys.has("eligibility") ? ["eligibility"] : []),
    ...(keys.has("triage") ? ["triage", "suspect"] : []),
  ];
  const wanted = slots.map((name) => rulebook.slots.get(name)).filter((slot) => slot !== undefined);
  if (wanted.length < slots.length || !wanted.every((slot) => isDecidable(slot, evaluated, rulebook))) return undefined;
  const setting = new Set(wanted.flatMap((slot) => rulesOfSlot(slot, evaluated)));
  const rules = evaluated.filter((rule) => setting.has(rule));
  const required = requirementsOf(rules, rulebook);
  if (required === undefined) return undefined;
  const { layout, order } = required;

  const read = caseReader(rulebook, layout);
  const steps = order.flatMap((column) => stepOf(column, layout) ?? []);
  const evaluation = ruleColumns(rules, layout.planesOf);
  const write = writerOf(wanted, rules);
  const { shared, ofVein, cells } = layout.sizes;
  const block = new Block(shared, ofVein, cells);

  const projectBlock = (cases: readonly unknown[]): (ReportPart | undefined)[] => {
    try {
      let lanes = 0;
      for (const [lane, one] of cases.entries()) if (read(one, block, lane)) lanes |= 1 << lane;
      for (const step of steps) step(block, lanes);
      const partOf = write(evaluation.evaluate(block, lanes));
      return cases.map((_, lane) =>
        ((lanes >>> lane) & 1) === 1 ? partOf(lane, ((block.followUps >>> lane) & 1) === 1) : undefined,
      );
    } finally {
      // Nothing of a case stays behind.
      block.clear();
    }
  };
  return {
    blockSize: laneCount,
    project: (cases) => {
      if (cases.length <= laneCount) return projectBlock(cases);
      const parts: (ReportPart | undefined)[] = [];
      for (let from = 0; from < cases.length; from += laneCount)
        parts.push(...projectBlock(cases.slice(from, from + laneCount)));
      return parts;
    },
  };
}

/** Slots with a default and an order, and lists. */
function isDecidable(slot: Slot, rules: readonly Rule[], rulebook: Rulebook): boolean {
  const { kind } = slot.merge;
  return (
    isPlain(slot, rules, rulebook) &&
    ((kind === "order" && slot.default !== undefined) || (kind === "union" && slot.type === "list"))
  );
}

function writerOf(slots: readonly Slot[], rules: readonly Rule[]): BlockWriter {
  const [eligibility, triage, suspect] = ["eligibility", "triage", "suspect"].map((name) =>
    slots.find((slot) => slot.name === name),
  );
  const decideEligibility = eligibility === undefined ? undefined : orderedSlot(eligibility, rules);
  const decideTriage = triage === undefined ? undefined : orderedSlot(triage, rules);
  const collectSuspects = suspect === undefined ? undefined : listSlot(suspect, rules);
  return (words) => {
    const eligibilityOf = decideEligibility?.(words);
    const triageOf = decideTriage?.(words);
    const suspectsOf = collectSuspects?.(words);
    return (lane, hasFollowUp) => {
      const part: { -readonly [Key in keyof ReportPart]: ReportPart[Key] } = {};
      if (eligibilityOf !== undefined) {
        const { value, couldBecome, because } = eligibilityOf(lane);
        part.eligibility = Object.freeze({ decision: value, couldBecome, because });
      }
      if (triageOf !== undefined && suspectsOf !== undefined && hasFollowUp) {
        const { value, couldBecome, because } = triageOf(lane);
        part.triage = Object.freeze({ level: value, couldBecome, suspect: suspectsOf(lane), because });
      }
      return Object.freeze(part);
    };
  };
}
