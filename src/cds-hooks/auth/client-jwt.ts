import type { createRemoteJWKSet, FetchImplementation, JSONWebKeySet, JWTVerifyGetKey } from "jose";
import { InternalError } from "../../issues/errors.ts";
import type { FetchFunction } from "../data/server.ts";
import type { SeenStore } from "../seen.ts";

/** The asymmetric algorithms that can be allowed. ES384 and RS384 are those that the specification recommends. */
export const signatureAlgorithms = [
  "ES384",
  "RS384",
  "ES256",
  "ES512",
  "RS256",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "EdDSA",
] as const;

export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** A client that may call. */
export interface TrustedClient {
  /** The `iss` of its tokens. */
  readonly iss: string;
  /** Where its keys are; a `jku` in the token's header must be this one. */
  readonly jku?: string;
  /** Its public keys, where they were handed over and are not fetched. */
  readonly keys?: PublicKeys;
}

/** A JSON Web Key Set (RFC 7517) of public keys. Of our own, so that CommonJS users need no types of an ES module. */
export interface PublicKeys {
  readonly keys: readonly { readonly kty?: string; readonly kid?: string; readonly [parameter: string]: unknown }[];
}

/** Who may call, proved by a signed token in each call. */
export interface ClientAuthOptions {
  readonly clients: readonly TrustedClient[];
  /** ES384 and RS384 by default. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** How old a token may be, from its `iat`; 300 by default. */
  readonly maxAgeSeconds?: number;
  /** How far clocks may differ; 30 by default. */
  readonly clockToleranceSeconds?: number;
  /** Where token ids are noted; in memory by default. */
  readonly seen?: SeenStore;
}

/** Why a token was refused, for the operator's log; the caller learns nothing. */
export type AuthFailure =
  | "no-token"
  | "malformed"
  | "unknown-issuer"
  | "unknown-key-url"
  | "bad-signature"
  | "bad-claims"
  | "expired"
  | "keys-not-available"
  | "replayed"
  | "store-full";

/** Checks the token of a call to an endpoint; undefined where it is good. Never throws. */
export type Authenticate = (authorization: string | null, endpoint: string) => Promise<AuthFailure | undefined>;

const defaultMaxAgeSeconds = 300;
const defaultToleranceSeconds = 30;
const millisecondsPerSecond = 1000;

/** What checking goes by. */
export interface AuthSettings {
  readonly now: () => Date;
  readonly send: FetchFunction;
  readonly seen: SeenStore;
  readonly fetchMs: number;
}

/** Makes the check. `jose` is loaded with the first call: who needs no authentication never loads it. */
export function createAuthenticate(options: ClientAuthOptions, settings: AuthSettings): Authenticate {
  const clients = new Map(options.clients.map((client) => [client.iss, client]));
  const keySets = new Map<string, JWTVerifyGetKey>();
  const maxAge = options.maxAgeSeconds ?? defaultMaxAgeSeconds;
  const tolerance = options.clockToleranceSeconds ?? defaultToleranceSeconds;
  return async (authorization, endpoint) => {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization?.trim() ?? "")?.[1];
    if (token === undefined) return "no-token";
    const jose = await import("jose");
    const named = claimedBy(token, jose);
    if (named === undefined) return "malformed";
    const client = named.iss === undefined ? undefined : clients.get(named.iss);
    if (client === undefined) return "unknown-issuer";
    if (named.jku !== undefined && named.jku !== client.jku) return "unknown-key-url";
    try {
      const keys = keySets.get(client.iss) ?? keysOf(client, jose, settings);
      keySets.set(client.iss, keys);
      const { payload } = await jose.jwtVerify(token, keys, {
        algorithms: [...(options.algorithms ?? signatureAlgorithms.slice(0, 2))],
        audience: endpoint,
        issuer: client.iss,
        typ: "JWT",
        requiredClaims: ["iss", "aud", "exp", "iat", "jti"],
        maxTokenAge: maxAge,
        clockTolerance: tolerance,
        currentDate: settings.now(),
      });
      const { jti, iat = 0, exp = 0 } = payload;
      if (typeof jti !== "string" || jti === "") return "bad-claims";
      // After this instant the token is too old anyway, so that its id need not be remembered.
      const until = new Date((Math.min(exp, iat + maxAge) + 2 * tolerance) * millisecondsPerSecond);
      const answer = await settings.seen.note(JSON.stringify([client.iss, jti]), until);
      return answer === "new" ? undefined : answer === "seen" ? "replayed" : "store-full";
    } catch (error) {
      return failureOf(error);
    }
  };
}

type Jose = typeof import("jose");

/** What a token says of itself, before anything of it is believed: only to find the client whose keys may prove it. */
function claimedBy(token: string, jose: Jose): { readonly iss?: string; readonly jku?: string } | undefined {
  try {
    const { jku, kid } = jose.decodeProtectedHeader(token);
    const { iss } = jose.decodeJwt(token);
    if (kid === undefined || (jku !== undefined && typeof jku !== "string")) return undefined;
    return { ...(typeof iss === "string" ? { iss } : {}), ...(jku === undefined ? {} : { jku }) };
  } catch {
    return undefined;
  }
}

function keysOf(
  { jku, keys }: TrustedClient,
  jose: Jose,
  { send, fetchMs }: AuthSettings,
): ReturnType<typeof createRemoteJWKSet> | JWTVerifyGetKey {
  if (keys !== undefined) return jose.createLocalJWKSet(keys as JSONWebKeySet);
  if (jku === undefined) throw new InternalError("expected a client with keys or an address of keys");
  const fetchKeys: FetchImplementation = (url, init) => send(url, init as RequestInit);
  return jose.createRemoteJWKSet(new URL(jku), { timeoutDuration: fetchMs, [jose.customFetch]: fetchKeys });
}

/** jose's errors by their codes, which hold nothing of the token. */
function failureOf(error: unknown): AuthFailure {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (code === "ERR_JWT_EXPIRED") return "expired";
  if (code === "ERR_JWT_CLAIM_VALIDATION_FAILED") return "bad-claims";
  if (code === "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" || code === "ERR_JOSE_ALG_NOT_ALLOWED") return "bad-signature";
  if (code === "ERR_JWKS_TIMEOUT" || code === "ERR_JWKS_NO_MATCHING_KEY") return "keys-not-available";
  return code.startsWith("ERR_JW") ? "malformed" : "keys-not-available";
}
