import { type Evidence, rulesUnder } from "../evaluate/program.ts";
import { leadingSlots } from "../explain/questions.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Slot } from "../rulebook/slots.ts";
import { slotsSetBy } from "../rulebook/stages.ts";
import type { Scope } from "../rulebook/vocabulary.ts";
import type { SqlBounds } from "./cell.ts";
import type { ColumnType, Dialect } from "./dialect.ts";
import type { TableName } from "./expression.ts";
import { and, choose, type Expression, isTrue, or, raw } from "./expression.ts";
import { FactColumns, tableOf } from "./facts.ts";
import type { GradeContext } from "./grades.ts";
import type { InputColumns } from "./input.ts";
import { conditionSql } from "./leaf.ts";
import { columnName } from "./names.ts";
import type { Plan } from "./plan.ts";
import { decideSlot, type SqlDecision, unlessWithdrawn } from "./slots.ts";
import { unsupported } from "./unsupported.ts";

/** A column of the answer. */
export interface AnswerColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** The rule whose outcome it is. */
  readonly rule?: string;
  /** The slot whose value it is. */
  readonly slot?: string;
  /** The number of the slot's range, or the code of its list. */
  readonly key?: string;
  /** It holds what the slot could still become. */
  readonly couldBecome?: boolean;
}

/** A column of the answer with what it is worked out from. */
export interface Answer extends AnswerColumn {
  readonly value: Expression;
}

/** Everything that a rulebook answers, in columns. */
export class Answers {
  readonly #rules: readonly Rule[];
  readonly #facts: FactColumns;
  readonly #decisions = new Map<string, SqlDecision | undefined>();
  readonly #truths = new Map<Rule, Expression>();
  readonly #rulebook: Rulebook;
  readonly #plan: Plan;
  readonly #dialect: Dialect;
  readonly #input: InputColumns;

  constructor(rulebook: Rulebook, evidence: Evidence, plan: Plan, dialect: Dialect, input: InputColumns) {
    this.#rulebook = rulebook;
    this.#plan = plan;
    this.#dialect = dialect;
    this.#input = input;
    this.#rules = rulesUnder(rulebook, evidence);
    this.#facts = new FactColumns(rulebook, plan, dialect, input, {
      cell: (slot) => this.#readable(slot).cell,
      number: (slot, key) => this.#decidedNumber(slot, key),
    });
  }

  /** The slots that have no column: their values are lists of objects. */
  get omitted(): string[] {
    return [...this.#rulebook.slots.values()]
      .filter((slot) => this.#decide(slot) === undefined)
      .map(({ name }) => name);
  }

  /** The columns for a case: what it decides, then every rule, a vein's rule being true if it is for some vein. */
  ofCases(): Answer[] {
    return [
      ...this.#slotAnswers((scope) => scope !== "vein"),
      ...this.#rules.map((rule) => this.#ruleAnswer(rule, this.#heardBy("case", rule))),
    ];
  }

  /** The columns for a vein. */
  ofVeins(): Answer[] {
    return [
      ...this.#slotAnswers((scope) => scope === "vein"),
      ...this.#rules.filter(({ scope }) => scope === "vein").map((rule) => this.#ruleAnswer(rule, this.#truth(rule))),
    ];
  }

  #ruleAnswer({ name }: Rule, value: Expression): Answer {
    return { name: `rule_${columnName(name)}`, type: "boolean", rule: name, value };
  }

  #slotAnswers(wanted: (scope: Scope) => boolean): Answer[] {
    const slots = [...this.#rulebook.slots.values()].filter(({ scope }) => wanted(scope));
    const withdrawn = new Map<string, Expression>();
    for (const slot of this.#rulebook.slots.values()) {
      if (slot.merge.kind !== "none-wins") continue;
      const own = this.#decide(slot)?.withdraws;
      if (own === undefined) continue;
      const by =
        slot.scope === "vein" ? isTrue(this.#plan.someVein(`withdrawn_by_${columnName(slot.name)}`, own)) : own;
      for (const other of slot.merge.withdraws) withdrawn.set(other, or(withdrawn.get(other) ?? or(), by));
    }
    return slots.flatMap((slot) => {
      const prefix = leadingSlots.includes(slot.name) ? "" : "slot_";
      return (this.#decide(slot)?.columns ?? []).map((column): Answer => {
        const { suffix, type, key, couldBecome } = column;
        const value = unlessWithdrawn(column, withdrawn.get(slot.name) ?? or(), this.#dialect);
        return {
          name: `${prefix}${columnName(slot.name)}${suffix}`,
          type,
          slot: slot.name,
          ...(key === undefined ? {} : { key }),
          ...(couldBecome ? { couldBecome } : {}),
          value: slot.scope === "followUp" ? this.#withFollowUp(value, type) : value,
        };
      });
    });
  }

  /** Without a follow-up nothing of it is decided. */
  #withFollowUp(value: Expression, type: ColumnType): Expression {
    return type === "boolean"
      ? and(this.#input.hasFollowUp, value)
      : choose([[this.#input.hasFollowUp, value]], raw("NULL"));
  }

  /** The truth of a rule for its subject; false for the rules of a follow-up where there is none. */
  #truth(rule: Rule): Expression {
    let truth = this.#truths.get(rule);
    if (truth === undefined) {
      const { scope, conditions, name } = rule;
      const condition = conditionSql(conditions, (fact) => this.#facts.get(fact, scope), this.#dialect);
      truth = this.#plan.column(
        tableOf(scope),
        `${scope === "vein" ? "vein_" : ""}rule_${columnName(name)}`,
        scope === "followUp" ? and(this.#input.hasFollowUp, condition) : condition,
      );
      this.#truths.set(rule, truth);
    }
    return truth;
  }

  /** The truth of a rule as a row of the table hears it. */
  #heardBy(table: TableName, rule: Rule): Expression {
    const truth = this.#truth(rule);
    return table === "case" && rule.scope === "vein"
      ? this.#plan.someVein(`rule_${columnName(rule.name)}`, truth)
      : truth;
  }

  #decide(slot: Slot): SqlDecision | undefined {
    if (this.#decisions.has(slot.name)) return this.#decisions.get(slot.name);
    const table = tableOf(slot.scope);
    const context: GradeContext = {
      truth: (rule) => this.#heardBy(table, rule),
      bounds: (rule, fact) => this.#bounds(rule, fact),
      name: (what, expression) =>
        this.#plan.column(table, columnName(`decided_${slot.name}${what === "" ? "" : `_${what}`}`), expression),
    };
    const rules = this.#rules.filter((rule) => slotsSetBy(rule).includes(slot.name));
    const decision = decideSlot(slot, rules, context, this.#dialect);
    this.#decisions.set(slot.name, decision);
    return decision;
  }

  #bounds(rule: Rule, fact: string): SqlBounds | undefined {
    const cell = this.#facts.get(fact, rule.scope);
    if (cell.kind === "decided") throw unsupported(fact, "expected a number of the case, received a decided slot");
    if (cell.kind === "unknown") return undefined;
    if (cell.kind === "value") return { min: cell.value, max: cell.value };
    const known = (bound: Expression): Expression =>
      cell.notApplicable === undefined ? bound : choose([[cell.notApplicable, raw("NULL")]], bound);
    return { min: known(cell.min), max: known(cell.max) };
  }

  #readable(name: string): SqlDecision {
    const decision = this.#decide(this.#rulebook.slots.get(name) as Slot);
    if (decision === undefined) throw unsupported(name, `expected a slot with one value, \`${name}\` holds several`);
    return decision;
  }

  #decidedNumber(name: string, key: string): SqlBounds | undefined {
    const slot = this.#rulebook.slots.get(name);
    if (slot === undefined) return undefined;
    if (slot.scope === "vein") throw unsupported(name, `expected a slot of the patient, \`${name}\` is one of veins`);
    const bounds = this.#readable(name).bounds(key);
    if (bounds === undefined) return undefined;
    const column = (part: string, expression: Expression): Expression =>
      this.#plan.column("case", columnName(`decided_${name}_${key}_${part}`), expression);
    return {
      min: column("least", bounds.min),
      max: column("greatest", bounds.max),
      ...(bounds.notApplicable === undefined ? {} : { notApplicable: column("not_applicable", bounds.notApplicable) }),
    };
  }
}
