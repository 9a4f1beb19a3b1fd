import type { Answered } from "./answer-lines.ts";
import type { Chunk } from "./lines.ts";
import type { AnswerSettings } from "./settings.ts";

/** What a thread is started with. */
export interface ThreadData {
  readonly settings: AnswerSettings;
  /** The open input: threads of one process share its files. */
  readonly fd: number | undefined;
}

/** To a thread. */
export type Order =
  | { readonly kind: "read"; readonly id: number; readonly chunk: Chunk }
  | { readonly kind: "answer"; readonly id: number; readonly base: number };

/** From a thread. */
export type Note =
  | { readonly kind: "read"; readonly id: number; readonly count: number }
  | { readonly kind: "answered"; readonly id: number; readonly answered: Answered };
