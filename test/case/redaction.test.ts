import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { issuesOf, parser } from "./reading.ts";

const marker = "qzxvw-7391";
const markerNumber = 73_917_391.5;

const { top, groups, vein, proposal } = parser.shape;

/** Every place of a case that can hold a value. */
const places: readonly { readonly fact: Fact; readonly path: string; readonly put: (value: unknown) => unknown }[] = [
  ...[...top].map(([key, fact]) => ({ fact, path: key, put: (value: unknown) => ({ [key]: value }) })),
  ...[...groups].flatMap(([group, facts]) =>
    [...facts].map(([key, fact]) => ({
      fact,
      path: `${group}.${key}`,
      put: (value: unknown) => ({ [group]: { [key]: value } }),
    })),
  ),
  ...[...vein].map(([key, fact]) => ({
    fact,
    path: `veins[0].${key}`,
    put: (value: unknown) => ({ veins: [{ id: "a", [key]: value }] }),
  })),
  ...[...proposal].map(([key, fact]) => ({
    fact,
    path: `veins[0].proposal.${key}`,
    put: (value: unknown) => ({ veins: [{ id: "a", proposal: { [key]: value } }] }),
  })),
];

/** A text that holds the marker and is no value of the fact. */
const text = (fact: Fact): string => (fact.type === "string" ? marker.padEnd((fact.maxLength ?? 0) + 1, "x") : marker);
const said = (issues: readonly Issue[]): string => issues.map(({ message, help }) => `${message} ${help}`).join(" ");

describe("no message holds a value", () => {
  test.each(places)("$path", ({ fact, path, put }) => {
    for (const value of [text(fact), markerNumber, [marker], { [marker]: marker }]) {
      const issues = issuesOf(put(value));
      expect(issues.map((issue) => issue.path)).toEqual([path]);
      expect(said(issues)).not.toContain("qzxvw");
      expect(said(issues)).not.toContain("7391");
    }
  });

  test.each(places)("unless it is asked for: $path", ({ fact, put }) => {
    expect(said(issuesOf(put(text(fact)), { redact: false }))).toContain(marker);
    expect(said(issuesOf(put(markerNumber), { redact: false }))).toContain("73917391.5");
  });

  test.each([...groups.keys(), "veins"])("a text in place of %s", (group) => {
    expect(said(issuesOf({ [group]: marker }))).not.toContain(marker);
    expect(said(issuesOf({ [group]: marker }, { redact: false }))).toContain(marker);
  });

  test("a text in place of the case", () => {
    expect(said(issuesOf(marker))).not.toContain(marker);
    expect(said(issuesOf(marker, { redact: false }))).toContain(marker);
  });

  test("an id that stands twice", () => {
    expect(said(issuesOf({ veins: [{ id: marker }, { id: marker }] }))).not.toContain(marker);
  });
});

describe("the advisor's calls", () => {
  const input = { patient: { ageYears: marker } };
  const messageOf = (call: () => unknown): string => {
    try {
      call();
    } catch (error) {
      if (error instanceof CaseError) return `${error.message} ${said(error.issues)}`;
      throw error;
    }
    return "";
  };

  test("hold no value by default, in the error's own message either", async () => {
    const advisor = createAdvisor();
    for (const call of [
      () => advisor.recommendSync(input),
      () => advisor.outcomes(input),
      () => advisor.explain(input, "contraindication.pregnancy"),
      () => advisor.whatIf({}, { "patient.ageYears": marker }),
    ]) {
      expect(messageOf(call)).toContain("expected a number, received a string");
      expect(messageOf(call)).not.toContain(marker);
    }
    await expect(advisor.recommend(input)).rejects.not.toThrow(marker);
  });

  test("hold it with `redact` false", async () => {
    const advisor = createAdvisor();
    expect(messageOf(() => advisor.recommendSync(input, { redact: false }))).toContain(marker);
    await expect(advisor.recommend(input, { redact: false })).rejects.toThrow(marker);
  });

  test("a shown value is short and on one line", () => {
    const [issue] = issuesOf({ patient: { ageYears: `${"x".repeat(500)}\n` } }, { redact: false });
    expect(issue?.message.length).toBeLessThan(120);
    expect(issue?.message).not.toContain("\n");
  });
});
