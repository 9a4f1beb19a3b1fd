import type { Reason } from "../../src/explain/reason.ts";
import type { Recommendation } from "../../src/report/report.ts";
import { Markdown } from "../handout/markdown.tsx";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import type { PlainCase } from "../state/case.ts";
import { sourceText, titleOfRecommendation } from "../words.ts";
import { SourceIds } from "./sources.tsx";
import { Why } from "./why.tsx";

/** What a recommendation is shown with. */
export interface LineProps {
  readonly recommendation: Recommendation;
  readonly of: PlainCase;
  /** Veins that are told the same; the recommendation is shown once. */
  readonly veins?: readonly string[];
  /** Where it is the reason of a decision: what the rulebook gives as its background. Its own grounds stand with it then. */
  readonly background?: readonly Recommendation[] | undefined;
}

/** One recommendation: how strong, what, because of which facts, on whose word; folded, the whole reasoning. */
export function Line({ recommendation, of, veins = [], background }: LineProps) {
  const { rulebook } = useDesk();
  const { rule, strength, summary, detail, because, sources, supersededBy } = recommendation;
  const why = rulebook.ruleByName.get(rule)?.why;
  const isGround = background !== undefined;
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
      {background?.map((one) => (
        <p key={one.id}>
          {one.summary} <SourceIds sources={one.sources} />
        </p>
      ))}
      {isGround && why !== undefined && <p>{why}</p>}
      {isGround && detail !== undefined && <Markdown text={detail} />}
      <p class="because">
        {reasons.length > 0 && <>because {reasons.map(({ text }) => text).join(", and ")} </>}
        <SourceIds sources={sources} />
        {isGround && ` ${[...new Set(sources.map((one) => sourceText(rulebook, one)))].join("; ")}`}
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
        {() => <Why recommendation={recommendation} of={of} isGround={isGround} />}
      </Fold>
    </li>
  );
}

/** A setting of the clinic that nobody has changed explains nothing. */
export function isTelling({ assumed, found }: Reason): boolean {
  return !(assumed && typeof found !== "boolean");
}
