/** The HTTP statuses that the handler answers with. */
export const status = {
  ok: 200,
  noContent: 204,
  badRequest: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  /** Of a FHIR server: the resource was deleted. */
  gone: 410,
  /** Data that the decision needs cannot be had. */
  preconditionFailed: 412,
  tooLarge: 413,
  unsupportedMediaType: 415,
  internal: 500,
} as const;

export type Status = (typeof status)[keyof typeof status];
