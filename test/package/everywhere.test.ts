import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { sha256 } from "../../scripts/everywhere/answers.ts";
import { differing, digestOf } from "../../scripts/everywhere/comparison.ts";
import { patientsOf } from "../../scripts/everywhere/patients.ts";
import { isSameZone, settings } from "../../scripts/everywhere/places.ts";
import { type PageServer, policy, servePages } from "../../scripts/everywhere/server.ts";

const first = [
  { name: "a", digest: "1" },
  { name: "b", digest: "2" },
];

describe("what places answer", () => {
  test("differs by what has another digest, is missing, or is there beyond the first", () => {
    expect(differing(first, first)).toEqual([]);
    expect(
      differing(first, [
        { name: "a", digest: "9" },
        { name: "c", digest: "2" },
      ]),
    ).toEqual(["a", "b", "c"]);
  });

  test("has another digest over all when a name, a digest or the order is another", () => {
    const [one, two] = first;
    const others = [[one], [two, one], [one, { name: "b", digest: "3" }], [one, { name: "x", digest: "2" }]];
    const digests = [first, ...others].map((list) => digestOf(list.filter((item) => item !== undefined)));
    expect(new Set(digests).size).toBe(digests.length);
  });

  test("is hashed as Node hashes UTF-8", async () => {
    const text = "≥ 2 µm, niño, 👣";
    expect(await sha256(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
  });
});

describe("the patients", () => {
  test("are every fixture's case and flips, or its case alone, and the random cases asked for", () => {
    const whole = patientsOf("fixtures/cases/aftercare", 3, false);
    const short = patientsOf("fixtures/cases/aftercare", 3, true);
    expect(whole.length).toBeGreaterThan(short.length);
    expect(short.filter(({ name }) => name.includes("flips"))).toEqual([]);
    for (const list of [whole, short]) expect(list.filter(({ name }) => name.startsWith("random")).length).toBe(3);
    expect(new Set(whole.map(({ name }) => name)).size).toBe(whole.length);
    expect(new Set(whole.map(({ evidence }) => evidence))).toEqual(new Set(["all", "documents"]));
  });

  test("are the same on every call", () => {
    expect(JSON.stringify(patientsOf("fixtures/cases/aftercare", 5, true))).toBe(
      JSON.stringify(patientsOf("fixtures/cases/aftercare", 5, true)),
    );
  });
});

describe("time zones", () => {
  test("of the settings are four different ones", () => {
    for (const [index, { timeZone }] of settings.entries())
      for (const other of settings.slice(index + 1)) expect(isSameZone(timeZone, other.timeZone)).toBe(false);
    expect(settings.map(({ timeZone }) => timeZone)).toEqual([
      "UTC",
      "America/New_York",
      "Asia/Kolkata",
      "Pacific/Apia",
    ]);
  });

  test("are the same under their older names, and not when only winter agrees", () => {
    expect(isSameZone("Asia/Calcutta", "Asia/Kolkata")).toBe(true);
    expect(isSameZone("Europe/London", "UTC")).toBe(false);
  });
});

describe("the page's server", () => {
  let server: PageServer | undefined;
  let folder = "";
  const serve = async (): Promise<PageServer> => {
    folder = mkdtempSync(join(tmpdir(), "sclero-served-"));
    writeFileSync(join(folder, "page-main.js"), "export {};");
    server = await servePages(folder);
    return server;
  };
  afterEach(() => {
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("listens on loopback alone and gives everything under the strict policy", async () => {
    const { address } = await serve();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const path of ["/page-main.html", "/page-main.js", "/missing.js"]) {
      const response = await fetch(address + path);
      expect(response.status, path).toBe(path === "/missing.js" ? 404 : 200);
      expect(response.headers.get("content-security-policy"), path).toBe(policy);
    }
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; connect-src 'self'; /);
    expect(policy).not.toMatch(/unsafe|\*|data:|blob:|nonce|sha256/);
  });

  test("gives a page without inline code, and no file outside its folder", async () => {
    const { address } = await serve();
    const page = await (await fetch(`${address}/page-main.html`)).text();
    expect(page).toMatch(/<script type="module" src="\/page-main\.js"><\/script>/);
    expect(page).not.toMatch(/<script[^>]*>[^<]|style|\son\w+=/);
    expect((await fetch(`${address}/..%2f..%2fetc/hosts.json`)).status).toBe(404);
  });

  test("keeps what is sent, with its kind and sender", async () => {
    const { address, received } = await serve();
    await fetch(`${address}/violation/worker`, { method: "POST", body: '"script-src eval"' });
    expect(received).toEqual([{ kind: "violation", from: "worker", body: "script-src eval" }]);
  });
});
