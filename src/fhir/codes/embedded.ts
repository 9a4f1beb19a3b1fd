import allergies from "../../../rules/codes/allergies.json" with { type: "json" };
import assessment from "../../../rules/codes/assessment.json" with { type: "json" };
import conditions from "../../../rules/codes/conditions.json" with { type: "json" };
import history from "../../../rules/codes/history.json" with { type: "json" };
import medications from "../../../rules/codes/medications.json" with { type: "json" };
import orders from "../../../rules/codes/orders.json" with { type: "json" };
import patient from "../../../rules/codes/patient.json" with { type: "json" };
import previousSession from "../../../rules/codes/previous-session.json" with { type: "json" };
import systems from "../../../rules/codes/systems.json" with { type: "json" };
import veins from "../../../rules/codes/veins.json" with { type: "json" };
import { deepFreeze } from "../../rulebook/freeze.ts";
import type {
  CodeEntry,
  CodeFile,
  CodeSystem,
  FactCodes,
  Limit,
  OrderFile,
  SystemFile,
  VeinCodes,
  VeinFile,
} from "./format.ts";
import { writeOut } from "./write-out.ts";

/** The files as they stand, by their name under `rules/codes/`; tests hold each against its schema. */
export const codeFiles = {
  systems: systems as unknown as SystemFile,
  patient: patient as unknown as CodeFile,
  conditions: conditions as unknown as CodeFile,
  history: history as unknown as CodeFile,
  allergies: allergies as unknown as CodeFile,
  medications: medications as unknown as CodeFile,
  assessment: assessment as unknown as CodeFile,
  "previous-session": previousSession as unknown as CodeFile,
  veins: veins as unknown as VeinFile,
  orders: orders as unknown as OrderFile,
};

/** What a health record's codes mean, as the package carries it. */
export interface EmbeddedCodes {
  /** Code systems by the short name that the lists use. */
  readonly systems: Readonly<Record<string, CodeSystem>>;
  /** How long an answer that there is none of something tells, where nothing else limits it. */
  readonly answersFor: Limit;
  /** How each fact is read; facts without an entry are not read from codes. */
  readonly facts: readonly FactCodes[];
  /** Conditions that stand for a vein to treat. */
  readonly veins: readonly VeinCodes[];
  /** Further conditions that concern leg veins. */
  readonly relevance: readonly CodeEntry[];
  readonly orders: OrderFile;
}

/** The code lists under `rules/codes/`, frozen, with what holds for statements too written out. */
export const embeddedCodes: EmbeddedCodes = deepFreeze({
  systems: codeFiles.systems.systems,
  answersFor: codeFiles.systems.answersFor,
  facts: [
    codeFiles.patient,
    codeFiles.conditions,
    codeFiles.history,
    codeFiles.allergies,
    codeFiles.medications,
    codeFiles.assessment,
    codeFiles["previous-session"],
  ].flatMap(({ facts }) => facts.map(writeOut)),
  veins: codeFiles.veins.veins,
  relevance: codeFiles.veins.relevance,
  orders: codeFiles.orders,
});
