import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Advisor } from "../../src/advisor/advisor.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { Action } from "../state/state.ts";

/** What every part of the page works with; it stays the same while the page is open. */
export interface Desk {
  readonly advisor: Advisor;
  readonly rulebook: Rulebook;
  readonly dispatch: (action: Action) => void;
  /** Whether the page stands in a site of the rulebook, beside its pages. */
  readonly inSite: boolean;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error("no desk: render parts below its provider");
  return desk;
}

/** True while the page is being printed: what is folded on screen is open on paper. */
export const PrintingContext = createContext(false);
