import { describe, expect, test } from "vitest";
import { createCdsHooks, type RequestSummary } from "../../src/cds-hooks/index.ts";
import { AdapterError } from "../../src/issues/errors.ts";
import { baseUrl, handlerWith, hookInstance, post, refusalOf, requestOf, serviceOf } from "./calling.ts";

// Needed for a body that is a stream; the types of browsers do not know it.
const streamed = { duplex: "half" } as const;

const service = serviceOf("patient-view");

const get = (url: string, init: RequestInit = {}) => handlerWith().fetch(new Request(url, init));

describe("routes", () => {
  test("discovery lists one service for each hook", async () => {
    const response = await get(`${baseUrl}/cds-services`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const { services } = (await response.json()) as { services: Record<string, unknown>[] };
    expect(services.map(({ hook, id }) => [hook, id])).toEqual([
      ["patient-view", "sclerotherapy-patient-view"],
      ["order-select", "sclerotherapy-order-select"],
      ["order-sign", "sclerotherapy-order-sign"],
      ["appointment-book", "sclerotherapy-appointment-book"],
    ]);
    for (const one of services) expect(one).not.toHaveProperty("version");
  });

  test("the version of the specification is told under the 3.0 ballot alone", async () => {
    const { services } = handlerWith({ ballot3: true }).discovery;
    expect(services.map(({ version }) => version)).toEqual(["3.0.0", "3.0.0", "3.0.0", "3.0.0"]);
  });

  test("HEAD answers like GET without a body", async () => {
    const response = await get(`${baseUrl}/cds-services`, { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });

  test.each([
    ["an unknown service", `${baseUrl}/cds-services/other`, 404, ["cds-hooks/unknown-service"]],
    ["a path outside the base", "https://cds.example.org/cds-services/x", 404, []],
    ["a deeper path", `${baseUrl}/cds-services/${service}/feedback/more`, 404, []],
    ["a path that cannot be decoded", `${baseUrl}/cds-services/%E0%A4%A`, 404, []],
  ])("%s is not found", async (_, url, status, issues) => {
    const response = await get(url, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
    expect(await refusalOf(response)).toEqual({ status, issues });
  });

  test.each([
    ["POST", `${baseUrl}/cds-services`, "GET, HEAD"],
    ["GET", `${baseUrl}/cds-services/${service}`, "POST"],
    ["DELETE", `${baseUrl}/cds-services/${service}/feedback`, "POST"],
  ])("%s %s is not allowed", async (method, url, allow) => {
    const response = await get(url, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe(allow);
  });

  test("feedback on an unknown service is not found", async () => {
    expect(await refusalOf(await post("other/feedback", { feedback: [] }))).toEqual({
      status: 404,
      issues: ["cds-hooks/unknown-service"],
    });
  });

  test("without a base URL the routes are at the root", async () => {
    const { fetch } = createCdsHooks();
    expect((await fetch(new Request("http://localhost:8080/cds-services"))).status).toBe(200);
  });
});

describe("bodies", () => {
  test.each([
    ["text/plain", undefined],
    ["application/x-www-form-urlencoded", undefined],
    ["application/json; charset=iso-8859-1", undefined],
    ["application/json", "gzip"],
  ])("content type %s, packed as %s, is refused", async (type, packing) => {
    const headers = { "content-type": type, ...(packing === undefined ? {} : { "content-encoding": packing }) };
    expect((await post(service, requestOf("patient-view"), { headers })).status).toBe(415);
  });

  test.each(["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'])(
    "content type %s is read",
    async (type) => {
      expect((await post(service, requestOf("patient-view"), { headers: { "content-type": type } })).status).toBe(200);
    },
  );

  test("a body announced as too large is not read", async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(10));
      },
    });
    const request = new Request(`${baseUrl}/cds-services/${service}`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": "5000" },
      body,
      ...streamed,
    });
    const response = await handlerWith({ maxBodyBytes: 1000 }).fetch(request);
    expect(await refusalOf(response)).toEqual({ status: 413, issues: ["cds-hooks/too-large"] });
    // A stream pulls one chunk by itself before anybody reads.
    expect(pulled).toBeLessThanOrEqual(1);
  });

  test("reading a body stops at the limit, whatever was announced", async () => {
    let pulled = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(100).fill(32));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const request = new Request(`${baseUrl}/cds-services/${service}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      ...streamed,
    });
    const response = await handlerWith({ maxBodyBytes: 1000 }).fetch(request);
    expect(response.status).toBe(413);
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(15);
  });

  test.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["text that is not UTF-8", new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
  ])("%s is refused", async (_, body) => {
    const request = new Request(`${baseUrl}/cds-services/${service}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    expect(await refusalOf(await handlerWith().fetch(request))).toEqual({
      status: 400,
      issues: ["cds-hooks/invalid-json"],
    });
  });

  test("JSON that is nested too deep is refused and nothing overflows", async () => {
    const deep = `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    expect(await refusalOf(await post(service, deep))).toEqual({ status: 400, issues: ["cds-hooks/too-large"] });
  });

  test.each(["null", "[]", "1", '"text"'])("%s is no request", async (body) => {
    const { status, issues } = await refusalOf(await post(service, body));
    expect(status).toBe(400);
    expect(issues.length).toBeGreaterThan(0);
  });
});

describe("headers of safety", () => {
  test.each([200, 400, 404, 405, 415])("stand on every answer: %i", async (status) => {
    const answers = {
      200: await get(`${baseUrl}/cds-services`),
      400: await post(service, "{"),
      404: await get(`${baseUrl}/nothing`),
      405: await get(`${baseUrl}/cds-services/${service}`),
      415: await post(service, "{}", { headers: { "content-type": "text/plain" } }),
    } as Record<number, Response>;
    const response = answers[status];
    expect(response?.status).toBe(status);
    expect(response?.headers.get("cache-control")).toBe("no-store");
    expect(response?.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response?.headers.get("vary")).toBe("Origin");
  });
});

describe("CORS", () => {
  const allowedOrigins = ["https://sandbox.cds-hooks.org"];
  const preflight = (origin: string, options = {}) =>
    handlerWith(options).fetch(
      new Request(`${baseUrl}/cds-services/${service}`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
      }),
    );

  test("a listed origin may preflight and call", async () => {
    const answer = await preflight("https://sandbox.cds-hooks.org", { allowedOrigins });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://sandbox.cds-hooks.org");
    expect(answer.headers.get("access-control-allow-methods")).toBe("GET, POST");
    expect(answer.headers.get("access-control-allow-headers")).toBe("authorization, content-type");
    expect(answer.headers.get("vary")).toBe("Origin");
    expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
    const headers = { origin: "https://sandbox.cds-hooks.org" };
    const call = await post(service, requestOf("patient-view"), { allowedOrigins, headers });
    expect(call.status).toBe(200);
    expect(call.headers.get("access-control-allow-origin")).toBe("https://sandbox.cds-hooks.org");
  });

  test.each(["https://elsewhere.example", "https://sandbox.cds-hooks.org.evil.example", "null"])(
    "the origin %s is refused by default and beside a list",
    async (origin) => {
      for (const options of [{}, { allowedOrigins }]) {
        const answer = await preflight(origin, options);
        expect(answer.status).toBe(403);
        expect(answer.headers.has("access-control-allow-origin")).toBe(false);
        expect(answer.headers.get("vary")).toBe("Origin");
        const call = await post(service, requestOf("patient-view"), { ...options, headers: { origin } });
        expect(call.status).toBe(403);
        expect(call.headers.has("access-control-allow-origin")).toBe(false);
      }
    },
  );

  test("a refused call of a listed origin can be read by it", async () => {
    const headers = { origin: "https://sandbox.cds-hooks.org" };
    const call = await post(service, "{", { allowedOrigins, headers });
    expect(call.status).toBe(400);
    expect(call.headers.get("access-control-allow-origin")).toBe("https://sandbox.cds-hooks.org");
  });

  test("the handler's own origin needs no list", async () => {
    const call = await post(service, requestOf("patient-view"), { headers: { origin: "https://cds.example.org" } });
    expect(call.status).toBe(200);
    expect(call.headers.has("access-control-allow-origin")).toBe(false);
  });
});

describe("what is told of calls", () => {
  test("a summary of each call holds nothing of the patient", async () => {
    const summaries: RequestSummary[] = [];
    const onRequest = (summary: RequestSummary) => summaries.push(summary);
    await post(service, requestOf("patient-view"), { onRequest });
    await post(service, "{", { onRequest });
    await handlerWith({ onRequest }).fetch(new Request(`${baseUrl}/cds-services`));
    expect(summaries).toEqual([
      {
        service,
        kind: "service",
        status: 200,
        milliseconds: 0,
        cards: expect.any(Number),
        requestId: hookInstance,
        relevance: "relevant",
        issues: [],
      },
      { service, kind: "service", status: 400, milliseconds: 0, cards: 0, issues: ["cds-hooks/invalid-json"] },
      { kind: "discovery", status: 200, milliseconds: 0, cards: 0, issues: [] },
    ]);
  });

  test("a log that throws changes no answer", async () => {
    const errors: unknown[] = [];
    const response = await post(service, requestOf("patient-view"), {
      onRequest: () => {
        throw new TypeError("disk full, patient p1");
      },
      onError: (error) => errors.push(error),
    });
    expect(response.status).toBe(200);
    expect(errors).toEqual([{ kind: "callback", callback: "onRequest", name: "TypeError" }]);
  });

  test("a fault within is answered with 500 and told without its message", async () => {
    const errors: unknown[] = [];
    const { advisor } = await import("./faulty-advisor.ts");
    const response = await post(service, requestOf("patient-view"), {
      advisor,
      onError: (error) => errors.push(error),
    });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe("");
    expect(errors).toEqual([{ kind: "internal", name: "RangeError", at: expect.any(Array) }]);
    expect(JSON.stringify(errors)).not.toContain("p1");
  });
});

describe("options that cannot be meant", () => {
  test("a case that no case can hold is refused before the first call", () => {
    const refused = () => createCdsHooks({ case: { clinic: { jurisdiction: "Mars" } } });
    expect(refused).toThrow(AdapterError);
    expect(() => createCdsHooks({ case: { clinic: { jurisdiction: "US" } } })).not.toThrow();
  });

  test("an error callback that throws changes no answer", async () => {
    const onError = () => {
      throw new Error("log is full");
    };
    expect((await post(service, "{", { onError })).status).toBe(400);
  });

  test("are refused all at once, each with its path", () => {
    const refused = (): unknown => {
      try {
        return createCdsHooks({
          baseUrl: "cds.example.org",
          allowedOrigins: ["*", "https://ehr.example/"],
          fhirServers: ["ftp://ehr.example"],
          maxBodyBytes: 0,
          timeouts: { fetchMs: -1 },
          timeZone: "Nowhere/None",
          links: [{ label: "x", url: "https://x.example", type: "absolute", appContext: "y" }],
          auth: { clients: [{ iss: "https://ehr.example" }], algorithms: ["HS256" as "ES384"] },
        });
      } catch (error) {
        return error instanceof AdapterError ? error.issues.map(({ path }) => path) : error;
      }
    };
    expect(refused()).toEqual([
      "baseUrl",
      "allowedOrigins[0]",
      "allowedOrigins[1]",
      "fhirServers[0]",
      "maxBodyBytes",
      "timeouts.fetchMs",
      "auth.algorithms[0]",
      "auth.clients[0]",
      "timeZone",
      "links[0].appContext",
    ]);
  });

  test("authentication needs the address that tokens are made for", () => {
    const auth = { clients: [{ iss: "https://ehr.example", jku: "https://ehr.example/jwks" }] };
    expect(() => createCdsHooks({ auth })).toThrow(AdapterError);
    expect(() => createCdsHooks({ auth, baseUrl })).not.toThrow();
  });
});
