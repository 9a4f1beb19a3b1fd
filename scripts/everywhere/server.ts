import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";

/** The strictest policy under which a page can load scripts and data of its own at all. */
export const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; report-uri /report";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
};

/** What pages and workers sent. */
export interface Received {
  /** `answers`, `failure`, `violation` (from the page's listener) or `report` (from the browser itself). */
  readonly kind: string;
  /** `page` or `worker`; empty for a report. */
  readonly from: string;
  readonly body: unknown;
}

export interface PageServer {
  readonly address: string;
  readonly received: readonly Received[];
  readonly close: () => void;
}

/** Serves a folder on loopback under the policy, and collects what is sent. */
export async function servePages(folder: string): Promise<PageServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    answer(request, response, folder, received).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, received, close: () => server.close() };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  received: Received[],
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
  if (request.method === "POST") {
    const [kind = "", from = ""] = pathname.slice(1).split("/");
    received.push({ kind, from, body: JSON.parse(await text(request)) });
    response.writeHead(204).end();
    return;
  }
  const headers = {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  const page = /^\/([a-z-]+)\.html$/.exec(pathname)?.[1];
  if (page !== undefined) {
    response.writeHead(200, { ...headers, "content-type": types[".html"] });
    response.end(
      `<!doctype html><meta charset="utf-8"><title>${page}</title><script type="module" src="/${page}.js"></script>`,
    );
    return;
  }
  const file = join(folder, normalize(pathname));
  const type = types[extname(file)];
  if (type === undefined || !file.startsWith(folder) || !existsSync(file)) {
    response.writeHead(404, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "content-type": type }).end(readFileSync(file));
}
