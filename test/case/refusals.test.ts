import { describe, expect, test } from "vitest";
import { changeCase } from "../../src/case/change.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { codes, issuesOf, parser } from "./reading.ts";

const secret = "Jane Roe";
const deep = { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } };

/** One case for each way to be wrong. */
const refused: readonly (readonly [Issue["code"], string, unknown, message: RegExp, help: RegExp])[] = [
  ["case/not-an-object", "", secret, /received a string$/, /for example `\{ "patient"/],
  ["case/unknown-key", "patient.pregnat", { patient: { pregnat: true } }, /^unknown key `pregnat`$/, /`pregnant`/],
  [
    "case/wrong-type",
    "patient.ageYears",
    { patient: { ageYears: secret } },
    /expected a number, received a string/,
    /leave the fact/,
  ],
  ["case/not-in-list", "patient.sex", { patient: { sex: "femal" } }, /expected one of `/, /did you mean `female`/],
  ["case/out-of-range", "patient.ageYears", { patient: { ageYears: 121 } }, /0 to 120 a, received more/, /give `null`/],
  [
    "case/impossible-date",
    "asOf",
    { asOf: secret },
    /expected a date \(YYYY-MM-DD\) or a date and time/,
    /give `null`/,
  ],
  ["case/missing-vein-id", "veins[0].id", { veins: [{}] }, /expected an id for the vein, received none/, /of your own/],
  ["case/duplicate-vein-id", "veins[1].id", { veins: [{ id: "a" }, { id: "a" }] }, /each vein id once/, /its own/],
  ["case/too-deep", "patient.a.b.c.d.e.f", { patient: deep }, /at most 6 levels/, /a case is flat/],
  ["case/asynchronous-fact", "patient.pregnant", { patient: { pregnant: () => true } }, /received a function/, /waits/],
  [
    "case/session-after-as-of",
    "previousSession.date",
    { asOf: "2026-11-20", previousSession: { date: "2026-11-21" } },
    /on or before `asOf`, received a later one/,
    /the only clock/,
  ],
  [
    "case/date-and-duration-disagree",
    "followUp.hoursSinceSession",
    { asOf: "2026-11-20", followUp: { sessionDate: "2026-11-18", hoursSinceSession: 73 } },
    /at most a day between `followUp.hoursSinceSession` and `followUp.sessionDate`, received more/,
    /give one of the two/,
  ],
];

describe("each way to be wrong", () => {
  test.each(refused)(
    "%s at `%s`: an error with its place, what was expected, and what to do",
    (code, path, input, message, help) => {
      const issue = issuesOf(input).find((one) => one.code === code);
      expect(issue).toMatchObject({ code, path, severity: "error" });
      expect(issue?.message).toMatch(message);
      expect(issue?.help).toMatch(help);
    },
  );

  test.each(refused)(
    "%s: the message is one line, begins small, and holds nothing of the patient",
    (code, _, input) => {
      for (const { message } of issuesOf(input).filter((one) => one.code === code)) {
        expect(message).toMatch(/^[a-z][^\n]+$/);
        expect(message).not.toContain("Roe");
      }
    },
  );

  test("a session on the day itself, and a day more or less, are not wrong", () => {
    const at = (hoursSinceSession: number) => ({
      asOf: "2026-11-20",
      followUp: { sessionDate: "2026-11-18", hoursSinceSession },
    });
    expect([24, 48, 72].flatMap((hours) => codes(at(hours)))).toEqual([]);
    expect([23, 73].map((hours) => codes(at(hours)).length)).toEqual([1, 1]);
    expect(codes({ asOf: "2026-11-20", followUp: { sessionDate: "2026-11-20" } })).toEqual([]);
  });
});

describe("a date with something before it", () => {
  test.each(["2026-11-20 2026-11-20", "2026-11-20 2026-11-20T09:30", "on 2026-11-20", "2026-11-20T09:30 or so"])(
    "%s is none",
    (asOf) => {
      expect(codes({ asOf })).toEqual(["case/impossible-date asOf"]);
    },
  );
});

describe("where a wrong value stands in a vein", () => {
  test("a fact of a proposal is known as what it is", () => {
    const [issue] = issuesOf({ veins: [{ id: "a", proposal: { volumeMl: "much", form: "gel" } }] });
    expect(issue).toMatchObject({ path: "veins[0].proposal.form", code: "case/not-in-list" });
    const [, volume] = issuesOf({ veins: [{ id: "a", proposal: { volumeMl: "much", form: "gel" } }] });
    expect(volume).toMatchObject({
      path: "veins[0].proposal.volumeMl",
      message: "expected a number, received a string",
    });
  });

  test("what is no group, no list, no vein and no proposal", () => {
    expect(issuesOf({ patient: [] })[0]?.message).toBe("expected an object, received a list");
    expect(issuesOf({ veins: {} })[0]?.message).toBe("expected a list, received an object");
    expect(issuesOf({ veins: ["a"] })[0]?.message).toBe("expected an object, received a string");
    expect(issuesOf({ veins: [{ id: "a", proposal: 5 }] })[0]?.message).toBe("expected an object, received a number");
  });
});

test("near names are looked for twenty times, not for every key of a strange record", () => {
  const keys = Array.from({ length: 22 }, (_, index) => `pregnant${index}`);
  const issues = issuesOf({ patient: Object.fromEntries(keys.map((key) => [key, true])) });
  const byKey = new Map(issues.map(({ path, help }) => [path, help]));
  const helps = keys.map((key) => byKey.get(`patient.${key}`) ?? "");
  expect(helps.slice(0, 20).every((help) => help === "did you mean `pregnant`?")).toBe(true);
  expect(helps.slice(20).every((help) => help.startsWith("see the vocabulary"))).toBe(true);
});

test("functions are kept with the subject that they are about", () => {
  const call = () => true;
  const { patient, veins, followUp } = parser.parse(
    {
      asOf: call,
      patient: { pregnant: call },
      veins: [{ id: "a" }, { id: "b", type: call, proposal: { form: call } }],
      followUp: { fever: call },
    },
    { allowFunctions: true },
  );
  const named = [patient, ...veins, followUp].map((subject) => [...(subject?.deferred.keys() ?? [])]);
  expect(named).toEqual([["asOf", "patient.pregnant"], [], ["vein.type", "vein.proposal.form"], ["followUp.fever"]]);
  expect(patient.deferred.get("patient.pregnant")).toBe(call);
  expect(patient.given.has("patient.pregnant")).toBe(false);
});

describe("a change that cannot be made", () => {
  const refusedChange = (path: string, input: unknown): Issue | undefined => {
    try {
      changeCase(input, { [path]: null }, parser.shape);
      return undefined;
    } catch (error) {
      if (error instanceof CaseError) return error.issues[0];
      throw error;
    }
  };

  test("something in front of a proposal's fact that is as long as its name", () => {
    expect(refusedChange("veins.a.whatever.form", { veins: [{ id: "a" }] })).toMatchObject({
      code: "change/unknown-path",
      path: "veins.a.whatever.form",
      message: "unknown path `veins.a.whatever.form`",
    });
  });

  test.each([[["a", "a.b"]], [["a.b", "a"]]])(
    "a slip after an id with dots: the longest id is taken as meant, of %s",
    (ids) => {
      const issue = refusedChange("veins.a.b.siez", { veins: ids.map((id) => ({ id })) });
      expect(issue).toMatchObject({ path: "veins.a.b.siez", help: "did you mean `veins.<id>.size`?" });
    },
  );

  test("a vein that the case has not, and no vein at all", () => {
    const message = "expected the id of a vein of the case after `veins.`";
    const veins = [{ id: "left-calf" }];
    expect(refusedChange("veins.left-clf.size", { veins })).toMatchObject({
      message,
      help: "did you mean `left-calf`?",
    });
    expect(refusedChange("veins", { veins })).toMatchObject({ message, help: "known are `left-calf`" });
    expect(refusedChange("veins.a.size", {})).toMatchObject({ message, help: "there is none to choose from" });
  });
});
