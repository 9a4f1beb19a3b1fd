import type { GuidanceResponse, RequestGroup } from "fhir/r4.js";
import { describe, expect, test } from "vitest";
import {
  bindingFindings,
  definitionFindings,
  findings,
  linkIdsIn,
  referencesIn,
  schemaFindings,
  structuralFindings,
} from "../../support/fhir-validator.ts";

const sound: GuidanceResponse = {
  resourceType: "GuidanceResponse",
  moduleUri: "https://example.org/PlanDefinition/one|1.0.0",
  status: "success",
  occurrenceDateTime: "2026-11-20",
};

/** The same resource with a part that is wrong: what the types of TypeScript would refuse too. */
function broken(part: object, of: object = sound): object {
  return { ...of, ...part };
}

describe("the validators of the tests can fail", () => {
  test("a sound resource passes all of them", () => {
    expect(findings(sound)).toEqual([]);
  });

  test("the structure definitions refuse a missing element, an unknown one, a wrong type and a single value for a list", () => {
    expect(definitionFindings(broken({ status: undefined }))).toContainEqual(expect.stringContaining("status"));
    expect(definitionFindings(broken({ colour: "red" }))).toContainEqual(expect.stringContaining("colour"));
    expect(definitionFindings(broken({ subject: "Patient/1" }))).toContainEqual(expect.stringContaining("subject"));
    expect(definitionFindings(broken({ note: { text: "one" } }))).toContainEqual(expect.stringContaining("note"));
    expect(definitionFindings(broken({ occurrenceDateTime: "tomorrow" }))).not.toEqual([]);
  });

  test("the structure definitions refuse a broken invariant: an action with neither resource nor actions", () => {
    const group: RequestGroup = {
      resourceType: "RequestGroup",
      status: "draft",
      intent: "proposal",
      action: [{ title: "Alone" }],
    };
    expect(definitionFindings(group)).toContainEqual(expect.stringContaining("rqg-1"));
  });

  test("the JSON Schema refuses an unknown element, a wrong type and a wrong date, contained resources included", () => {
    expect(schemaFindings(broken({ colour: "red" }))).not.toEqual([]);
    expect(schemaFindings(broken({ subject: { reference: 1 } }))).not.toEqual([]);
    expect(schemaFindings(broken({ occurrenceDateTime: "2026-11-20T09:30" }))).not.toEqual([]);
    expect(schemaFindings(broken({ contained: [{ resourceType: "Task", colour: "red" }] }))).not.toEqual([]);
    expect(schemaFindings(broken({ contained: [{ resourceType: "Unheard" }] }))).not.toEqual([]);
  });

  test("the required bindings refuse a code of no value set, nested and contained ones included", () => {
    expect(bindingFindings(broken({ status: "fine" }))).toContainEqual(expect.stringContaining("`fine`"));
    expect(bindingFindings(broken({ contained: [{ resourceType: "Task", intent: "wish" }] }))).toContainEqual(
      expect.stringContaining("`wish`"),
    );
    const group = { resourceType: "RequestGroup", status: "draft", intent: "proposal" };
    expect(bindingFindings(broken({ action: [{ selectionBehavior: "some" }] }, group))).toContainEqual(
      expect.stringContaining("`some`"),
    );
    expect(bindingFindings(broken({ action: [{ action: [{ requiredBehavior: "maybe" }] }] }, group))).toContainEqual(
      expect.stringContaining("`maybe`"),
    );
  });

  test("the structural check refuses empty parts, and contained resources that are lost or unused", () => {
    expect(structuralFindings(broken({ note: [] }))).toEqual([".note: empty list"]);
    expect(structuralFindings(broken({ subject: {} }))).toEqual([".subject: empty object"]);
    expect(structuralFindings(broken({ note: [{ text: " " }] }))).toEqual([".note.0.text: empty text"]);
    expect(structuralFindings(broken({ subject: undefined }))).toEqual([".subject: nothing"]);
    expect(structuralFindings(broken({ result: { reference: "#lost" } }))).toEqual([
      "#lost: referred to and not contained",
    ]);
    expect(structuralFindings(broken({ contained: [{ resourceType: "Task", id: "unused" }] }))).toEqual([
      "#unused: contained and not referred to",
    ]);
  });

  test("the structural check refuses a link id that is used twice", () => {
    const item = { linkId: "one", type: "boolean" };
    expect(structuralFindings({ resourceType: "Questionnaire", status: "draft", item: [item, item] })).toEqual([
      "one: link id used twice",
    ]);
  });

  test("references and link ids are found at any depth", () => {
    expect(referencesIn({ a: [{ b: { reference: "X/1" } }], reference: "https://x", status: "y" })).toEqual(["X/1"]);
    expect(linkIdsIn({ item: [{ linkId: "a", item: [{ linkId: "b" }] }] })).toEqual(["a", "b"]);
  });
});
