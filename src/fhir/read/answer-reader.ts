import * as z from "zod/mini";
import type { CaseParser } from "../../case/parse.ts";
import { parseBySchema, withoutCodeGeneration } from "../../issues/zod.ts";
import type { Scalar } from "../../logic/cell.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import { absentReasonUrl, factNameOf, followUpLinkId, veinIdLinkId, veinsLinkId } from "../write/link-ids.ts";
import type { Problems } from "./problems.ts";
import { reportWrongType, reportWrongTypes } from "./read-fields.ts";

/** An answer, or null where the response says that the answer is not known. */
export interface Answered {
  readonly value: Scalar | null;
  readonly path: string;
}

/** What one response answers. */
export interface Answers {
  /** By fact; facts of veins are with the veins. */
  readonly facts: ReadonlyMap<string, Answered>;
  /** The veins in their order; undefined where the response has no vein. */
  readonly veins: readonly AnsweredVein[] | undefined;
  /** Whether it has a group for a follow-up. */
  readonly followUp: boolean;
}

/** A repetition of the group of veins: its facts by name (`vein.type`), and its id where one is given. */
export interface AnsweredVein {
  readonly id: string | undefined;
  readonly facts: ReadonlyMap<string, Answered>;
  readonly path: string;
}

const itemSchema = withoutCodeGeneration(() => {
  const text = z.optional(z.string());
  const number = z.optional(z.number());
  const items = z.optional(z.array(z.unknown()));
  const answer = z.object({
    valueBoolean: z.optional(z.boolean()),
    valueDecimal: number,
    valueInteger: number,
    valueDate: text,
    valueDateTime: text,
    valueString: text,
    valueCoding: z.optional(z.object({ code: text })),
    item: items,
  });
  return z.object({
    linkId: text,
    answer: z.optional(z.array(answer)),
    item: items,
    extension: z.optional(z.array(z.object({ url: text, valueCode: text }))),
  });
});

type Item = z.infer<typeof itemSchema>;
type ItemAnswer = NonNullable<Item["answer"]>[number];

/** Reads the answers of a response; undefined where none of its questions is one of a case, or its items cannot be read. */
export function readAnswers(
  response: unknown,
  path: string,
  parser: CaseParser,
  depth: number,
  problems: Problems,
): Answers | undefined {
  const reader = new AnswerReader(parser, depth, problems);
  const items: unknown = (response as { item?: unknown } | null)?.item;
  if (items === undefined) return undefined;
  if (!Array.isArray(items)) {
    reportWrongType(`${path}.item`, "a list", problems);
    return undefined;
  }
  reader.walk(items, `${path}.item`, undefined, 0);
  return reader.result();
}

interface OpenVein {
  id: string | undefined;
  readonly facts: Map<string, Answered>;
  readonly path: string;
}

class AnswerReader {
  readonly #facts = new Map<string, Answered>();
  readonly #veins: OpenVein[] = [];
  readonly #unknown: string[] = [];
  readonly #parser: CaseParser;
  readonly #depth: number;
  readonly #problems: Problems;
  #followUp = false;
  #ours = false;
  #broken = false;

  constructor(parser: CaseParser, depth: number, problems: Problems) {
    this.#parser = parser;
    this.#depth = depth;
    this.#problems = problems;
  }

  result(): Answers | undefined {
    if (this.#broken || !this.#ours) return undefined;
    for (const path of this.#unknown) this.#doesNotFit(path);
    return { facts: this.#facts, veins: this.#veins.length === 0 ? undefined : this.#veins, followUp: this.#followUp };
  }

  walk(items: readonly unknown[], path: string, vein: OpenVein | undefined, depth: number): void {
    if (depth >= this.#depth) {
      this.#broken = true;
      this.#problems.add(
        "fhir/too-deep",
        path,
        `expected at most ${this.#depth} levels of items, received more`,
        "the response was left out: a questionnaire of a case has three levels",
      );
      return;
    }
    for (const [index, item] of items.entries()) {
      const at = `${path}[${index}]`;
      const read = parseBySchema(itemSchema, item);
      if (read.success) this.#take(read.data, at, vein, depth);
      else {
        this.#broken = true;
        reportWrongTypes(read.issues, at, this.#problems);
      }
    }
  }

  #take(item: Item, path: string, outer: OpenVein | undefined, depth: number): void {
    const { linkId = "", answer = [] } = item;
    let vein = outer;
    if (linkId === veinsLinkId) {
      vein = { id: undefined, facts: new Map(), path };
      this.#veins.push(vein);
      this.#ours = true;
    }
    if (linkId === followUpLinkId) {
      this.#followUp = true;
      if (saysUnknown(item)) this.#ours = true;
    }
    const fact = this.#factOf(linkId);
    if (fact !== undefined) this.#answer(fact, item, path, vein);
    else if (answer.length > 0) this.#unknown.push(path);
    if (item.item !== undefined) this.walk(item.item, `${path}.item`, vein, depth + 1);
    for (const [index, one] of answer.entries())
      if (one.item !== undefined) this.walk(one.item, `${path}.answer[${index}].item`, vein, depth + 1);
  }

  #factOf(linkId: string): Fact | undefined {
    const { top, groups, vein, proposal } = this.#parser.shape;
    const name = factNameOf(linkId);
    const [group = "", key = "", inner] = name.split(".");
    const fact =
      group === "vein" && linkId.startsWith(veinsLinkId)
        ? inner === undefined
          ? vein.get(key)
          : proposal.get(inner)
        : key === ""
          ? top.get(group)
          : groups.get(group)?.get(key);
    return fact?.name === name ? fact : undefined;
  }

  #answer(fact: Fact, item: Item, path: string, vein: OpenVein | undefined): void {
    const { answer = [] } = item;
    this.#ours = true;
    if (answer.length === 0 && !saysUnknown(item)) return;
    const isVeins = fact.scope === "vein";
    const facts = isVeins ? vein?.facts : this.#facts;
    const values = new Set(answer.map((one) => answerValue(fact, one)));
    const [value = null] = values;
    const fits =
      values.size <= 1 && (value === null ? answer.length === 0 : this.#parser.checkValue(fact, value).length === 0);
    if (facts === undefined || !fits) {
      this.#doesNotFit(path, values.size > 1 ? "one answer" : undefined);
      return;
    }
    if (vein !== undefined && factNameOf(veinIdLinkId) === fact.name) {
      if (typeof value === "string") vein.id = value;
      return;
    }
    const known = facts.get(fact.name);
    if (known === undefined || known.value === null) facts.set(fact.name, { value, path });
    else if (value !== null && known.value !== value) {
      // Asked twice in one response and answered differently: true stays, of other values none.
      facts.set(fact.name, { value: fact.type === "boolean" ? true : null, path: known.path });
      this.#problems.add(
        "fhir/conflicting",
        path,
        `\`${fact.name}\`: expected one answer, received two that differ`,
        "correct the response",
      );
    }
  }

  #doesNotFit(path: string, expected = "an answer of the type, list or range of a fact"): void {
    this.#problems.add(
      "fhir/unknown-answer",
      path,
      `expected ${expected}, received something else`,
      "the answer was left out: see the Questionnaire for what can be answered",
    );
  }
}

function saysUnknown({ extension = [] }: Item): boolean {
  return extension.some(({ url }) => url === absentReasonUrl);
}

/** The value of an answer, by the type of the fact; null where the answer has another type. */
function answerValue({ type }: Fact, answer: ItemAnswer): Scalar | null {
  switch (type) {
    case "boolean":
      return answer.valueBoolean ?? null;
    case "integer":
      return answer.valueInteger ?? null;
    case "number":
      return answer.valueDecimal ?? answer.valueInteger ?? null;
    case "code":
      return answer.valueCoding?.code ?? null;
    case "string":
      return answer.valueString ?? null;
    case "date":
      return answer.valueDate ?? null;
    case "date-or-date-time":
      return answer.valueDateTime ?? answer.valueDate ?? null;
  }
}
