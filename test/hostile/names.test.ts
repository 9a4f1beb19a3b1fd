import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { CaseError, RulebookError } from "../../src/issues/errors.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is looked for
const steering = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const advisor = createAdvisor();

describe("names that are anybody's text", () => {
  // The first four hold the signs of a replacement, which must not be obeyed where a path is made.
  for (const id of ["a$&b", "$`", "$'", "$$", "a$1", "__proto__", "constructor", "a.b", "a@b", "é\u0301", "\ud800"])
    test(`a vein may be called ${JSON.stringify(id)}, and keeps its name`, () => {
      const input = { veins: [{ id, type: "reticular" }] };
      const report = advisor.recommendSync(input);
      expect(Object.keys(report.plan.veins)).toEqual([id]);
      const asked = report.questions.flatMap(({ vein }) => (vein === undefined ? [] : [vein]));
      expect(asked.length).toBeGreaterThan(0);
      expect(new Set(asked)).toEqual(new Set([id]));
      const [explanation] = advisor.explain(input, "technique.foam.feeder");
      expect(explanation?.whyNot).toMatchObject([[{ path: `veins.${id}.feedsCluster`, needed: true }]]);
      // The path that is named is a path that can be changed.
      const { plan } = advisor.whatIf(input, { [`veins.${id}.feedsCluster`]: true });
      expect(plan.filter(({ slot }) => slot === "form")).toMatchObject([{ vein: id, value: { to: "foam" } }]);
    });

  const strange = ["a\nb", "\u001b[31mred", "x".repeat(5000), "`quoted`", "\u2028"];
  const messagesOf = (call: () => unknown): string[] => {
    try {
      call();
    } catch (error) {
      if (error instanceof RulebookError || error instanceof CaseError)
        return [error.message, ...error.issues.map(({ message }) => message)];
      throw error;
    }
    return [];
  };
  const expectShort = (messages: readonly string[]): void => {
    expect(messages).toHaveLength(2);
    for (const message of messages) {
      expect(message).not.toMatch(steering);
      expect(message.length).toBeLessThan(500);
    }
  };

  test.each(strange)("an unknown key %j leaves messages short and on one line", (name) => {
    expectShort(messagesOf(() => advisor.recommendSync({ patient: { [name]: true } })));
    expectShort(messagesOf(() => advisor.whatIf({}, { [name]: true })));
  });

  // Its message repeats the name as it is: fails once it is quoted as others are.
  test("an unknown rule leaves messages short and on one line", () => {
    for (const name of strange) expectShort(messagesOf(() => advisor.explain({}, name)));
  });
});
