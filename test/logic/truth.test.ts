import { describe, expect, test } from "vitest";
import {
  and,
  FALSE,
  not,
  or,
  TRUE,
  type Truth,
  type TruthName,
  truth,
  truthName,
  UNKNOWN,
} from "../../src/logic/truth.ts";

const named: Readonly<Record<TruthName, Truth>> = { true: TRUE, unknown: UNKNOWN, false: FALSE };

describe("and", () => {
  test.each<[TruthName, TruthName, TruthName]>([
    ["true", "true", "true"],
    ["true", "unknown", "unknown"],
    ["true", "false", "false"],
    ["unknown", "true", "unknown"],
    ["unknown", "unknown", "unknown"],
    ["unknown", "false", "false"],
    ["false", "true", "false"],
    ["false", "unknown", "false"],
    ["false", "false", "false"],
  ])("%s and %s is %s", (a, b, result) => {
    expect(truthName(and(named[a], named[b]))).toBe(result);
  });
});

describe("or", () => {
  test.each<[TruthName, TruthName, TruthName]>([
    ["true", "true", "true"],
    ["true", "unknown", "true"],
    ["true", "false", "true"],
    ["unknown", "true", "true"],
    ["unknown", "unknown", "unknown"],
    ["unknown", "false", "unknown"],
    ["false", "true", "true"],
    ["false", "unknown", "unknown"],
    ["false", "false", "false"],
  ])("%s or %s is %s", (a, b, result) => {
    expect(truthName(or(named[a], named[b]))).toBe(result);
  });
});

describe("not", () => {
  test.each<[TruthName, TruthName]>([
    ["true", "false"],
    ["unknown", "unknown"],
    ["false", "true"],
  ])("not %s is %s", (a, result) => {
    expect(truthName(not(named[a]))).toBe(result);
  });
});

test("a boolean is lifted to a settled truth", () => {
  expect([truth(true), truth(false)]).toEqual([TRUE, FALSE]);
});
