import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { type CdsHooksOptions, createSeenStore, type HandlerError } from "../../src/cds-hooks/index.ts";
import { baseUrl, handlerWith, type Json, noon, requestOf, serviceOf } from "./calling.ts";

// Needed for a body that is a stream; the types of browsers do not know it.
const streamed = { duplex: "half" } as const;

const iss = "https://ehr.example.org";
const jku = "https://ehr.example.org/.well-known/jwks.json";
const kid = "key-1";
const service = serviceOf("patient-view");
const endpoint = `${baseUrl}/cds-services/${service}`;
const now = noon.getTime() / 1000;

type SigningKey = Parameters<SignJWT["sign"]>[0];

let privateKey: SigningKey;
let strangerKey: SigningKey;
let rsaKey: SigningKey;
let jwks: JSONWebKeySet;

beforeAll(async () => {
  const pair = await generateKeyPair("ES384", { extractable: true });
  const rsa = await generateKeyPair("RS384", { extractable: true });
  privateKey = pair.privateKey;
  rsaKey = rsa.privateKey;
  strangerKey = (await generateKeyPair("ES384")).privateKey;
  jwks = {
    keys: [
      { ...(await exportJWK(pair.publicKey)), kid, alg: "ES384", use: "sig" },
      { ...(await exportJWK(rsa.publicKey)), kid: "key-2", alg: "RS384", use: "sig" },
    ],
  };
});

let count = 0;

/** A token as a client makes it, with what is to be different. */
function sign(claims: Json = {}, header: Json = {}, key: SigningKey = privateKey): Promise<string> {
  count += 1;
  const payload = { iss, aud: endpoint, exp: now + 300, iat: now, jti: `token-${count}`, ...claims };
  return new SignJWT(Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined)))
    .setProtectedHeader({ alg: "ES384", kid, typ: "JWT", jku, ...header })
    .sign(key);
}

/** A handler with its errors, and the addresses that it fetched. */
function guarded(options: CdsHooksOptions = {}) {
  const errors: HandlerError[] = [];
  const fetched: string[] = [];
  const { fetch } = handlerWith({
    auth: { clients: [{ iss, jku }] },
    fetch: async (url) => {
      fetched.push(String(url));
      return new Response(JSON.stringify(jwks), { headers: { "content-type": "application/json" } });
    },
    onError: (error) => void errors.push(error),
    ...options,
  });
  const call = (token?: string, url = endpoint, method = "POST") =>
    fetch(
      new Request(url, {
        method,
        headers: {
          "content-type": "application/json",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(method === "POST" ? { body: JSON.stringify(requestOf("patient-view")) } : {}),
      }),
    );
  return { call, errors, fetched };
}

/** Refused with 401, nothing said, and the reason in the operator's log. */
async function refusalReason(token: string | undefined, options: CdsHooksOptions = {}): Promise<unknown> {
  const { call, errors } = guarded(options);
  const response = await call(token);
  expect(response.status).toBe(401);
  expect(await response.text()).toBe("");
  expect(response.headers.get("www-authenticate")).toBe("Bearer");
  const secret = token?.split(".")[1] ?? "";
  if (secret.length > 1) expect(JSON.stringify(errors)).not.toContain(secret);
  return errors.map((error) => (error.kind === "unauthenticated" ? error.reason : error.kind));
}

describe("a client's token", () => {
  test("with a good signature opens services, feedback and discovery, each by its own address", async () => {
    const { call } = guarded();
    expect((await call(await sign())).status).toBe(200);
    expect((await call(await sign({ aud: [endpoint] }))).status).toBe(200);
    const discovery = `${baseUrl}/cds-services`;
    expect((await call(await sign({ aud: discovery }), discovery, "GET")).status).toBe(200);
    expect((await call(await sign(), discovery, "GET")).status).toBe(401);
    expect((await call(await sign({ aud: `${endpoint}/feedback` }))).status).toBe(401);
  });

  test("is checked by keys that are fetched once", async () => {
    const { call, fetched } = guarded();
    for (let time = 0; time < 3; time += 1) expect((await call(await sign())).status).toBe(200);
    expect(fetched).toEqual([jku]);
  });

  test("may be signed with RS384, and with keys that were handed over", async () => {
    const { call, fetched } = guarded({ auth: { clients: [{ iss, keys: jwks }] } });
    expect((await call(await sign({}, { alg: "RS384", kid: "key-2", jku: undefined }, rsaKey))).status).toBe(200);
    expect(fetched).toEqual([]);
  });

  test("opens nothing a second time", async () => {
    const { call, errors } = guarded();
    const token = await sign();
    expect((await call(token)).status).toBe(200);
    expect((await call(token)).status).toBe(401);
    expect(errors).toEqual([{ kind: "unauthenticated", reason: "replayed" }]);
  });

  test("that cannot be noted opens nothing", async () => {
    const seen = createSeenStore(() => noon, 1);
    const { call, errors } = guarded({ auth: { clients: [{ iss, jku }], seen } });
    expect((await call(await sign())).status).toBe(200);
    expect((await call(await sign())).status).toBe(401);
    expect(errors).toEqual([{ kind: "unauthenticated", reason: "store-full" }]);
  });

  test.each<[string, Json, Json, string]>([
    ["for another endpoint", { aud: "https://other.example/cds-services/x" }, {}, "bad-claims"],
    ["for the base alone", { aud: baseUrl }, {}, "bad-claims"],
    ["that expired", { iat: now - 400, exp: now - 60 }, {}, "expired"],
    ["without an end", { exp: undefined }, {}, "bad-claims"],
    ["without a beginning", { iat: undefined }, {}, "bad-claims"],
    ["that is too old though it has not ended", { iat: now - 3600, exp: now + 3600 }, {}, "expired"],
    ["from the future", { iat: now + 3600, exp: now + 7200 }, {}, "bad-claims"],
    ["without an id", { jti: undefined }, {}, "bad-claims"],
    ["with an empty id", { jti: "" }, {}, "bad-claims"],
    ["of an issuer that is not listed", { iss: "https://evil.example" }, {}, "unknown-issuer"],
    ["without an issuer", { iss: undefined }, {}, "unknown-issuer"],
    ["with keys at an address that is not listed", {}, { jku: "https://evil.example/jwks" }, "unknown-key-url"],
    ["without the name of its key", {}, { kid: undefined }, "malformed"],
    ["with a key that is not there", {}, { kid: "key-9" }, "keys-not-available"],
    ["of another type", {}, { typ: "at+jwt" }, "bad-claims"],
  ])("%s is refused", async (_, claims, header, reason) => {
    expect(await refusalReason(await sign(claims, header))).toEqual([reason]);
  });

  test("signed by a stranger under a known key's name is refused", async () => {
    expect(await refusalReason(await sign({}, {}, strangerKey))).toEqual(["bad-signature"]);
  });

  test("without a signature is refused: alg none", async () => {
    const encode = (value: Json) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const header = encode({ alg: "none", kid, typ: "JWT", jku });
    const payload = encode({ iss, aud: endpoint, exp: now + 300, iat: now, jti: "none-1" });
    expect(await refusalReason(`${header}.${payload}.`)).toEqual(["no-token"]);
    expect(await refusalReason(`${header}.${payload}.x`)).toEqual(["bad-signature"]);
  });

  test("signed with a shared secret, even with the public key as the secret, is refused", async () => {
    const secret = new TextEncoder().encode(JSON.stringify(jwks.keys[0]));
    expect(await refusalReason(await sign({}, { alg: "HS384" }, secret))).toEqual(["bad-signature"]);
  });

  test("signed with an algorithm that was not allowed is refused", async () => {
    expect(await refusalReason(await sign(), { auth: { clients: [{ iss, jku }], algorithms: ["RS384"] } })).toEqual([
      "bad-signature",
    ]);
  });

  test.each(["", "x", "a.b.c", "Basic abc", "eyJhbGciOiJFUzM4NCJ9..x"])(
    "that is none is refused: %s",
    async (token) => {
      const [reason] = (await refusalReason(token)) as string[];
      expect(["no-token", "malformed"]).toContain(reason);
    },
  );

  test("that is missing is refused", async () => {
    expect(await refusalReason(undefined)).toEqual(["no-token"]);
  });

  test("cannot be checked while the keys cannot be had", async () => {
    const down = { fetch: () => Promise.reject(new TypeError("network")) };
    expect(await refusalReason(await sign(), down)).toEqual(["keys-not-available"]);
  });

  test("is asked for before a body is read", async () => {
    const { fetch } = handlerWith({ auth: { clients: [{ iss, jku }] } });
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("read")) });
    const response = await fetch(
      new Request(endpoint, { method: "POST", headers: { "content-type": "text/plain" }, body, ...streamed }),
    );
    expect(response.status).toBe(401);
  });
});
