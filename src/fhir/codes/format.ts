import type { Scalar } from "../../logic/cell.ts";

/** A code system of `rules/codes/systems.json`, by the short name that code files use. */
export interface CodeSystem {
  readonly title: string;
  /** Canonical URL, as `Coding.system` gives it. */
  readonly url: string;
  /** Further URLs and OIDs under which records name the same system. */
  readonly also?: readonly string[];
  /** The release that the codes were read from. */
  readonly version: string;
  /** Codes are capitals with a dot after so many characters; records write them without it, or small, as well. */
  readonly dotAfter?: number;
}

/** A code, or with a final `-` every code that begins so: `I82.4-` is `I82.4` and all below it. */
export interface CodeEntry {
  /** Key of `systems.json`. */
  readonly system: string;
  readonly code: string;
  /** The concept in words, for readers; never matched. */
  readonly display: string;
  /** Where the code was read, when it is not on the integration checklist. */
  readonly verifiedIn?: string;
}

/**
 * When a record counts. `current`: it holds on `asOf`. `ever`: it holds now or did before; codes that themselves mean history
 * are read so, whatever their clinical status. `past`: it has ended.
 */
export type TimeOfReading = "current" | "ever" | "past";

/** A limit beyond which a record tells nothing of `asOf`: the fact stays unknown, with an issue. */
export interface Limit {
  readonly value: number;
  readonly unit: "d" | "wk";
  readonly why: string;
}

/** An answer to a coded question: the value that it gives, or null where it says that the answer is not known. */
export interface Answer {
  readonly codes: readonly CodeEntry[];
  readonly gives: Scalar | null;
  /** How long this answer tells what holds; after that the fact is unknown, with an issue. */
  readonly currentFor?: Limit;
}

/** What a resource with one of the codes says of the fact. */
export type Reading = {
  readonly codes: readonly CodeEntry[];
  /** Codes within the families above that say something else: `F17.211`, in remission, within `F17.2-`. */
  readonly except?: readonly CodeEntry[];
  /** Why these codes mean this, where it is not plain. */
  readonly why?: string;
} & (
  | {
      readonly resource: "Condition";
      readonly time: TimeOfReading;
      readonly gives: Scalar;
      /**
       * What a refuted condition gives, only where no other record gives or hints at the fact. Without it, refuted says
       * nothing: refuting one kind does not exclude another, so it stands only where the concept is as wide as the fact.
       */
      readonly refuted?: Scalar;
      /** How long a refuted condition tells: it may have come since. After that the fact is unknown, with an issue. */
      readonly refutedFor?: Limit;
      /** An active condition with an onset longer ago than this is implausible. */
      readonly plausibleFor?: Limit;
    }
  | {
      readonly resource: "MedicationRequest" | "MedicationStatement";
      readonly time: "current";
      readonly gives: Scalar;
      /** What a statement that it is not taken gives: only where the codes are all the medicines that the fact is about. */
      readonly refuted?: Scalar;
      /** How long such a statement tells; after that the fact is unknown, with an issue. */
      readonly refutedFor?: Limit;
      /** In a file: the same holds for statements. `embeddedCodes` writes it out as a reading of its own. */
      readonly also?: "MedicationStatement";
    }
  | {
      readonly resource: "AllergyIntolerance";
      readonly gives: Scalar;
      readonly refuted?: Scalar;
      /** For codes that deny: they deny allergies to medicines alone. Without it, all allergies. */
      readonly only?: "medication";
      /** Only where a reaction is recorded as severe. */
      readonly severeReaction?: true;
      /** Matches by the category of the allergy whatever its code; `codes` is empty then. */
      readonly category?: "medication";
    }
  | {
      readonly resource: "Observation";
      /** The answers that mean something, each with the value it gives; null for an answer that says unknown. */
      readonly answers: readonly Answer[];
      /** How long an answer tells what holds; after that the fact is unknown, with an issue. An answer's own limit goes before. */
      readonly currentFor?: Limit;
    }
  | {
      readonly resource: "Observation";
      /** Factor from each UCUM unit to the unit of the fact. */
      readonly units: Readonly<Record<string, number>>;
      /** Which of several final results counts: the latest; of those of one day the lowest or highest. */
      readonly pick: "lowest" | "highest";
      /** How long a result tells what holds; after that the fact is unknown, with an issue. */
      readonly currentFor?: Limit;
    }
  | {
      readonly resource: "Procedure";
      /** `"performed"`: the day on which it was last completed; otherwise the value that a completed one gives. */
      readonly gives: "performed" | Scalar;
    }
);

/** Codes that touch a fact without settling it: the fact stays unknown, and an issue says what to find out. */
export interface Hint {
  readonly resource:
    | "Condition"
    | "MedicationRequest"
    | "MedicationStatement"
    | "AllergyIntolerance"
    | "Observation"
    | "Procedure";
  /** As in a reading: in a file, the same holds for statements. */
  readonly also?: "MedicationStatement";
  readonly time: TimeOfReading;
  readonly codes: readonly CodeEntry[];
  readonly except?: readonly CodeEntry[];
  /** What to find out: one line, without the patient's values. */
  readonly help: string;
  /** For conditions: what a refuted one gives, only where no other record gives or hints at the fact. */
  readonly refuted?: Scalar;
  /** As in a reading. */
  readonly refutedFor?: Limit;
  /** For observations: how long one touches the fact; an older one says nothing. */
  readonly currentFor?: Limit;
}

/** Codes that look as if they meant the fact and do not; tests hold that they never give it. */
export interface Trap {
  readonly codes: readonly CodeEntry[];
  readonly why: string;
}

/** How one fact is read from a health record. */
export interface FactCodes {
  readonly fact: string;
  readonly readings: readonly Reading[];
  readonly hints?: readonly Hint[];
  readonly traps?: readonly Trap[];
  /** Resource types whose absence settles the fact, where the caller states `absenceMeansFalse` for all of them. */
  readonly absence?: { readonly of: readonly string[]; readonly gives: Scalar };
}

/** A file of `rules/codes/`: the facts of one group. */
export interface CodeFile {
  readonly group: string;
  readonly facts: readonly FactCodes[];
}

/** Codes of conditions that stand for a vein to treat: each becomes an element of `veins`. */
export interface VeinCodes {
  /** Fields of the element by their name in the case (`type`, `side`); may be empty. No code stands in two entries. */
  readonly gives: Readonly<Record<string, Scalar>>;
  readonly codes: readonly CodeEntry[];
  readonly why?: string;
}

/** `veins.json`: the veins to treat, and which other conditions make a record concern leg veins. */
export interface VeinFile {
  readonly group: "vein";
  readonly veins: readonly VeinCodes[];
  /** Conditions that concern leg veins without standing for a vein to treat. */
  readonly relevance: readonly CodeEntry[];
}

/** A product of a sclerosant: the fields of a vein's `proposal` that an order for it tells (`agent`, `concentrationPercent`). */
export interface AgentCodes {
  readonly gives: Readonly<Record<string, Scalar>>;
  readonly codes: readonly CodeEntry[];
  readonly why?: string;
}

/** `orders.json`: what in a draft order, an appointment or a procedure means sclerotherapy or a sclerosant. */
export interface OrderFile {
  readonly group: "order";
  readonly agents: readonly AgentCodes[];
  /** Codes of ServiceRequest, Procedure or Appointment.serviceType that mean sclerotherapy. */
  readonly procedures: readonly CodeEntry[];
}

/** `systems.json`. */
export interface SystemFile {
  /** How long a questionnaire's answer that there is none of something tells, where nothing else limits it. */
  readonly answersFor: Limit;
  readonly systems: Readonly<Record<string, CodeSystem>>;
}
