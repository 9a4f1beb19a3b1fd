export {
  type AuthFailure,
  type ClientAuthOptions,
  type SignatureAlgorithm,
  signatureAlgorithms,
  type TrustedClient,
} from "./auth/client-jwt.ts";
export type { QuestionnaireLink } from "./cards/context.ts";
export { type CdsHooksHandler, createCdsHooks } from "./create-cds-hooks.ts";
export type { FetchFunction } from "./data/server.ts";
export type { FeedbackEvent, HandlerError, RequestSummary } from "./events.ts";
export type { Answer } from "./http/respond.ts";
export type { CdsHooksOptions } from "./options.ts";
export type { LocalOrderCode } from "./orders/order-codes.ts";
export type { Relevance } from "./relevance.ts";
export { checkResponse } from "./schema/response.ts";
export { createSeenStore, type SeenAnswer, type SeenStore } from "./seen.ts";
export type {
  Action,
  Card,
  CardSource,
  CdsResponse,
  CdsService,
  Coding,
  Discovery,
  Feedback,
  Hook,
  Indicator,
  Link,
  Suggestion,
} from "./types.ts";
