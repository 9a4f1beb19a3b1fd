import { type Evidence, rulesUnder } from "../evaluate/program.ts";
import { InternalError } from "../issues/errors.ts";
import type { Condition } from "../logic/condition.ts";
import { none } from "../resolve/merge/none-wins.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Slot } from "../rulebook/slots.ts";
import { slotsSetBy } from "../rulebook/stages.ts";
import { decidedPrefix, type Fact } from "../rulebook/vocabulary.ts";
import { conditionPlanes, type FormulaBounds, type FormulaCell, type FormulaLookUp } from "./cells.ts";
import { contributionsOf } from "./contributions.ts";
import { FormulaDecision } from "./decision.ts";
import { factCell } from "./facts.ts";
import { and, type Formula, not, number, or, variable } from "./formula.ts";
import { caseFacts, datesAgree, type Input, inputName, inputOf, type SuffixOf } from "./inputs.ts";
import { definePlanes, type Planes } from "./kleene.ts";
import { allBlocked, type Member, membersOf } from "./members.ts";

/** Which cases a model speaks of. */
export interface ModelShape {
  readonly evidence: Evidence;
  /** Ids of the veins: every case of the model has just these. */
  readonly veins: readonly string[];
  /** Two models with the same suffix for a fact share it. By default all are shared. */
  readonly suffixOf?: SuffixOf;
  /** Tells the definitions of two models apart that do not share all facts. */
  readonly label?: string;
}

/** The subject of a fact, a rule or a slot: a vein's id, or undefined for the patient and the follow-up. */
type Place = string | undefined;

/**
 * A rulebook as formulas over the facts of a case, unknown ones included: for all cases with the given veins at once. A follow-up
 * may be given or not.
 */
export class RulebookModel {
  readonly rulebook: Rulebook;
  readonly shape: ModelShape;
  readonly rules: readonly Rule[];
  /** Whether the case has a follow-up. */
  readonly hasFollowUp: Formula;
  readonly #cells = new Map<string, FormulaCell>();
  readonly #inputs = new Map<string, Input>();
  readonly #truths = new Map<string, Planes>();
  readonly #decisions = new Map<string, FormulaDecision>();

  constructor(rulebook: Rulebook, shape: ModelShape) {
    this.rulebook = rulebook;
    this.shape = shape;
    this.rules = rulesUnder(rulebook, shape.evidence);
    this.hasFollowUp = variable(`followUp${shape.suffixOf?.("followUp", undefined) ?? ""}`);
  }

  /** All facts that a case of the model can give. */
  get inputs(): Input[] {
    const of = (scope: Fact["scope"], vein: Place): Input[] =>
      caseFacts(this.rulebook, scope).map(({ name }) => this.input(name, vein));
    return [
      ...of("patient", undefined),
      ...of("followUp", undefined),
      ...this.shape.veins.flatMap((vein) => of("vein", vein)),
    ];
  }

  /** What no case breaks: values in their range, dates that agree. */
  get legal(): Formula {
    return and(
      ...this.inputs.map(({ legal }) => legal),
      datesAgree(this.rulebook, (fact) => this.input(fact, undefined)),
    );
  }

  input(name: string, vein: Place): Input {
    const key = placed(name, vein);
    let input = this.#inputs.get(key);
    if (input === undefined) {
      const suffix = this.shape.suffixOf?.(name, vein) ?? "";
      input = inputOf(this.rulebook, this.#fact(name), vein, suffix);
      this.#inputs.set(key, input);
    }
    return input;
  }

  /** What is known of a fact for a subject. */
  cell(name: string, vein: Place): FormulaCell {
    const fact = this.#fact(name);
    if (fact.scope === "vein" && vein === undefined) return { kind: "unknown" };
    const place = fact.scope === "vein" ? vein : undefined;
    const key = placed(name, place);
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      cell = fact.slot === undefined ? this.#factCell(fact, place) : this.decision(fact.slot, place).cell();
      this.#cells.set(key, cell);
    }
    return cell;
  }

  lookUp(vein: Place): FormulaLookUp {
    return (name) => this.cell(name, vein);
  }

  condition(condition: Condition, vein: Place): Planes {
    return conditionPlanes(condition, this.lookUp(vein));
  }

  /** The truth of a rule for its subject; a rule of the follow-up is neither open nor applying where there is none. */
  truth(rule: Rule, vein: Place): Planes {
    const key = placed(rule.name, vein);
    let truth = this.#truths.get(key);
    if (truth === undefined) {
      const planes = this.condition(rule.conditions, vein);
      const heard =
        rule.scope === "followUp"
          ? { t: and(this.hasFollowUp, planes.t), f: or(not(this.hasFollowUp), planes.f) }
          : planes;
      truth = definePlanes(this.#name(`rule ${key}`), heard);
      this.#truths.set(key, truth);
    }
    return truth;
  }

  /** The subjects that a rule is evaluated for. */
  placesOf(scope: Fact["scope"]): readonly Place[] {
    return scope === "vein" ? this.shape.veins : [undefined];
  }

  decision(slotName: string, vein: Place): FormulaDecision {
    const slot = this.#slot(slotName);
    const place = slot.scope === "vein" ? vein : undefined;
    const key = placed(slotName, place);
    let decision = this.#decisions.get(key);
    if (decision === undefined) {
      const speakers = this.rules
        .filter((rule) => slotsSetBy(rule).includes(slotName))
        .flatMap((rule) =>
          (slot.scope === "patient" ? this.placesOf(rule.scope) : [place]).map((one) => ({ rule, vein: one })),
        );
      const contributions = contributionsOf(
        slot,
        speakers,
        (rule, of) => this.truth(rule, of),
        (fact, of) => this.#bounds(fact, of),
      );
      decision = new FormulaDecision(slot, this.#name(`slot ${key}`), place, contributions);
      this.#decisions.set(key, decision);
    }
    return decision;
  }

  /** Whether another slot withdraws this one. */
  withdrawn(slotName: string): Formula {
    const withdrawing = [...this.rulebook.slots.values()].filter(
      ({ merge }) => merge.kind === "none-wins" && merge.withdraws.includes(slotName),
    );
    return or(
      ...withdrawing.flatMap(({ name, scope }) =>
        this.placesOf(scope).map((place) => this.decision(name, place).is(none)),
      ),
    );
  }

  /** What rules put on the list of a slot for a subject, and for whom: options without those that other slots exclude. */
  members(slotName: string, vein: Place): Member[] {
    const { slot, contributions } = this.decision(slotName, vein);
    return membersOf(slot, contributions, this.rulebook, (other) => this.decision(other, vein));
  }

  /** Whether the rule's recommendation is active: it applies and nothing supersedes what it says of its main slot. */
  active(rule: Rule, vein: Place): Formula {
    const { t } = this.truth(rule, vein);
    const { slot: name } = rule.event.params;
    if (name === undefined) return t;
    const slot = this.#slot(name);
    const decision = this.decision(name, slot.scope === "vein" ? vein : undefined);
    const said = decision.contributions.find((one) => one.rule === rule && one.vein === vein && one.main);
    if (said === undefined) return t;
    const blocked = allBlocked(slot, said.value, this.rulebook, (other) => this.decision(other, vein));
    const standing = and(decision.wins(said), not(this.withdrawn(name)), not(blocked));
    return or(and(t, not(said.applies)), standing);
  }

  #factCell(fact: Fact, vein: Place): FormulaCell {
    const isInput = caseFacts(this.rulebook, fact.scope).includes(fact);
    return factCell(fact, this.#name(placed(fact.name, vein)), {
      lookUp: this.lookUp(vein),
      veins: this.shape.veins.map((id) => this.lookUp(id)),
      input: isInput ? this.input(fact.name, vein) : undefined,
      daysSince: (date) => {
        const [from, asOf] = [this.input(date, vein), this.input("asOf", undefined)];
        return { known: and(from.given, asOf.given), days: from.number ?? number(0) };
      },
      decidedNumber: (slot, key) => this.decision(slot, undefined).number(key),
    });
  }

  #bounds(fact: string, vein: Place): FormulaBounds | undefined {
    const cell = this.cell(fact, vein);
    return cell.kind === "number" ? cell.bounds : undefined;
  }

  #name(text: string): string {
    return `${this.shape.label ?? ""}${text}`;
  }

  #fact(name: string): Fact {
    const fact = this.rulebook.facts.get(name);
    if (fact === undefined) throw new InternalError(`the fact \`${name}\` is not in the vocabulary`);
    return fact;
  }

  #slot(name: string): Slot {
    const slot = this.rulebook.slots.get(name);
    if (slot === undefined) throw new InternalError(`the slot \`${name}\` is not declared`);
    return slot;
  }
}

/** A slot's fact for later rules. */
export function decidedFact(slot: string): string {
  return `${decidedPrefix}${slot}`;
}

function placed(name: string, vein: Place): string {
  return inputName(name, vein, "");
}
