import type { Reason } from "../../src/explain/reason.ts";
import type { Recommendation } from "../../src/report/report.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import type { PlainCase } from "../state/case.ts";
import { titleOfRecommendation } from "../words.ts";
import { SourceIds } from "./sources.tsx";
import { Why } from "./why.tsx";

/** What a recommendation is shown with. */
export interface LineProps {
  readonly recommendation: Recommendation;
  readonly of: PlainCase;
  /** Veins that are told the same; the recommendation is shown once. */
  readonly veins?: readonly string[];
}

/** One recommendation: how strong, what, because of which facts, on whose word; folded, the whole reasoning. */
export function Line({ recommendation, of, veins = [] }: LineProps) {
  const { rulebook } = useDesk();
  const { strength, summary, because, sources, supersededBy } = recommendation;
  const reasons = because.filter(isTelling);
  return (
    <li class={`line ${strength}`}>
      <p class="line-head">
        <span class={`chip ${strength}`}>{strength}</span> {summary}
        {veins.length > 0 && (
          <span class="vein-tag">
            {" "}
            {veins.length > 1 ? "veins" : "vein"} {veins.join(", ")}
          </span>
        )}
      </p>
      <p class="because">
        {reasons.length > 0 && <>because {reasons.map(({ text }) => text).join(", and ")} </>}
        {sources.length > 0 && (
          <>
            [<SourceIds sources={sources} />]
          </>
        )}
      </p>
      {supersededBy !== null && (
        <p class="because">
          overruled by: {titleOfRecommendation(rulebook, supersededBy.id)} ({supersededBy.policy})
        </p>
      )}
      <Fold
        name={recommendation.id}
        class="why"
        title={
          <>
            Rule and sources<span class="unseen">: {summary}</span>
          </>
        }
      >
        {() => <Why recommendation={recommendation} of={of} />}
      </Fold>
    </li>
  );
}

/** A setting of the clinic that nobody has changed explains nothing. */
export function isTelling({ assumed, found }: Reason): boolean {
  return !(assumed && typeof found !== "boolean");
}
