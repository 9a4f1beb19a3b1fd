import { NO_BITS, YES_BITS } from "./bits.ts";
import { ALL, type GateNode, NOT, type Node } from "./gates.ts";

/**
 * Compiles gates, each after its parts, whose bits are to stand side by side from a position on: a loop over numbers, without a call
 * for each. It takes the same way for every case, since no part is left out where another decides already: a processor then
 * foresees every branch.
 */
export function compileGates(
  gates: readonly GateNode[],
  positions: ReadonlyMap<Node, number>,
  bits: Uint8Array,
  from: number,
): () => void {
  const kinds = Uint8Array.from(gates, ({ gate }) => gate);
  const parts = Int32Array.from(gates.flatMap((gate) => gate.parts.map((part) => positions.get(part) as number)));
  const widths = Int32Array.from(gates, (gate) => gate.parts.length);
  return () => {
    let part = 0;
    for (let gate = 0; gate < kinds.length; gate += 1) {
      const kind = kinds[gate];
      const end = part + (widths[gate] as number);
      let result: number;
      if (kind === ALL) {
        result = YES_BITS;
        for (; part < end; part += 1) result &= bits[parts[part] as number] as number;
      } else {
        result = NO_BITS;
        for (; part < end; part += 1) result |= bits[parts[part] as number] as number;
        // What is not known to fail becomes what is not known to hold: the two bits change places and turn.
        if (kind === NOT) result = YES_BITS ^ ((result >> 1) | ((result & 1) << 1));
      }
      bits[from + gate] = result;
    }
  };
}
