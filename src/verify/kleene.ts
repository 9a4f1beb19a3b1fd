import { and, define, FALSE, type Formula, not, or, TRUE } from "./formula.ts";

/**
 * A truth value on two planes: `t` where it is true, `f` where it is false, unknown where neither holds. Both never hold
 * together; every formula here keeps that.
 */
export interface Planes {
  readonly t: Formula;
  readonly f: Formula;
}

export const alwaysTrue: Planes = { t: TRUE, f: FALSE };
export const alwaysFalse: Planes = { t: FALSE, f: TRUE };
export const neverKnown: Planes = { t: FALSE, f: FALSE };

export function allOf(parts: readonly Planes[]): Planes {
  return { t: and(...parts.map(({ t }) => t)), f: or(...parts.map(({ f }) => f)) };
}

export function anyOf(parts: readonly Planes[]): Planes {
  return { t: or(...parts.map(({ t }) => t)), f: and(...parts.map(({ f }) => f)) };
}

export function opposite({ t, f }: Planes): Planes {
  return { t: f, f: t };
}

/** Neither true nor false. */
export function openOf({ t, f }: Planes): Formula {
  return and(not(t), not(f));
}

export function definePlanes(name: string, { t, f }: Planes): Planes {
  return { t: define(`${name}:T`, t), f: define(`${name}:F`, f) };
}
