import { describe, expect, test } from "vitest";
import { readFragment } from "../../playground/share.ts";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { readCases } from "../../src/cli/docs/cases.ts";
import { leavesOf } from "../../src/logic/condition.ts";
import { leafText } from "../../src/pages/model/condition-text.ts";
import { differencesIn } from "../../src/pages/model/differences.ts";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { slotsSetBy } from "../../src/rulebook/stages.ts";
import { pagesOf, wholeSite } from "./built-site.ts";
import { byId, type Element, elementsIn, withClass } from "./html.ts";

const rulebook = embeddedRulebook();
const pages = pagesOf(wholeSite());
const page = (path: string): Element => {
  const found = pages.get(path);
  if (found === undefined) throw new Error(`there is no page ${path}`);
  return found;
};
const topicPage = (topic: string): Element => page(`topics/${topic}.html`);
const linksIn = (element: Element): string[] =>
  elementsIn(element).flatMap(({ attributes }) => attributes.get("href") ?? []);

describe("the overview", () => {
  test("leads to the playground from beside the intended use, and so does the menu of every page", () => {
    const uses = withClass(page("index.html"), "intended")[0];
    expect(uses?.text).toContain("The decision stays with the clinician");
    expect(linksIn(uses as Element)).toEqual(["playground/index.html"]);
    for (const one of pages.values()) expect(withClass(one, "top")[0]?.text).toContain("Try a patient");
  });
});

describe("rules", () => {
  const articles = [...pages].flatMap(([path, one]) =>
    withClass(one, "rule").flatMap((article) => {
      const id = article.attributes.get("id");
      return id === undefined ? [] : [{ path, id }];
    }),
  );

  test("each stands once, with its anchor, on the page of its topic", () => {
    const expected = rulebook.rules.map(({ name, topic }) => ({ path: `topics/${topic}.html`, id: name }));
    const key = ({ path, id }: { path: string; id: string }): string => `${path}#${id}`;
    expect(articles.map(key).sort()).toEqual(expected.map(key).sort());
  });

  test("each says what it is, how strongly, and what it decides, in words", () => {
    for (const { name, title, topic, why, event } of rulebook.rules) {
      const { strength, summary, detail, slot } = event.params;
      const article = byId(topicPage(topic), name);
      for (const text of [name, title, summary, ...(why === undefined ? [] : [why])])
        expect(article.text).toContain(text);
      for (const part of detail?.split(/\n{2,}/) ?? []) expect(article.text).toContain(part);
      expect(withClass(article, "strength").map(({ text }) => text)).toEqual([strength]);
      const links = linksIn(article);
      for (const set of slotsSetBy({ ...rulebook.ruleByName.get(name), event } as (typeof rulebook.rules)[number]))
        expect(links).toContain(`../slots.html#${set}`);
      if (slot !== undefined) expect(article.text).toContain(rulebook.slots.get(slot)?.label);
    }
  });

  test("the tree of each shows every comparison in its order, in words and with its fact", () => {
    for (const { name, topic, conditions } of rulebook.rules) {
      const tree = withClass(byId(topicPage(topic), name), "tree")[0] as Element;
      const shown = withClass(tree, "leaf").map(({ text, children }) => [
        text,
        children.flatMap(({ attributes }) => attributes.get("href") ?? []),
      ]);
      const expected = leavesOf(conditions).map((leaf) => [
        `${leafText(leaf, rulebook.facts.get(leaf.fact))} ${leaf.fact}`,
        [`../facts.html#${leaf.fact}`],
      ]);
      expect(shown).toEqual(expected);
    }
  });

  test("each names its rows and resolutions, with document, section and lines", () => {
    for (const { name, topic, sources, resolution = [] } of rulebook.rules) {
      const article = byId(topicPage(topic), name);
      const links = linksIn(article);
      for (const id of [...sources, ...resolution]) {
        expect(links).toContain(`../statements.html#${id}`);
        const { section, lines, source } = rulebook.citations.get(id) ?? { source: "" };
        if (section !== undefined) expect(article.text).toContain(section);
        if (lines !== undefined) expect(article.text).toMatch(new RegExp(`lines? ${lines}`));
        const title = embeddedContent.sources[source]?.title;
        if (title !== undefined) expect(article.text).toContain(title);
      }
    }
  });

  test("each is shown by a case, and the playground gets that case", () => {
    const { cases } = readCases("fixtures/cases", rulebook);
    const advisor = createAdvisor();
    for (const { name, topic } of rulebook.rules) {
      const [first] = withClass(byId(topicPage(topic), name), "cases");
      const links = linksIn(first as Element).filter((link) => link.includes("playground"));
      expect(links.length, name).toBeGreaterThan(0);
      const shared = readFragment((links[0] ?? "").replace(/^.*#/, "#"));
      if (shared.kind !== "case") throw new Error(`the case of ${name} cannot be read`);
      const known = cases.some(({ patients }) => patients.some(({ input }) => same(input, shared.json)));
      expect(known).toBe(true);
      const outcomes = advisor.outcomes(shared.json);
      const applies = Object.entries(outcomes).some(
        ([id, outcome]) => id.split("@")[0] === name && outcome === "applies",
      );
      expect(applies, name).toBe(true);
    }
  });
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

describe("the matrix of rows and rules", () => {
  const matrix = byId(page("statements.html"), "_matrix");

  test("has every row that a rule may cite, in their order", () => {
    const rows = elementsIn(matrix).filter(({ name, attributes }) => name === "tr" && attributes.has("id"));
    expect(rows.map(({ attributes }) => attributes.get("id"))).toEqual([...rulebook.citations.keys()]);
  });

  test("names for each the rules that rest on it, or the reason why none does", () => {
    const { statements, authorities, resolutions } = embeddedContent;
    for (const id of rulebook.citations.keys()) {
      const row = byId(matrix, id);
      const resting = rulebook.rules.filter(({ sources, resolution = [] }) => [...sources, ...resolution].includes(id));
      const links = linksIn(row).map((link) => link.replace(/^.*#/, ""));
      expect(links).toEqual(resting.map(({ name }) => name));
      const reason = statements[id]?.notActionable ?? authorities[id]?.notActionable ?? resolutions[id]?.notCoded;
      expect(reason === undefined).toBe(resting.length > 0);
      if (reason !== undefined) expect(row.text).toContain(reason);
    }
  });
});

describe("decisions and facts", () => {
  test("every slot stands with its policy and the rules that set it", () => {
    for (const slot of rulebook.slots.values()) {
      const section = byId(page("slots.html"), slot.name);
      expect(section.text).toContain(slot.label);
      const links = new Set(linksIn(section).filter((link) => link.startsWith("topics/")));
      const setting = rulebook.rules.filter((rule) => slotsSetBy(rule).includes(slot.name));
      expect([...links].map((link) => link.replace(/^.*#/, "")).sort()).toEqual(setting.map(({ name }) => name).sort());
    }
  });

  test("every fact of the vocabulary stands with its question, its default and the rules that read it", () => {
    for (const fact of rulebook.facts.values()) {
      if (fact.slot !== undefined) continue;
      const article = byId(page("facts.html"), fact.name);
      for (const text of [fact.label, fact.ask, fact.meaning, ...(fact.values ?? [])])
        if (text !== undefined) expect(article.text).toContain(text);
      expect(article.text.includes("When not given")).toBe(fact.absent !== undefined);
      const reading = rulebook.rules.filter(
        ({ conditions, event }) =>
          leavesOf(conditions).some((leaf) => leaf.fact === fact.name) || event.params.valueFact === fact.name,
      );
      const links = linksIn(article).filter((link) => link.startsWith("topics/"));
      expect(links.map((link) => link.replace(/^.*#/, ""))).toEqual(reading.map(({ name }) => name));
    }
  });
});

describe("disagreements", () => {
  test("what any case of the repository shows as a disagreement stands on the page, with every value in dispute", () => {
    const advisor = createAdvisor();
    const shown = differencesIn(rulebook, "all", rulebook.rules);
    const section = page("disagreements.html");
    let seen = 0;
    for (const { patients } of readCases("fixtures/cases", rulebook).cases)
      for (const { input, where, evidence, expect: expected } of patients) {
        // A flip changes little of what its case disagrees on, unless that is what the flip is there for.
        const isOfInterest = where === "case" || expected.disagreements !== undefined;
        if (!isOfInterest || expected.refused !== undefined || evidence !== "all") continue;
        for (const { slot, matter } of advisor.recommendSync(input).disagreements) {
          const found = shown.find((one) => one.slot.name === slot && one.matter === matter);
          expect(found, `${slot} ${matter}`).toBeDefined();
          seen += 1;
        }
      }
    expect(seen).toBeGreaterThan(50);
    expect(withClass(section, "difference-entry")).toHaveLength(shown.length);
    for (const { positions } of shown) {
      expect(positions.length).toBeGreaterThan(1);
      expect(new Set(positions.map(({ text }) => text)).size).toBe(positions.length);
    }
  });
});

describe("documents alone", () => {
  const alone = pagesOf(wholeSite({ evidence: "documents" }));

  test("leave out the rules that rest on authorities, and say so", () => {
    const ids = [...alone.values()].flatMap((one) =>
      withClass(one, "rule").flatMap(({ attributes }) => attributes.get("id") ?? []),
    );
    const expected = rulebook.rules.filter(({ fromDocuments }) => fromDocuments).map(({ name }) => name);
    expect(ids.length).toBeLessThan(rulebook.rules.length);
    expect([...ids].sort()).toEqual([...expected].sort());
    expect(alone.get("index.html")?.text).toContain("documents alone");
    expect(alone.get("statements.html")?.text).toContain("left out: documents alone are shown");
  });
});
