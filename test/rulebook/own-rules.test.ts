import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { readRuleFiles } from "../../src/cli/files.ts";
import { RulebookError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { ruleFile, ruleText, smallRule } from "./small-rule.ts";

const pregnant = { patient: { pregnant: true } };

describe("rule files of one's own", () => {
  test("stand in place of the embedded topics", () => {
    const advisor = createAdvisor({ rulebook: [ruleText([smallRule()])] });
    expect(advisor.outcomes(pregnant)).toEqual({ "contraindication.example": "applies" });
    expect(advisor.recommendSync(pregnant).eligibility).toMatchObject({
      decision: "defer",
      because: ["contraindication.example"],
    });
  });

  test("are named in the report by their digest", () => {
    const { rulebook } = createAdvisor({ rulebook: [ruleText([smallRule()])] }).recommendSync({});
    expect(rulebook.digest).not.toBe(embeddedRulebook().digest);
    expect(rulebook.name).toBe(embeddedRulebook().name);
  });

  test("may bring a manifest of their own", () => {
    const manifest = { name: "clinic", version: "2.0.0", title: "Rules of a clinic", topics: ["clinic"] };
    const files = [{ name: "rulebook.json", json: manifest }, ruleFile([smallRule()], "clinic")];
    expect(createAdvisor({ rulebook: files }).recommendSync({}).rulebook).toMatchObject({
      name: "clinic",
      version: "2.0.0",
    });
  });

  test("may spread a topic over files", () => {
    const second = smallRule({ name: "contraindication.second" });
    const files = [
      ruleFile([smallRule()]),
      { name: "more.json", json: { topic: "contraindications", rules: [second] } },
    ];
    expect(createAdvisor({ rulebook: files }).rulebook.rules.map(({ name }) => name)).toEqual([
      "contraindication.example",
      "contraindication.second",
    ]);
  });

  test("cite documents, authorities and resolutions; those that cite none of the documents are left out of them", () => {
    const files = [
      ruleFile([
        smallRule({ name: "contraindication.authority" }),
        smallRule({ name: "contraindication.document", sources: ["S1-194"] }),
        smallRule({ name: "contraindication.resolution", sources: [], resolution: ["C44"] }),
      ]),
    ];
    const outcomes = createAdvisor({ rulebook: files, evidence: "documents" }).outcomes(pregnant);
    expect(Object.keys(outcomes)).toEqual(["contraindication.document", "contraindication.resolution"]);
  });

  test("that are the package's own give the package's own answers", () => {
    const advisor = createAdvisor({ rulebook: readRuleFiles("rules") });
    expect(advisor.recommendSync(pregnant)).toEqual(createAdvisor().recommendSync(pregnant));
  });

  test("are refused as a whole when one rule is wrong", () => {
    const files = [ruleText([smallRule(), smallRule({ name: "contraindication.other", sources: [] })])];
    expect(() => createAdvisor({ rulebook: files })).toThrow(RulebookError);
  });

  test("are refused when there is none", () => {
    expect(() => createAdvisor({ rulebook: [] })).toThrow("expected at least one file of rules");
  });
});
