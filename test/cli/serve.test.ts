import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCdsHooks } from "../../src/cds-hooks/index.ts";
import { run } from "../../src/cli/main.ts";
import { readServiceConfig } from "../../src/cli/serve/config.ts";
import { AdapterError } from "../../src/issues/errors.ts";

type Entry = { readonly event: string; readonly [key: string]: unknown };

const call = {
  hook: "patient-view",
  hookInstance: "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
  context: { userId: "Practitioner/example", patientId: "jane-roe" },
  prefetch: {
    patient: { resourceType: "Patient", id: "jane-roe", birthDate: "1980-05-17", gender: "female" },
    conditions: {
      resourceType: "Bundle",
      type: "searchset",
      entry: [
        {
          resource: {
            resourceType: "Condition",
            id: "spider-veins",
            clinicalStatus: { coding: [{ code: "active" }] },
            subject: { reference: "Patient/jane-roe" },
            code: { coding: [{ system: "http://hl7.org/fhir/sid/icd-10-cm", code: "I78.1" }] },
          },
        },
      ],
    },
  },
};

describe("sclero serve", () => {
  let child: ChildProcess;
  const log: Entry[] = [];
  let url = "";

  beforeAll(async () => {
    child = spawn(
      process.execPath,
      ["--import", "tsx", "src/cli/bin.ts", "serve", "--port", "0", "--origin", "https://ehr.example"],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    url = await new Promise((resolve) => {
      lines.on("line", (line) => {
        const entry = JSON.parse(line) as Entry;
        log.push(entry);
        if (entry.event === "listening") resolve(String(entry["url"]));
      });
    });
  });

  afterAll(() => {
    child.kill("SIGKILL");
  });

  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://ehr.example" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  test("lists its services, and answers a call of one with cards", async () => {
    const discovery = (await (await fetch(`${url}/cds-services`)).json()) as {
      services: { hook: string; id: string }[];
    };
    const service = discovery.services.find(({ hook }) => hook === "patient-view");
    const answer = await post(`/cds-services/${service?.id}`, call);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://ehr.example");
    const { cards } = (await answer.json()) as { cards: { summary: string }[] };
    expect(cards.length).toBeGreaterThan(0);
  });

  test("logs one line for each request, and nothing of the patient or the token", async () => {
    const before = log.length;
    await post("/cds-services/no-such-service", call);
    await post("/cds-services/sclerotherapy-patient-view", '{"jane-roe":');
    await expect.poll(() => log.slice(before).filter(({ event }) => event === "request").length).toBe(2);
    const text = JSON.stringify(log);
    for (const secret of ["jane-roe", "1980-05-17", "spider-veins"]) expect(text).not.toContain(secret);
  });

  test("ends on a signal, with exit code 0", async () => {
    const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve([code, signal])));
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    expect(log.at(-1)).toMatchObject({ event: "stopping", signal: "SIGTERM" });
  });
});

describe("wrong settings", () => {
  const directory = mkdtempSync(join(tmpdir(), "sclero-serve-"));
  const config = join(directory, "config.json");
  afterAll(() => rmSync(directory, { recursive: true }));

  test.each([
    ["a port that is none", ["--port", "70000"], "expected --port from 0 to 65535"],
    ["a limit of nothing", ["--body-limit", "0"], "expected --body-limit from 1"],
    ["a config file that is not there", ["--config", join(directory, "none.json")], "there is no file"],
    ["a flag of another command", ["--workers", "2"], "serve takes no --workers"],
  ])("%s", async (_name, flags, message) => {
    const { errorText = "", exit } = await run(["serve", ...flags]);
    expect(exit).toBe(2);
    expect(errorText.replace(/\s+/g, " ")).toContain(message);
  });

  test("origins and settings that cannot be meant: all at once, exit 1", async () => {
    writeFileSync(config, JSON.stringify({ timeZone: "Middle/Earth", fhirServers: ["not a url"] }));
    const { errorText = "", exit } = await run(["serve", "--config", config, "--origin", "*"]);
    expect(exit).toBe(1);
    for (const path of ["timeZone", "fhirServers[0]", "allowedOrigins[0]"]) expect(errorText).toContain(path);
  });

  test("keys and values of another form: all at once, with the nearest known key", async () => {
    writeFileSync(config, JSON.stringify({ timezone: "UTC", auth: { clients: [{}] }, ballot3: "yes" }));
    const { errorText = "", exit } = await run(["serve", "--config", config]);
    expect(exit).toBe(1);
    for (const path of ["auth.clients[0].iss", "ballot3", "baseUrl", "timezone"]) expect(errorText).toContain(path);
    expect(errorText).toContain("did you mean `timeZone`?");
  });

  test("the file in docs/cds-hooks.md is taken as it stands", () => {
    const docs = readFileSync("docs/cds-hooks.md", "utf8");
    const text = /```json\n([\s\S]*?)```/.exec(docs)?.[1] ?? "";
    const settings = readServiceConfig(JSON.parse(text));
    expect(Object.keys(settings)).toContain("auth");
    expect(() => createCdsHooks({ ...settings, baseUrl: "https://cds.example.org/sclero" })).not.toThrow();
  });

  test.each<[string, unknown, string[]]>([
    ["what a flag gives", { allowedOrigins: [], maxBodyBytes: 5 }, ["allowedOrigins", "maxBodyBytes"]],
    ["a list in place of settings", [], [""]],
    ["null in place of settings", null, [""]],
  ])("no file of settings: %s", (_name, json, paths) => {
    let issues: unknown;
    try {
      readServiceConfig(json);
    } catch (error) {
      issues = error instanceof AdapterError ? error.issues : error;
    }
    expect(issues).toEqual(paths.map((path) => expect.objectContaining({ code: "cds-hooks/wrong-type", path })));
  });
});
