import type { PageName } from "./links.ts";

/** The pages of the menu with what they are called there; the playground, where there is one, comes behind them. */
export const menu: readonly (readonly [PageName, string])[] = [
  ["overview", "Overview"],
  ["slots", "Decisions"],
  ["facts", "Facts"],
  ["statements", "Sources"],
  ["differences", "Disagreements"],
];

/** The playground as links to it say it: what somebody does there. */
export const playgroundTitle = "Try a patient";
