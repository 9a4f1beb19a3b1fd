import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { readAudit } from "../../scripts/package/audit.ts";
import { entries, runChecks, Skip, specifier } from "../../scripts/package/check.ts";
import { packageOf } from "../../scripts/package/contents.ts";
import { sizeLimits } from "../../scripts/package/size-limits.ts";

describe("the checks of the package", () => {
  test("cover every entry that the package has, each with a limit of size", () => {
    const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as { exports: Record<string, unknown> };
    const withCode = Object.entries(exports).flatMap(([path, target]) => (typeof target === "string" ? [] : [path]));
    expect(entries.map((entry) => specifier(entry).replace("sclerotherapy-cds", ".")).sort()).toEqual(withCode.sort());
    expect(Object.keys(sizeLimits).sort()).toEqual([...entries].sort());
  });

  test("tell what fails from what cannot be told here", async () => {
    const lines: string[] = [];
    const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
    const checked = await runChecks([
      { name: "holds", run: () => "3 files" },
      {
        name: "elsewhere",
        run: () => {
          throw new Skip("no registry");
        },
      },
      { name: "fails later", run: () => Promise.reject(new Error("expected more")) },
    ]);
    write.mockRestore();
    expect(checked).toEqual([
      { name: "holds", verdict: "passed", note: "3 files" },
      { name: "elsewhere", verdict: "skipped", note: "no registry" },
      { name: "fails later", verdict: "failed" },
    ]);
    expect(lines).toEqual([
      "  passed: holds (3 files)\n",
      "  skipped: elsewhere: no registry\n",
      "  FAILED: fails later\n    expected more\n\n",
    ]);
  });

  test("take the package's name from an import", () => {
    expect(["zod/mini", "@noble/hashes/sha256", "jose"].map(packageOf)).toEqual(["zod", "@noble/hashes", "jose"]);
  });
});

describe("an audit", () => {
  test("finds what npm lists", () => {
    const answer = { metadata: { vulnerabilities: { total: 1 } }, vulnerabilities: { one: { severity: "high" } } };
    expect(readAudit(JSON.stringify(answer))).toEqual({ found: ["one (high)"] });
    expect(readAudit('{"vulnerabilities":{},"metadata":{"vulnerabilities":{"total":0}}}')).toEqual({ found: [] });
  });

  test("is unknown, never clean, without npm's count", () => {
    for (const output of ["", "not found", '{"message":"405 Method Not Allowed"}', '{"vulnerabilities":{}}'])
      expect(readAudit(output), output).toHaveProperty("unknown");
  });
});
