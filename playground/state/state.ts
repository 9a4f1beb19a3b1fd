import type { Issue } from "../../src/issues/issue.ts";
import type { Report } from "../../src/report/report.ts";
import type { Example } from "../examples.ts";
import type { Alternatives } from "./alternatives.ts";
import type { Answer, Place, PlainCase, PlainVein } from "./case.ts";
import type { SlotPlace } from "./what-would-change.ts";

/** An entry that the library refused: it stays in its field with what is wrong, and counts as unknown. */
export interface Refused {
  readonly place: Place;
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/** A whole case that was refused, as it was handed over. */
export interface RefusedCase {
  /** Where it came from, in words. */
  readonly from: string;
  readonly text: string;
  readonly issues: readonly Pick<Issue, "path" | "message" | "help">[];
}

/** What somebody wanted to know with a try, and where. */
export interface Asked {
  /** The decision that was asked about. */
  readonly about: SlotPlace | null;
  /** The place of the fold where it was asked, to go back there. */
  readonly from: string;
  /** Values of one fact that are said to bring the same; the one that is tried is among them. */
  readonly alike?: Alternatives;
}

/** A case with the example that it began as. */
export interface Patient {
  readonly case: PlainCase;
  readonly example: Example | null;
}

/** What the page holds. The case is always one that the library has read; `report` is its answer. */
export interface State extends Patient {
  readonly report: Report;
  /** Entries that are not in the case, by path. */
  readonly refused: ReadonlyMap<string, Refused>;
  readonly refusedCase: RefusedCase | null;
  /** Answers that are only tried, each place once. */
  readonly trial: readonly Answer[];
  /** What they were tried for; null where somebody has just picked a fact. */
  readonly asked: Asked | null;
  /** The vein whose facts are shown. */
  readonly vein: string | null;
  /** Earlier cases, the latest last. */
  readonly past: readonly Patient[];
}

/** What somebody did. */
export type Action =
  | { readonly type: "answer"; readonly place: Place; readonly value: unknown }
  | { readonly type: "add-vein"; readonly vein: PlainVein }
  | { readonly type: "remove-vein"; readonly id: string }
  | { readonly type: "show-vein"; readonly id: string | null }
  | { readonly type: "follow-up"; readonly on: boolean }
  | { readonly type: "load"; readonly json: unknown; readonly from: string; readonly example?: Example }
  | { readonly type: "load-text"; readonly text: string; readonly from: string }
  | { readonly type: "refuse-link"; readonly why: string }
  | { readonly type: "drop-refused-case" }
  | { readonly type: "undo" }
  | { readonly type: "try"; readonly answers: readonly Answer[]; readonly asked?: Asked }
  | { readonly type: "untry"; readonly place: Place }
  | { readonly type: "keep-trial" }
  | { readonly type: "drop-trial" };
