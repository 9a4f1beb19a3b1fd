import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CdsResponse, checkResponse, type RequestSummary } from "../../src/cds-hooks/index.ts";
import { handlerWith, type Json, refusalOf } from "./calling.ts";

const folder = "fixtures/cds-hooks";

/** A call in the shape of a client in use, and what is expected: weight, beginning of the summary, labels of suggestions. */
interface CallFixture {
  readonly title: string;
  /** Whose shape it is, and what is peculiar to it. */
  readonly shape: string;
  readonly asOf: string;
  readonly service: string;
  readonly request: Json;
  readonly expect: {
    readonly status: number;
    readonly issues?: readonly string[];
    readonly relevance?: string;
    readonly cards?: readonly {
      readonly indicator: string;
      readonly summary: string;
      readonly suggestions?: readonly string[];
      /** Texts that the detail holds. */
      readonly detail?: readonly string[];
    }[];
  };
}

const fixtures = readdirSync(folder).map((file) => ({
  name: file.replace(/\.json$/, ""),
  ...(JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as CallFixture),
}));

describe("calls of clients in use", () => {
  test("every hook and several clients are there", () => {
    expect(new Set(fixtures.map(({ service }) => service)).size).toBe(4);
    expect(new Set(fixtures.map(({ name }) => name.split("--")[0]))).toEqual(
      new Set(["sandbox", "specification", "ehr"]),
    );
  });

  test.each(fixtures)("$name: $title", async ({ asOf, service, request, expect: expected }) => {
    const told: RequestSummary[] = [];
    const { fetch } = handlerWith({
      now: () => new Date(`${asOf}T12:00:00Z`),
      baseUrl: "https://cds.example.org",
      onRequest: (summary) => told.push(summary),
    });
    const response = await fetch(
      new Request(`https://cds.example.org/cds-services/${service}`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(request),
      }),
    );
    expect(response.status).toBe(expected.status);
    expect(told[0]?.relevance).toBe(expected.relevance);
    if (expected.cards === undefined) {
      expect((await refusalOf(response)).issues).toEqual(expected.issues);
      return;
    }
    const answer = (await response.json()) as CdsResponse;
    expect(checkResponse(answer)).toEqual([]);
    expect(
      answer.cards.map(({ indicator, summary, suggestions = [] }, index) => ({
        indicator,
        summary: summary.slice(0, expected.cards?.[index]?.summary.length),
        suggestions: suggestions.map(({ label }) => label),
      })),
    ).toEqual(expected.cards.map(({ detail: _, suggestions = [], ...card }) => ({ ...card, suggestions })));
    for (const [index, { detail = [] }] of expected.cards.entries())
      for (const text of detail) expect(answer.cards[index]?.detail).toContain(text);
  });
});
