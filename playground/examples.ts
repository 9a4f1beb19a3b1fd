import feeder from "../examples/inner-ankle-and-feeder.json" with { type: "json" };
import story from "../examples/patient-story.json" with { type: "json" };
import pregnancy from "../fixtures/cases/contraindications/pregnancy.json" with { type: "json" };
import factors from "../fixtures/cases/contraindications/two-known-thrombosis-factors--rest-unknown.json" with {
  type: "json",
};
import migraine from "../fixtures/cases/technique/foam-in-migraine--physiological-gas.json" with { type: "json" };
import smallArea from "../fixtures/cases/technique/migraine-with-aura--small-area--liquid.json" with { type: "json" };
import reflux from "../fixtures/cases/technique/saphenous-reflux-with-aching--source-first.json" with { type: "json" };
import breathless from "../fixtures/cases/when-to-call/breathlessness-over-calf-swelling.json" with { type: "json" };

/** A patient to start from. */
export interface Example {
  /** Who, and what is seen. */
  readonly patient: string;
  /** What is decided, in a few words. */
  readonly decided: string;
  /** The file that holds the patient. */
  readonly file: string;
  readonly case: unknown;
}

/** A handful of patients, each for another decision; those of `fixtures/cases` are checked with the rules. */
export const examples: readonly Example[] = [
  {
    patient: "Varicose tributary, migraine with aura",
    decided: "foam, with caution",
    file: "fixtures/cases/technique/foam-in-migraine--physiological-gas.json",
    case: migraine.case,
  },
  {
    patient: "Large reticular vein of the calf, small area, migraine with aura",
    decided: "liquid, in the place of foam",
    file: "fixtures/cases/technique/migraine-with-aura--small-area--liquid.json",
    case: smallArea.case,
  },
  {
    patient: "Woman of 45, spider veins of both thighs, feeders behind the knees",
    decided: "proceed; liquid and foam",
    file: "examples/patient-story.json",
    case: story,
  },
  {
    patient: "Web at the inner ankle and a hidden feeder, aged 45",
    decided: "lower strength at the ankle",
    file: "examples/inner-ankle-and-feeder.json",
    case: feeder,
  },
  {
    patient: "Reticular vein, saphenous reflux, aching legs",
    decided: "treat the source first",
    file: "fixtures/cases/technique/saphenous-reflux-with-aching--source-first.json",
    case: reflux.case,
  },
  {
    patient: "Pregnant woman",
    decided: "defer",
    file: "fixtures/cases/contraindications/pregnancy.json",
    case: pregnancy.case,
  },
  {
    patient: "Smoker with a body mass index of 31",
    decided: "assess first",
    file: "fixtures/cases/contraindications/two-known-thrombosis-factors--rest-unknown.json",
    case: factors.case,
  },
  {
    patient: "Breathless with a swollen calf after a session",
    decided: "emergency",
    file: "fixtures/cases/when-to-call/breathlessness-over-calf-swelling.json",
    case: breathless.case,
  },
];

/** `Pregnant woman: defer`. */
export function titleOfExample({ patient, decided }: Example): string {
  return `${patient}: ${decided}`;
}
