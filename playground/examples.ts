import feeder from "../examples/inner-ankle-and-feeder.json" with { type: "json" };
import story from "../examples/patient-story.json" with { type: "json" };
import pregnancy from "../fixtures/cases/contraindications/pregnancy.json" with { type: "json" };
import proposed from "../fixtures/cases/contraindications/sodium-tetradecyl-sulfate-proposed--anaphylaxis.json" with {
  type: "json",
};
import factors from "../fixtures/cases/contraindications/two-known-thrombosis-factors--rest-unknown.json" with {
  type: "json",
};
import migraine from "../fixtures/cases/technique/foam-in-migraine--physiological-gas.json" with { type: "json" };
import breathless from "../fixtures/cases/when-to-call/breathlessness-over-calf-swelling.json" with { type: "json" };

/** A patient to start from. */
export interface Example {
  readonly title: string;
  readonly case: unknown;
}

/** A handful of patients, the story first; the others are case fixtures with their own titles. */
export const examples: readonly Example[] = [
  { title: "Patient story: spider veins on both thighs, with feeders", case: story },
  { title: "A web at the inner ankle and a hidden feeder", case: feeder },
  ...[pregnancy, factors, migraine, proposed, breathless].map((fixture) => ({
    title: fixture.title,
    case: fixture.case,
  })),
];
