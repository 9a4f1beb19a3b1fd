import type { IssueCode } from "../issues/issue.ts";
import { createAuthenticate } from "./auth/client-jwt.ts";
import { overrideReasons } from "./cards/catalogue.ts";
import { finishCard } from "./cards/finish.ts";
import { checkOptions } from "./check-options.ts";
import type { FetchFunction } from "./data/server.ts";
import { dayIn } from "./day.ts";
import { evaluate } from "./evaluate.ts";
import { type FeedbackEvent, type HandlerError, internalError, nameOf, type RequestSummary } from "./events.ts";
import { takeFeedback } from "./feedback.ts";
import { readJson } from "./http/body.ts";
import { assertJson } from "./http/content-type.ts";
import { crossOrigin } from "./http/cors.ts";
import { Refusal } from "./http/refusal.ts";
import { type Answer, assertNothingEmpty, refuse, respond } from "./http/respond.ts";
import { basePath, endpointOf, type Route, routeOf } from "./http/route.ts";
import { status } from "./http/status.ts";
import { type CdsHooksOptions, withDefaults } from "./options.ts";
import { readRequest } from "./schema/request.ts";
import { createSeenStore } from "./seen.ts";
import { discoveryOf, hookOf, hookOrRefusal } from "./services.ts";
import { evaluateSettings } from "./settings.ts";
import { realClock, realFetch } from "./surroundings.ts";
import type { CdsResponse, Discovery } from "./types.ts";

/** Answers CDS Hooks calls. Keeps nothing of a patient between them. */
export interface CdsHooksHandler {
  /** Answers a web request: discovery, services and feedback below the base URL. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** What discovery answers. */
  readonly discovery: Discovery;
  /**
   * Answers the body of a service's call that came by another way than HTTP: status and JSON. No authentication, no CORS.
   * Never rejects.
   */
  readonly handle: (service: string, body: unknown) => Promise<Answer>;
  /** Takes the body of a feedback call that came by another way. Never rejects. */
  readonly feedback: (service: string, body: unknown) => Promise<Answer>;
}

/** What is noted of a call while it is answered. */
type Notes = { -readonly [Key in keyof RequestSummary]?: RequestSummary[Key] };

/**
 * Makes a handler of CDS Hooks 2.0 with four services: patient-view, order-select, order-sign and appointment-book. Its `fetch`
 * takes and gives the web's `Request` and `Response`, so that it runs in Hono, Fastify, Express, workers and tests alike.
 * Throws `AdapterError` for options that cannot be meant.
 *
 * @example
 * const { fetch } = createCdsHooks({ baseUrl: "https://cds.example.org" });
 * const response = await fetch(new Request("https://cds.example.org/cds-services"));
 */
export function createCdsHooks(given: CdsHooksOptions = {}): CdsHooksHandler {
  checkOptions(given);
  const options = withDefaults(given);
  const now = options.now ?? realClock;
  const send: FetchFunction = options.fetch ?? realFetch;
  const settings = evaluateSettings(options, send);
  const discovery = discoveryOf(settings.gather.templates, options.ballot3);
  const reasons = overrideReasons(settings.system, options.ballot3);
  const prefix = basePath(options.baseUrl);
  const origins = new Set(options.allowedOrigins);
  const seenFeedback = options.seenFeedback ?? createSeenStore(now);
  const authenticate =
    options.auth === undefined
      ? undefined
      : createAuthenticate(options.auth, {
          now,
          send,
          seen: options.auth.seen ?? createSeenStore(now),
          fetchMs: options.fetchMs,
        });

  /** Tells of an error; where that fails too, nobody is left to tell. */
  const failed = (error: HandlerError): void => {
    try {
      options.onError?.(error);
    } catch {}
  };

  const cards = async (service: string, body: unknown, notes: Notes): Promise<Answer> => {
    const hook = hookOrRefusal(service);
    const { request, issues } = readRequest(body, hook);
    notes.issues = issues.map(({ code }) => code);
    if (request === undefined) throw new Refusal(status.badRequest, issues);
    notes.requestId = request.hookInstance;
    const evaluation = await evaluate(request, dayIn(now(), options.timeZone), settings);
    const answer: CdsResponse = {
      cards: evaluation.cards.map((card) =>
        finishCard(card, {
          hookInstance: request.hookInstance,
          service,
          system: settings.system,
          rulebook: settings.advisor.rulebook,
          source: options.source ?? {},
          links: options.links ?? [],
          overrideReasons: reasons,
        }),
      ),
    };
    notes.relevance = evaluation.relevance;
    notes.cards = answer.cards.length;
    return { status: status.ok, body: answer };
  };

  const tell = async (event: FeedbackEvent): Promise<void> => {
    try {
      await options.onFeedback?.(event);
    } catch (error) {
      failed({ kind: "callback", callback: "onFeedback", name: nameOf(error) });
    }
  };

  const feedback = async (service: string, body: unknown): Promise<Answer> => {
    hookOrRefusal(service);
    await takeFeedback(service, body, { seen: seenFeedback, now, tell });
    return { status: status.ok };
  };

  /** What goes wrong becomes an answer: a refusal says what, a fault of ours says nothing. */
  const answered = async (notes: Notes, answer: () => Promise<Answer>): Promise<Answer> => {
    try {
      const result = await answer();
      if (result.body !== undefined) assertNothingEmpty(result.body);
      return result;
    } catch (error) {
      if (!(error instanceof Refusal)) {
        failed(internalError(error));
        return { status: status.internal };
      }
      notes.issues = [...new Set<IssueCode>([...(notes.issues ?? []), ...error.issues.map(({ code }) => code)])];
      if (error.status !== status.unauthenticated)
        failed({ kind: "refused", status: error.status, issues: error.issues });
      return refuse(error, options.ballot3);
    }
  };

  const noted = async (answer: (notes: Notes) => Promise<Answer>): Promise<Answer> => {
    const notes: Notes = {};
    const start = now().getTime();
    const result = await answered(notes, () => answer(notes));
    try {
      const milliseconds = now().getTime() - start;
      options.onRequest?.({ cards: 0, issues: [], ...notes, status: result.status, milliseconds });
    } catch (error) {
      failed({ kind: "callback", callback: "onRequest", name: nameOf(error) });
    }
    return result;
  };

  const authenticated = async (request: Request, route: Route): Promise<void> => {
    const endpoint = endpointOf(route, options.baseUrl ?? "");
    const failure = await authenticate?.(request.headers.get("authorization"), endpoint);
    if (failure === undefined) return;
    failed({ kind: "unauthenticated", reason: failure });
    throw new Refusal(status.unauthenticated, [], { "www-authenticate": "Bearer" });
  };

  const routed = async (request: Request, notes: Notes): Promise<Answer> => {
    const route = routeOf(new URL(request.url).pathname, prefix);
    if (route === undefined) throw new Refusal(status.notFound);
    notes.kind = route.kind;
    if (route.kind !== "discovery" && hookOf(route.id) !== undefined) notes.service = route.id;
    const methods = route.kind === "discovery" ? ["GET", "HEAD"] : ["POST"];
    if (!methods.includes(request.method))
      throw new Refusal(status.methodNotAllowed, [], { allow: methods.join(", ") });
    await authenticated(request, route);
    if (route.kind === "discovery") return { status: status.ok, body: discovery };
    hookOrRefusal(route.id);
    assertJson(request.headers);
    const body = await readJson(request, options.maxBodyBytes);
    return route.kind === "service" ? cards(route.id, body, notes) : feedback(route.id, body);
  };

  return {
    discovery,
    handle: (service, body) => noted((notes) => cards(service, body, notes)),
    feedback: (service, body) => noted(() => feedback(service, body)),
    fetch: async (request) => {
      let headers: Readonly<Record<string, string>> = { vary: "Origin" };
      const answer = await noted(async (notes) => {
        const cors = crossOrigin(request, origins, new URL(options.baseUrl ?? request.url).origin);
        headers = cors.headers;
        return cors.isPreflight ? { status: status.noContent } : routed(request, notes);
      });
      return respond(answer, headers, request.method !== "HEAD");
    },
  };
}
