import type { FetchFunction } from "./data/server.ts";

// The one place of the handler that reaches outside, and only where the caller gives nothing in its stead.

/** The real clock. */
export const realClock = (): Date => new Date();

/** The web's `fetch`, looked up when it is called, so that what a test or a platform puts in its place is taken. */
export const realFetch: FetchFunction = (url, init) => globalThis.fetch(url, init);
