import type { Advisor } from "../advisor/advisor.ts";
import type { AbsentType } from "../fhir/case-from-fhir.ts";
import type { ClientAuthOptions } from "./auth/client-jwt.ts";
import type { QuestionnaireLink } from "./cards/context.ts";
import type { FetchFunction } from "./data/server.ts";
import type { FeedbackEvent, HandlerError, RequestSummary } from "./events.ts";
import type { LocalOrderCode } from "./orders/order-codes.ts";
import type { SeenStore } from "./seen.ts";
import type { CardSource, Link } from "./types.ts";

/** Settings of the handler. Everything has a default; nothing is read from the surroundings but the clock and `fetch`. */
export interface CdsHooksOptions {
  /** Answers the cases; by default an advisor on the embedded rulebook. */
  readonly advisor?: Advisor;
  /**
   * The address under which clients call, without `/cds-services`: `https://cds.example.org/sclero`. Its path is the prefix of
   * all routes. Needed with `auth`, since a token names the endpoint that it is for.
   */
  readonly baseUrl?: string;
  /** Origins of pages in browsers that may call, `https://sandbox.cds-hooks.org`; none by default. `*` is refused. */
  readonly allowedOrigins?: readonly string[];
  /** Bytes that a body may have, of a call or of a FHIR server's answer; 10,000,000 by default. */
  readonly maxBodyBytes?: number;
  /** Who may call. Without it everybody may: for networks that see to it themselves. */
  readonly auth?: ClientAuthOptions;
  /**
   * Base URLs of FHIR servers that may be asked for what prefetch lacks; none by default. A token that a client lends goes to
   * the server named in its call and nowhere else, and is kept and logged nowhere.
   */
  readonly fhirServers?: readonly string[];
  /** The web's `fetch` by default. */
  readonly fetch?: FetchFunction;
  readonly timeouts?: {
    /** Milliseconds for all that is fetched for one call, and for a client's keys; 2,000 by default. */
    readonly fetchMs?: number;
  };
  /** Pages of one search that are followed; 10 by default. */
  readonly maxPages?: number;
  /** Types of which nothing recorded means that there is none. It counts only where all of a type was asked for and is here. */
  readonly absenceMeansFalse?: readonly AbsentType[];
  /** What the clinic knows beside the record: `{ clinic: { jurisdiction: "US" } }`. */
  readonly case?: Readonly<Record<string, unknown>>;
  /** The clock; the real one by default. */
  readonly now?: () => Date;
  /** The time zone whose calendar counts, `Europe/Berlin`; UTC by default. */
  readonly timeZone?: string;
  /** Adds what the 3.0 ballot has; off by default. */
  readonly ballot3?: boolean;
  /** Cards on opening every record, also where nothing is known of leg veins; off by default. */
  readonly always?: boolean;
  /** Codes of local catalogues that mean sclerotherapy or a sclerosant, beside those of the package. */
  readonly orderCodes?: readonly LocalOrderCode[];
  /** Label, address and icon of the cards' source; by default the rulebook's title and version. */
  readonly source?: Partial<Omit<CardSource, "topic">>;
  /** Links on every card. */
  readonly links?: readonly Link[];
  /** Where open questions can be answered. */
  readonly questionnaire?: QuestionnaireLink;
  /** Base of canonical URLs and code systems, as for the FHIR resources. */
  readonly base?: string;
  /** What users did with cards; the same feedback is told once. May hold a user's comment. */
  readonly onFeedback?: (event: FeedbackEvent) => void | Promise<void>;
  /** Where feedback that was told is noted; in memory by default. */
  readonly seenFeedback?: SeenStore;
  /** A summary of every call, without patient data: for a log. */
  readonly onRequest?: (summary: RequestSummary) => void;
  /** What went wrong, typed and without patient data. */
  readonly onError?: (error: HandlerError) => void;
}

const defaults = { maxBodyBytes: 10_000_000, fetchMs: 2_000, maxPages: 10 };

/** The settings with their defaults. */
export function withDefaults({ timeouts, ...options }: CdsHooksOptions) {
  return {
    ...options,
    maxBodyBytes: options.maxBodyBytes ?? defaults.maxBodyBytes,
    maxPages: options.maxPages ?? defaults.maxPages,
    fetchMs: timeouts?.fetchMs ?? defaults.fetchMs,
    timeZone: options.timeZone ?? "UTC",
    allowedOrigins: options.allowedOrigins ?? [],
    fhirServers: options.fhirServers ?? [],
    absenceMeansFalse: options.absenceMeansFalse ?? [],
    ballot3: options.ballot3 ?? false,
    always: options.always ?? false,
  };
}
