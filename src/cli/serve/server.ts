import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

/** Where the server listens and how long it waits. */
export interface ServerSettings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How long a request may take to arrive, and how long its answer may take after that. */
  readonly timeoutMs: number;
  /** How long open requests may go on after `stop`. */
  readonly graceMs: number;
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** Takes no further request, lets the open ones end within the grace, and resolves when all is closed. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/** Listens with a handler of web-standard requests. Rejects where the address cannot be had. */
export async function startServer(
  handler: (request: Request) => Promise<Response>,
  { host, port, timeoutMs, graceMs }: ServerSettings,
): Promise<RunningServer> {
  const server = createAdaptorServer({
    // The handler begins before the body has arrived: it has the time of both.
    fetch: (request: Request) => withinTime(handler(request), 2 * timeoutMs),
    // The process's own Request and Response stay what they are.
    overrideGlobalObjects: false,
    serverOptions: {
      requestTimeout: timeoutMs,
      headersTimeout: timeoutMs,
      // Node looks for requests that take too long only this often.
      connectionsCheckingInterval: Math.min(timeoutMs, 1_000),
    },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  const name = host.includes(":") ? `[${host}]` : host;
  let stopping: Promise<void> | undefined;
  return {
    url: `http://${name}:${address.port}`,
    stop: () => {
      stopping ??= stop(server, graceMs);
      return stopping;
    },
  };
}

/** The answer, or 504 when it does not come in time: a caller is never left waiting. */
async function withinTime(answer: Promise<Response>, timeoutMs: number): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Response>((resolve) => {
    timer = setTimeout(() => resolve(new Response(null, { status: 504 })), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
