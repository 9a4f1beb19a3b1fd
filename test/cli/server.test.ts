import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { withHealth } from "../../src/cli/serve/health.ts";
import { type RunningServer, type ServerSettings, startServer } from "../../src/cli/serve/server.ts";

const rulebook = { name: "rules", version: "1.2.3", digest: "sha256-0" };
const settings: ServerSettings = { host: "127.0.0.1", port: 0, timeoutMs: 2_000, graceMs: 200 };

const running: RunningServer[] = [];
const start = async (
  handler: (request: Request) => Promise<Response>,
  changed: Partial<ServerSettings> = {},
): Promise<RunningServer> => {
  const server = await startServer(handler, { ...settings, ...changed });
  running.push(server);
  return server;
};

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

const echo = async (request: Request): Promise<Response> => new Response(await request.text());

describe("the server", () => {
  test("hands requests to the handler and its answers back", async () => {
    const { url } = await start(echo);
    const answer = await fetch(url, { method: "POST", body: "some text" });
    expect([answer.status, await answer.text()]).toEqual([200, "some text"]);
  });

  test("a port that is taken rejects", async () => {
    const { url } = await start(echo);
    await expect(start(echo, { port: Number(new URL(url).port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  test("an answer that does not come in time is 504", async () => {
    const { url } = await start(() => new Promise(() => {}), { timeoutMs: 50 });
    expect((await fetch(url)).status).toBe(504);
  });

  test("a request that does not arrive in time is 408", async () => {
    const { url } = await start(echo, { timeoutMs: 100 });
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      let text = "";
      socket.on("data", (chunk) => {
        text += String(chunk);
      });
      socket.on("close", () => resolve(text));
      socket.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nab");
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("a stop lets an open request end", async () => {
    const server = await start(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return new Response("done");
    });
    const open = fetch(server.url).then((answer) => answer.text());
    await new Promise((resolve) => setTimeout(resolve, 20));
    const stopped = server.stop();
    expect(await open).toBe("done");
    await stopped;
    await expect(fetch(server.url)).rejects.toThrow();
  });

  test("a stop does not wait longer than the grace", async () => {
    const server = await start(() => new Promise(() => {}), { timeoutMs: 60_000, graceMs: 50 });
    const open = fetch(server.url).catch(() => "cut off");
    await new Promise((resolve) => setTimeout(resolve, 20));
    await server.stop();
    expect(await open).toBe("cut off");
  });
});

describe("health", () => {
  test("names the rulebook, for GET and HEAD alone", async () => {
    const { url } = await start(withHealth(echo, rulebook));
    const answer = await fetch(`${url}/health`);
    expect(answer.headers.get("content-type")).toBe("application/health+json");
    expect(await answer.json()).toEqual({ status: "pass", rulebook });
    expect((await fetch(`${url}/health`, { method: "HEAD" })).status).toBe(200);
    expect((await fetch(`${url}/health`, { method: "POST" })).status).toBe(405);
  });

  test("every other path is the handler's", async () => {
    const { url } = await start(withHealth(echo, rulebook));
    const answer = await fetch(`${url}/other`, { method: "POST", body: "passed on" });
    expect(await answer.text()).toBe("passed on");
  });
});
