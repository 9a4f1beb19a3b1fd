import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Bill, billProblems, completeBill } from "../../scripts/sbom/bill.ts";
import { noticesIn } from "../../scripts/sbom/notices.ts";

const described = { name: "sclerotherapy-cds", version: "1.2.3", dependencies: { "@scope/one": "^1.0.0" } };
const notices = [{ name: "clone", version: "2.1.2", licence: "MIT" }];
const component = (name: string, version: string, purl: string) => ({
  "bom-ref": `${name}@${version}`,
  type: "library",
  name,
  version,
  purl,
  licenses: [{ license: { id: "MIT" } }],
  externalReferences: [{ type: "distribution", url: "https://registry.example.org/one.tgz" }],
});
const fromNpm: Bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  serialNumber: "urn:uuid:0",
  metadata: {
    timestamp: "2026-11-20T00:00:00Z",
    component: { ...component("sclerotherapy-cds", "1.2.3", "pkg:npm/sclerotherapy-cds@1.2.3"), name: "some-folder" },
  },
  components: [component("@scope/one", "1.0.0", "pkg:npm/%40scope/one@1.0.0")],
  dependencies: [
    { ref: "sclerotherapy-cds@1.2.3", dependsOn: ["@scope/one@1.0.0"] },
    { ref: "@scope/one@1.0.0", dependsOn: [] },
  ],
};
const complete = completeBill(fromNpm, described, notices);

describe("the bill of materials", () => {
  test("names the package, what is installed and what is carried inside", () => {
    expect(complete.metadata.component.name).toBe("sclerotherapy-cds");
    expect(complete.components.map(({ purl }) => purl)).toEqual(["pkg:npm/%40scope/one@1.0.0", "pkg:npm/clone@2.1.2"]);
    expect(complete.dependencies).toContainEqual({
      ref: "sclerotherapy-cds@1.2.3",
      dependsOn: ["@scope/one@1.0.0", "clone@2.1.2"],
    });
    expect(billProblems(complete, described, notices)).toEqual([]);
  });

  test("holds nothing of the machine or the moment", () => {
    expect(JSON.stringify(complete)).not.toMatch(/registry|some-folder|timestamp|serialNumber/);
  });

  test("is refused as npm gives it: another name, an address, and nothing of what is inside", () => {
    expect(billProblems(fromNpm, described, notices)).toEqual([
      "it is of another package or version",
      "it lacks clone",
      "it names an address or a path of the machine",
    ]);
  });

  test.each([
    ["no licence", { licenses: [] }, "@scope/one has no licence"],
    ["another address", { purl: "pkg:npm/one@1.0.0" }, "@scope/one has no package address"],
    ["a reference of its own", { "bom-ref": "x" }, "it depends on @scope/one@1.0.0, which it does not list"],
  ])("is refused with a component of %s", (_, change, problem) => {
    const components = complete.components.map((one) => (one.name === "@scope/one" ? { ...one, ...change } : one));
    expect(billProblems({ ...complete, components }, described, notices)).toContain(problem);
  });
});

test("THIRD-PARTY.md gives name, version and licence of each package in its headings", () => {
  const found = noticesIn(readFileSync("THIRD-PARTY.md", "utf8"));
  expect(found.map(({ name }) => name)).toContain("json-rules-engine");
  expect(noticesIn("## @hono/node-server 2.1.8 (MIT)\n\ntext\n\n## not a notice\n")).toEqual([
    { name: "@hono/node-server", version: "2.1.8", licence: "MIT" },
  ]);
});
