import type { FactStore } from "../../facts/store.ts";
import { patientSubject, type Subject } from "../../facts/subject.ts";
import { bounds, type Cell, isKnown } from "../../logic/cell.ts";
import { cleanDecimal } from "../../logic/units.ts";
import type { ProposalChecks } from "../../rulebook/proposal.ts";
import type { OptionValue } from "../../rulebook/slots.ts";
import type { Decision } from "../decide.ts";
import type { Decisions } from "../decisions.ts";

/** A ceiling that a sum is held against. */
export interface Ceiling {
  readonly amount: number;
  /** Row ids. */
  readonly sources: readonly string[];
  readonly rules: readonly string[];
  /** By how much the sum passes it at least; null while it does not. */
  readonly exceededBy: number | null;
}

/** What is proposed for the session, summed over veins. */
export interface DoseSum {
  readonly agent?: string;
  readonly form?: string;
  readonly side?: string;
  readonly unit: "mL" | "mg";
  readonly veins: readonly string[];
  /** The sum of what is known. */
  readonly total: number;
  /** True where a vein's share is not known: the sum is at least `total`. */
  readonly atLeast: boolean;
  readonly ceilings: readonly Ceiling[];
}

/** One milligram of a solution of one per cent is in a tenth of a millilitre. */
const milligramsPerMillilitreAndPercent = 10;

interface Share {
  readonly vein: Extract<Subject, { kind: "vein" }>;
  readonly agent: Cell;
  readonly form: Cell;
  readonly side: Cell;
  readonly millilitres: number | undefined;
  readonly percent: number | undefined;
}

/** Sums what is proposed: by agent and form, foam over all agents, by side, and polidocanol by weight of substance. */
export function doseSums(checks: ProposalChecks, store: FactStore, decisions: Decisions): DoseSum[] {
  if (store.veins.every((vein) => bounds(store.get(checks.volume.fact, vein)) === undefined)) return [];
  const shares = store.veins.flatMap((vein) => (vein.kind === "vein" ? [shareOf(checks, store, decisions, vein)] : []));
  const agents = knownValues(shares.map(({ agent }) => agent));
  const forms = knownValues(shares.map(({ form }) => form));
  const sides = knownValues(shares.map(({ side }) => side));
  return [
    ...agents.flatMap((agent) =>
      forms.map((form) => volumeSum(shares, { agent, form }, optionCeilings(checks, store, decisions, agent, form))),
    ),
    ...forms
      .filter((form) => form === checks.foamCeiling.form)
      .map((form) => volumeSum(shares, { form }, slotCeiling(checks.foamCeiling.slot, decisions))),
    ...sides.map((side) => volumeSum(shares, { side }, [])),
    ...agents
      .filter((agent) => agent === checks.weightCeiling.agent)
      .map((agent) => substanceSum(shares, agent, weightCeilings(checks, store, decisions))),
  ].filter(({ total }) => total > 0);
}

function shareOf(
  checks: ProposalChecks,
  store: FactStore,
  decisions: Decisions,
  vein: Extract<Subject, { kind: "vein" }>,
): Share {
  const form = store.get(checks.form.fact, vein);
  const decided = decisions.get(checks.form.slot, `vein:${vein.id}`)?.value;
  return {
    vein,
    agent: store.get(checks.agent.fact, vein),
    // A volume without a form is taken in the form that is advised: a ceiling must not be passed for want of a word.
    form: !isKnown(form) && typeof decided === "string" ? decided : form,
    side: store.get(checks.side.fact, vein),
    millilitres: bounds(store.get(checks.volume.fact, vein))?.max,
    percent: bounds(store.get(checks.strength.fact, vein))?.max,
  };
}

function knownValues(cells: readonly Cell[]): string[] {
  return [...new Set(cells.filter((cell) => typeof cell === "string"))].sort();
}

interface Key {
  readonly agent?: string;
  readonly form?: string;
  readonly side?: string;
}

/** Whether a share belongs to a sum: certainly, possibly, or not. */
function belongs(share: Share, key: Key): "yes" | "perhaps" | "no" {
  const pairs: [Cell, string | undefined][] = [
    [share.agent, key.agent],
    [share.form, key.form],
    [share.side, key.side],
  ];
  let result: "yes" | "perhaps" = "yes";
  for (const [cell, wanted] of pairs) {
    if (wanted === undefined) continue;
    if (isKnown(cell) && cell !== wanted) return "no";
    if (!isKnown(cell)) result = "perhaps";
  }
  return result;
}

function volumeSum(shares: readonly Share[], key: Key, ceilings: readonly Omit<Ceiling, "exceededBy">[]): DoseSum {
  return sumOf(shares, key, "mL", ({ millilitres }) => millilitres, ceilings);
}

function substanceSum(
  shares: readonly Share[],
  agent: string,
  ceilings: readonly Omit<Ceiling, "exceededBy">[],
): DoseSum {
  const milligrams = ({ millilitres, percent }: Share): number | undefined =>
    millilitres === undefined || percent === undefined
      ? undefined
      : millilitres * percent * milligramsPerMillilitreAndPercent;
  return sumOf(shares, { agent }, "mg", milligrams, ceilings);
}

function sumOf(
  shares: readonly Share[],
  key: Key,
  unit: DoseSum["unit"],
  amountOf: (share: Share) => number | undefined,
  ceilings: readonly Omit<Ceiling, "exceededBy">[],
): DoseSum {
  const members = shares.filter((share) => belongs(share, key) === "yes");
  const known = members.map(amountOf).filter((amount) => amount !== undefined);
  const total = cleanDecimal(known.reduce((sum, amount) => sum + amount, 0));
  return {
    ...key,
    unit,
    veins: members.map(({ vein }) => vein.id),
    total,
    atLeast: known.length < members.length || shares.some((share) => belongs(share, key) === "perhaps"),
    ceilings: ceilings.map((ceiling) => ({
      ...ceiling,
      exceededBy: total > ceiling.amount ? cleanDecimal(total - ceiling.amount) : null,
    })),
  };
}

/** The lowest of the veins' labelled ceilings for an agent, in a form or in any: a session has one. */
export function optionCeilings(
  checks: ProposalChecks,
  store: FactStore,
  decisions: Decisions,
  agent: string,
  form?: string,
): Omit<Ceiling, "exceededBy">[] {
  const options = store.veins.flatMap((vein) => {
    const decision = decisions.get(checks.volume.session, `vein:${vein.kind === "vein" ? vein.id : ""}`);
    return ((decision?.value ?? []) as readonly OptionValue[])
      .filter((option) => option["agent"] === agent && (form === undefined || option["form"] === form))
      .map((option) => ({ option, decision }));
  });
  if (options.length === 0) return [];
  const lowest = Math.min(...options.map(({ option }) => Number(option["max"])));
  const binding = options.filter(({ option }) => Number(option["max"]) === lowest);
  return [
    {
      amount: lowest,
      sources: unique(binding.map(({ option }) => String(option["source"]))),
      rules: unique(binding.flatMap(({ option, decision }) => rulesGiving(decision, String(option["source"])))),
    },
  ];
}

function rulesGiving(decision: Decision | undefined, source: string): string[] {
  return (decision?.winners ?? []).filter(({ rule }) => rule.sources.includes(source)).map(({ rule }) => rule.name);
}

function slotCeiling(slot: string, decisions: Decisions): Omit<Ceiling, "exceededBy">[] {
  const decision = decisions.get(slot, "patient");
  return typeof decision?.value === "number" ? [ceilingOf(decision, decision.value)] : [];
}

function weightCeilings(checks: ProposalChecks, store: FactStore, decisions: Decisions): Omit<Ceiling, "exceededBy">[] {
  const decision = decisions.get(checks.weightCeiling.slot, "patient");
  const weight = bounds(store.get(checks.weightCeiling.weight, patientSubject));
  if (typeof decision?.value !== "number" || weight === undefined) return [];
  return [ceilingOf(decision, cleanDecimal(decision.value * weight.min))];
}

function ceilingOf({ winners }: Decision, amount: number): Omit<Ceiling, "exceededBy"> {
  return {
    amount,
    sources: unique(winners.flatMap(({ rule }) => rule.sources)),
    rules: unique(winners.map(({ rule }) => rule.name)),
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
