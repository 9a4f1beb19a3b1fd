import type { CarePlan, DetectedIssue, OperationOutcomeIssue, RequestGroup, RequestGroupAction } from "fhir/r4.js";
import out from "../../../rules/fhir/out.json" with { type: "json" };
import type { Strength } from "../../rulebook/rule.ts";

/** How much a detected issue weighs, in FHIR's words. */
export type IssueSeverity = NonNullable<DetectedIssue["severity"]>;
export type Priority = NonNullable<RequestGroup["priority"]>;
export type RequestStatus = CarePlan["status"];

/** By the value of a slot, or by the severity of a critique. */
type ByValue<T> = Readonly<Record<string, T | undefined>>;

/** `rules/fhir/out.json`: what levels and codes of the rulebook are called in FHIR. */
export interface OutMaps {
  readonly detectedIssues: {
    readonly worstFirst: readonly IssueSeverity[];
    /** By slot, then by its value; a value that is not listed is no issue. */
    readonly slots: Readonly<Record<string, ByValue<IssueSeverity> | undefined>>;
    /** For every slot that is about an agent. */
    readonly agents: ByValue<IssueSeverity>;
    readonly critique: ByValue<IssueSeverity>;
  };
  readonly requests: {
    /** By slot, then by its value. */
    readonly priorities: Readonly<Record<string, ByValue<Priority> | undefined>>;
    readonly otherwise: Priority;
    readonly behaviors: Readonly<
      Record<
        Strength,
        {
          readonly required: NonNullable<RequestGroupAction["requiredBehavior"]>;
          readonly precheck: NonNullable<RequestGroupAction["precheckBehavior"]>;
        }
      >
    >;
    readonly group: {
      readonly grouping: NonNullable<RequestGroupAction["groupingBehavior"]>;
      readonly selection: NonNullable<RequestGroupAction["selectionBehavior"]>;
    };
  };
  readonly issues: {
    /** FHIR's type of issue, by our code. */
    readonly types: Readonly<Record<string, OperationOutcomeIssue["code"] | undefined>>;
    readonly otherwise: OperationOutcomeIssue["code"];
  };
  /** Headings of a questionnaire's groups, by link id. */
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** The maps that the package carries. */
export const outMaps = out as unknown as OutMaps;
