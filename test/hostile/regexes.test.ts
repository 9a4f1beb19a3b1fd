import { describe, expect, test } from "vitest";
import { type FoundRegex, regexesOf, superLinear } from "../../scripts/campaign/regexes.ts";

describe("the judgement of regular expressions", () => {
  const judge = (source: string): boolean => superLinear({ source, flags: "", place: "" }) !== undefined;

  test.each(["(a+)+$", "(a|a)*b", "^a*a*$", "^(?:a|aa)+$", "a+b", "\\/+$", "\\s+$", "(?:x\\d+)*x\\d+y"])(
    "/%s/ grows faster than the text",
    (source) => expect(judge(source)).toBe(true),
  );

  test.each([
    "^a+b",
    "^(?:a|ab)+$",
    "(?<!\\/)\\/+$",
    "^[a-z0-9]+(?:[.-][a-z0-9]+)*$",
    "^\\d{4}-\\d{2}$",
    "\\{(\\w+)\\}",
  ])("/%s/ does not", (source) => expect(judge(source)).toBe(false));
});

describe("every regular expression of the library", () => {
  const found = regexesOf("src");

  test("can be listed: none is put together at run time", () => {
    expect(found.length).toBeGreaterThan(50);
  });

  test.each(found.map((one): [string, FoundRegex] => [`${one.place} /${one.source}/${one.flags}`, one]))(
    "%s takes steps in proportion to the text",
    (_name, one) => expect(superLinear(one)).toBeUndefined(),
  );
});
