import type { Source } from "./finding.ts";
import type { FactOrigin } from "./result.ts";

/** The origin that a fact's sources make up: the deciding one, and the references of some more. */
export function originOf(sources: readonly Source[]): FactOrigin {
  const [first, ...others] = sources;
  const also = [...new Set(others.map(({ resource }) => resource))].filter((one) => one !== first?.resource);
  return {
    resource: first?.resource ?? "",
    ...(first?.code === undefined ? {} : { code: codeOf(first.code) }),
    ...(first?.date === undefined ? {} : { date: first.date }),
    ...(first?.note === undefined ? {} : { note: first.note }),
    ...(also.length === 0 ? {} : { also: also.slice(0, maxAlso) }),
  };
}

const maxAlso = 10;

function codeOf({ system, code, display }: NonNullable<Source["code"]>): {
  system: string;
  code: string;
  display?: string;
} {
  return { system, code, ...(display === "" ? {} : { display }) };
}
