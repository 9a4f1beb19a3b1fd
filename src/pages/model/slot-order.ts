import { match } from "ts-pattern";
import { none } from "../../resolve/merge/none-wins.ts";
import { comparedByRank } from "../../resolve/merge/rank.ts";
import type { Slot, SlotValue } from "../../rulebook/slots.ts";

/** Below zero where the first of two values is overruled by the second: the value that the slot's policy prefers comes last. */
export function compareSlotValues(slot: Slot, a: SlotValue, b: SlotValue): number {
  return match(slot.merge)
    .with({ kind: "order" }, { kind: "precedence" }, () => place(slot, a) - place(slot, b))
    .with({ kind: "rank" }, ({ prefer, keys }) => comparedByRank(a, b, prefer, keys))
    .with({ kind: "none-wins" }, ({ prefer, keys }) =>
      a === none || b === none ? Number(a === none) - Number(b === none) : comparedByRank(a, b, prefer, keys),
    )
    .with({ kind: "any" }, { kind: "union" }, () => 0)
    .exhaustive();
}

function place({ values = [] }: Slot, value: SlotValue): number {
  return values.indexOf(String(value));
}
