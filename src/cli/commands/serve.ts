import { type CdsHooksHandler, createCdsHooks, type HandlerError, type RequestSummary } from "../../cds-hooks/index.ts";
import type { Issue } from "../../issues/issue.ts";
import { parseJson, readText } from "../files.ts";
import { readServiceConfig } from "../serve/config.ts";
import { healthPath, withHealth } from "../serve/health.ts";
import { type RunningServer, startServer } from "../serve/server.ts";
import { writeOutput } from "../stream-writer.ts";
import { exit, UsageError } from "../usage.ts";
import { advisorFor, type Command, type Options, operandsOf, wholeNumberOf } from "./command.ts";

const mostBytes = 1_000_000_000;
const mostMs = 600_000;
const graceMs = 5_000;

/** Serves CDS Hooks until it is told to stop. One line of JSON on standard output for each request, none of a patient. */
export const serve: Command = async (operands, options) => {
  operandsOf(operands, []);
  const advisor = advisorFor(options);
  const { fetch } = handlerFor(options, advisor);
  const server = await listen(withHealth(fetch, advisor.rulebook), options);
  try {
    await log({ event: "listening", url: server.url, discovery: `${server.url}/cds-services`, health: healthPath });
  } catch (error) {
    await server.stop();
    throw error;
  }
  const signal = await stopSignal();
  logOn({ event: "stopping", signal });
  await server.stop();
  return { text: "", exit: exit.clean };
};

function handlerFor(options: Options, advisor: ReturnType<typeof advisorFor>): CdsHooksHandler {
  const { config, origin, baseUrl, bodyLimit, timeout } = options;
  return createCdsHooks({
    ...(config === undefined ? {} : readServiceConfig(parseJson(readText(config), config))),
    advisor,
    allowedOrigins: origin,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    maxBodyBytes: wholeNumberOf("body-limit", bodyLimit, 1, mostBytes),
    timeouts: { fetchMs: wholeNumberOf("timeout", timeout, 1, mostMs) },
    onRequest: logRequest,
    onError: logError,
  });
}

async function listen(
  handler: (request: Request) => Promise<Response>,
  { host, port, timeout }: Options,
): Promise<RunningServer> {
  const settings = {
    host,
    port: wholeNumberOf("port", port, 0, 65_535),
    timeoutMs: wholeNumberOf("timeout", timeout, 1, mostMs),
    graceMs,
  };
  try {
    return await startServer(handler, settings);
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot listen on ${host}:${port} (${code})`);
  }
}

/** Resolves with the first signal that asks for an end. A second one ends at once, as it does by default. */
function stopSignal(): Promise<NodeJS.Signals> {
  const signals = ["SIGINT", "SIGTERM"] as const;
  return new Promise((resolve) => {
    const onSignal = (signal: NodeJS.Signals): void => {
      for (const one of signals) process.removeListener(one, onSignal);
      resolve(signal);
    };
    for (const one of signals) process.on(one, onSignal);
  });
}

function logRequest(summary: RequestSummary): void {
  logOn({ event: "request", ...summary });
}

/** Errors as codes and places; an issue's message holds no value, but a log needs no sentences. */
function logError(error: HandlerError): void {
  const { kind } = error;
  const found = kind === "refused" ? { status: error.status, issues: error.issues.map(placeOf) } : error;
  logOn({ event: "error", kind, ...found });
}

const placeOf = ({ code, path }: Issue): Pick<Issue, "code" | "path"> => ({ code, path });

type Entry = Readonly<Record<string, unknown>>;

/** Throws `WriteError` where standard output cannot be written on. */
async function log(entry: Entry): Promise<void> {
  await writeOutput(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
}

/** Once it serves, a log that is full does not keep it from answering. */
function logOn(entry: Entry): void {
  log(entry).catch(() => {});
}
