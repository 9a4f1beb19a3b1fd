import { describe, expect, test } from "vitest";
import { Evaluation } from "../../src/verify/evaluate.ts";
import {
  and,
  choose,
  compare,
  define,
  FALSE,
  not,
  number,
  or,
  type Term,
  TRUE,
  variable,
} from "../../src/verify/formula.ts";
import { allOf, alwaysFalse, alwaysTrue, anyOf, neverKnown, openOf, opposite } from "../../src/verify/kleene.ts";
import { readValues } from "../../src/verify/read-values.ts";
import { SmtWriter } from "../../src/verify/smt.ts";

const [a, b] = [variable("a"), variable("b")];
const x: Term = { kind: "variable", name: "x", whole: false };

describe("formulas", () => {
  test("what is decided is not asked", () => {
    expect(and(a, FALSE)).toBe(FALSE);
    expect(or(a, TRUE)).toBe(TRUE);
    expect(and(a, TRUE)).toBe(a);
    expect(not(not(a))).toBe(a);
    expect(and()).toBe(TRUE);
    expect(or()).toBe(FALSE);
    expect(compare("<", number(1), number(2))).toBe(TRUE);
  });

  test("evaluation: a missing variable is false, or zero", () => {
    const values = new Evaluation(new Map<string, boolean | number>([["a", true]]));
    expect(values.holds(and(a, not(b)))).toBe(true);
    expect(values.holds(compare("=", x, number(0)))).toBe(true);
    expect(values.number({ kind: "ceiling", part: number(1.2) })).toBe(2);
    expect(values.number(choose(a, number(3), number(4)))).toBe(3);
  });
});

describe("truth on two planes", () => {
  const nothing = new Evaluation(new Map());
  const name = ({ t, f }: typeof alwaysTrue) => (nothing.holds(t) ? "true" : nothing.holds(f) ? "false" : "unknown");

  test("Kleene's tables", () => {
    expect(name(allOf([alwaysTrue, neverKnown]))).toBe("unknown");
    expect(name(allOf([alwaysFalse, neverKnown]))).toBe("false");
    expect(name(anyOf([alwaysTrue, neverKnown]))).toBe("true");
    expect(name(anyOf([alwaysFalse, neverKnown]))).toBe("unknown");
    expect(name(opposite(neverKnown))).toBe("unknown");
    expect(name(allOf([]))).toBe("true");
    expect(name(anyOf([]))).toBe("false");
    expect(openOf(alwaysTrue)).toBe(FALSE);
  });
});

describe("SMT-LIB", () => {
  test("a variable is declared once and a definition written once, before what uses it", () => {
    const writer = new SmtWriter();
    const both = define("both", and(a, b));
    expect(writer.write(or(both, not(a)))).toEqual({
      before: "(declare-const |a| Bool)\n(declare-const |b| Bool)\n(define-fun |both| () Bool (and |a| |b|))\n",
      text: "(or |both| (not |a|))",
    });
    expect(writer.write(both)).toEqual({ before: "", text: "|both|" });
  });

  test("numbers have a point, no sign and no exponent", () => {
    const { text } = new SmtWriter().write(compare("<=", { kind: "sum", parts: [x, number(-1e-9)] }, number(18)));
    expect(text).toBe("(<= (+ |x| (- 0.000000001)) 18.0)");
    expect(new SmtWriter().write(compare("<", x, number(1e21))).text).toBe("(< |x| 1000000000000000000000.0)");
  });

  test("values are read back, whatever the form of a number", () => {
    const text = "|a b| -> true\nx -> (/ 9.0 2.0)\ny -> (- 3)\nz -> 0.5\nf -> {\n  else -> 1\n}";
    expect([...readValues(text)].slice(0, 4)).toEqual([
      ["a b", true],
      ["x", 4.5],
      ["y", -3],
      ["z", 0.5],
    ]);
  });
});
