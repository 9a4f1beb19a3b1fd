import { leadingSlots } from "../explain/questions.ts";

/** The slots that stand at the head of the report and not in its plan. */
export const headSlots: readonly string[] = [...leadingSlots, "suspect"];
