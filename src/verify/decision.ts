import type { Scalar } from "../logic/cell.ts";
import { sameValue } from "../resolve/contribution.ts";
import type { RangeValue, Slot, SlotValue } from "../rulebook/slots.ts";
import type { FormulaBounds, FormulaCell } from "./cells.ts";
import { beats, type FormulaContribution } from "./contributions.ts";
import { and, choose, define, FALSE, type Formula, not, number, or, type Term } from "./formula.ts";
import { untranslatable } from "./untranslatable.ts";

/** A value that rules give, with all that give it under the same rank. */
export interface FormulaGrade {
  readonly value: SlotValue | undefined;
  readonly key: readonly Term[];
  readonly applies: Formula;
  readonly open: Formula;
  /** No applying contribution beats it. */
  readonly settled: Formula;
  /** A rule that cannot tell would make it the slot's value, and a different one from what is settled. */
  readonly couldCome: Formula;
}

/** The number that a grade of a slot stands for: of a range the one under `key`; where a fact is taken over, the fact's. */
export function numberOf({ value, key: [taken = number(0)] }: FormulaGrade, { merge }: Slot, key?: string): Term {
  if (value !== undefined) return number(key === undefined ? Number(value) : ((value as RangeValue)[key] ?? 0));
  // Where the lowest wins it is compared by its opposite.
  const lowest = merge.kind === "rank" && merge.prefer === "lowest";
  return lowest ? { kind: "times", factor: -1, part: taken } : taken;
}

/** What becomes of a slot for one subject, as formulas: the counterpart of a `Decision`. */
export class FormulaDecision {
  readonly slot: Slot;
  /** The vein's id of a vein slot. */
  readonly vein: string | undefined;
  readonly contributions: readonly FormulaContribution[];
  readonly grades: readonly FormulaGrade[];
  /** Some rule that sets the slot applies. */
  readonly some: Formula;

  constructor(slot: Slot, name: string, vein: string | undefined, contributions: readonly FormulaContribution[]) {
    this.slot = slot;
    this.vein = vein;
    this.contributions = contributions;
    this.some = define(`${name}:some`, or(...contributions.map(({ applies }) => applies)));
    const compares = slot.merge.kind !== "any" && slot.merge.kind !== "union";
    this.grades = compares ? this.#grades(name) : [];
  }

  /** Whether the slot's value is the given one; its default counts where no rule applies. */
  is(value: SlotValue): Formula {
    if (this.slot.merge.kind === "any") return value === true ? this.some : FALSE;
    const given = this.grades.filter((grade) => sameValue(grade.value, value)).map(({ settled }) => settled);
    return or(...given, this.slot.default === value ? not(this.some) : FALSE);
  }

  /** Whether the slot has any value. */
  get hasValue(): Formula {
    return this.slot.default === undefined ? this.some : not(FALSE);
  }

  /** Whether a rule that cannot tell could change the value. */
  get couldChange(): Formula {
    if (this.slot.merge.kind === "any") return and(not(this.some), or(...this.contributions.map(({ open }) => open)));
    return or(...this.grades.map(({ couldCome }) => couldCome));
  }

  /** Whether the report says that the slot could become the given value: the highest that could come. */
  couldBecome(value: SlotValue): Formula {
    if (this.slot.merge.kind === "any") return value === true ? this.couldChange : FALSE;
    return or(
      ...this.grades
        .filter((grade) => sameValue(grade.value, value))
        .map((grade) => and(grade.couldCome, ...this.#others(grade, (other) => other.couldCome))),
    );
  }

  /** Whether the contribution's value is the slot's. */
  wins(contribution: FormulaContribution): Formula {
    const { merge } = this.slot;
    if (merge.kind === "any" || merge.kind === "union") return contribution.applies;
    const { value, applies, key } = contribution;
    // A rank apart, whoever says what the winner says stays.
    if (merge.kind === "precedence" && value !== undefined) return and(applies, this.is(value));
    const beaten = this.grades.map((grade) => and(grade.applies, beats(grade.key, key)));
    return and(applies, not(or(...beaten)));
  }

  /** The slot as a fact for later rules. */
  cell(): FormulaCell {
    const { slot, grades, some } = this;
    if (slot.merge.kind === "any")
      return {
        kind: "values",
        is: new Map<Scalar, Formula>([
          [true, some],
          [false, and(not(some), not(this.couldChange))],
        ]),
        notApplicable: FALSE,
      };
    if (slot.type !== "code" && slot.type !== "number") return { kind: "unknown" };
    const can = new Map<Scalar, Formula>();
    const put = (value: Scalar, when: Formula): void => {
      can.set(value, or(can.get(value) ?? FALSE, when));
    };
    if (slot.default !== undefined) put(slot.default, not(some));
    for (const { value, settled, couldCome } of grades) {
      if (value === undefined || typeof value === "object")
        throw untranslatable(slot.name, "expected rules that read the slot to find one of listed values");
      put(value, or(settled, couldCome));
    }
    return { kind: "one-of", can, notApplicable: slot.default === undefined ? not(some) : FALSE };
  }

  /** A number of the decided range, between the settled one and those that could still come. */
  number(key: string): FormulaBounds & { readonly notApplicable: Formula } {
    const possible = this.grades.map(({ value, settled, couldCome, key: [taken] }) => ({
      when: or(settled, couldCome),
      end: value === undefined ? (taken ?? number(0)) : number((value as RangeValue)[key] ?? 0),
    }));
    if (possible.some(({ end }) => end.kind !== "number"))
      throw untranslatable(this.slot.name, "expected a range with fixed numbers where time that is left is worked out");
    const sorted = [...possible].sort((a, b) => numberIn(a.end) - numberIn(b.end));
    const first = (from: typeof sorted): Term =>
      from.reduceRight<Term>((rest, { when, end }) => choose(when, end, rest), number(0));
    return {
      defined: this.some,
      min: first(sorted),
      max: first(sorted.toReversed()),
      notApplicable: and(not(this.some), not(this.couldChange)),
    };
  }

  #grades(name: string): FormulaGrade[] {
    const groups = new Map<string, FormulaContribution[]>();
    for (const one of this.contributions) {
      const fixed = one.value !== undefined;
      const id = fixed ? JSON.stringify([one.key, one.value]) : `${one.rule.name}@${one.vein ?? ""}`;
      groups.set(id, [...(groups.get(id) ?? []), one]);
    }
    const said = [...groups.values()].map((group, index) => ({
      value: group[0]?.value,
      key: group[0]?.key ?? [],
      applies: define(`${name}:${index}:applies`, or(...group.map(({ applies }) => applies))),
      open: define(`${name}:${index}:open`, or(...group.map(({ open }) => open))),
    }));
    return said
      .map((one, index) => {
        const settled = and(one.applies, ...said.map((other) => not(and(other.applies, beats(other.key, one.key)))));
        return { ...one, settled: define(`${name}:${index}:settled`, settled), couldCome: FALSE };
      })
      .map((one, index, grades) => ({
        ...one,
        couldCome: define(`${name}:${index}:couldCome`, this.#couldCome(one, grades)),
      }));
  }

  #couldCome(one: FormulaGrade, grades: readonly FormulaGrade[]): Formula {
    const { slot, some } = this;
    const beatsAll = and(...grades.map((other) => or(not(other.applies), beats(one.key, other.key))));
    const sameAsSettled = or(
      ...grades
        .filter((other) => other !== one && one.value !== undefined && sameValue(other.value, one.value))
        .map(({ settled }) => settled),
    );
    const order = slot.values ?? [];
    // Where no rule applies the default stands, and what is not above it changes nothing.
    const aboveDefault = slot.default === undefined || order.indexOf(one.value as string) > order.indexOf(slot.default);
    return and(one.open, beatsAll, not(sameAsSettled), aboveDefault ? not(FALSE) : some);
  }

  #others(grade: FormulaGrade, could: (other: FormulaGrade) => Formula): Formula[] {
    return this.grades
      .filter((other) => other !== grade)
      .map((other) => not(and(could(other), beats(other.key, grade.key))));
  }
}

function numberIn(term: Term): number {
  return term.kind === "number" ? term.value : 0;
}
