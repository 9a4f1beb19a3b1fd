import type { Leaf } from "../../logic/condition.ts";
import { compileBooleanLeaves } from "./boolean-leaves.ts";
import type { CompileLeaves } from "./fact-leaves.ts";
import { compileNumberLeaves } from "./number-leaves.ts";
import { compileTextLeaves } from "./text-leaves.ts";

/** How leaves are compiled, by the type of the values that they name: the loader has checked that all are of the fact's type. */
export const leafKinds: readonly { readonly isOf: (leaf: Leaf) => boolean; readonly compile: CompileLeaves }[] = [
  { isOf: (leaf) => namedType(leaf) === "boolean", compile: compileBooleanLeaves },
  { isOf: (leaf) => namedType(leaf) === "number", compile: compileNumberLeaves },
  { isOf: (leaf) => !["boolean", "number"].includes(namedType(leaf)), compile: compileTextLeaves },
];

function namedType({ value }: Leaf): string {
  return typeof (typeof value === "object" ? value[0] : value);
}
