import { useMemo } from "preact/hooks";
import type { Subject } from "../../src/facts/subject.ts";
import type { Recommendation } from "../../src/report/report.ts";
import type { SlotValue } from "../../src/rulebook/slots.ts";
import { Markdown } from "../handout/markdown.tsx";
import { useDesk } from "../parts/desk.ts";
import { useSliced } from "../parts/use-sliced.ts";
import type { PlainCase } from "../state/case.ts";
import { read } from "../state/read.ts";
import { aboutSlot, recommendationTurnings, slotTurnings } from "../state/what-would-change.ts";
import { slotText, slotTitle, words } from "../words.ts";
import { Sources } from "./sources.tsx";
import { Tree } from "./tree.tsx";
import { Turnings } from "./turnings.tsx";

interface WhyProps {
  readonly recommendation: Recommendation;
  readonly of: PlainCase;
  /** Its detail has been said already. */
  readonly isGround?: boolean;
}

/** The whole reasoning of a recommendation: its condition on this case, what would change it, its sources. */
export function Why({ recommendation, of, isGround = false }: WhyProps) {
  const { advisor } = useDesk();
  const { id, rule, detail, sources, status, marks } = recommendation;
  const [explanation] = useMemo(() => advisor.explain(of, id), [advisor, of, id]);
  return (
    <>
      {!isGround && detail !== undefined && <Markdown text={detail} />}
      {explanation !== undefined && (
        <>
          <p class="subhead">The rule on this case</p>
          <p>
            {explanation.title} <code>{rule}</code>
          </p>
          <Tree node={explanation.tree} />
        </>
      )}
      {status === "active" ? (
        <WhatWouldDrop recommendation={recommendation} of={of} />
      ) : (
        <WhatWouldPrevail recommendation={recommendation} of={of} />
      )}
      <p class="subhead">Sources</p>
      <Sources sources={sources} />
      {marks !== undefined && <p class="hint">Note on the rule itself: {marks.map(words).join(", ")}</p>}
    </>
  );
}

const veinOf = (subject: Subject): string | undefined => (subject.kind === "vein" ? subject.id : undefined);

function WhatWouldDrop({ recommendation, of }: WhyProps) {
  const { advisor, rulebook } = useDesk();
  const { subject, slot } = recommendation;
  const found = useSliced(() => recommendationTurnings(advisor, of, recommendation), [advisor, of, recommendation.id]);
  return (
    <>
      <p class="subhead">When this rule stops applying</p>
      <Turnings
        found={found}
        of={of}
        about={slot === undefined ? null : aboutSlot(rulebook, slot, subject)}
        vein={veinOf(subject)}
        subject="it"
        resultOf={(outcome) => (outcome === "cannot-tell" ? "could no longer be told" : "would fall away")}
        none="It holds for every case: no answer changes it."
      />
    </>
  );
}

/** An overruled recommendation applies all the same: what would give its value the slot? */
function WhatWouldPrevail({ recommendation: { id, slot = "", value = null, subject }, of }: WhyProps) {
  const { advisor, rulebook } = useDesk();
  const found = useSliced(
    function* () {
      const reading = read(advisor, of);
      if ("issues" in reading) return [];
      const all = yield* slotTurnings(advisor, of, reading.report, aboutSlot(rulebook, slot, subject));
      return all.filter(({ result }) => JSON.stringify(result) === JSON.stringify(value));
    },
    [advisor, of, id],
  );
  return (
    <>
      <p class="subhead">What would make it prevail</p>
      <Turnings
        found={found}
        of={of}
        about={aboutSlot(rulebook, slot, subject)}
        vein={veinOf(subject)}
        subject={slotTitle(rulebook, slot)}
        resultOf={(result: SlotValue | null) => `would become ${slotText(rulebook, slot, result)}`}
        none="No one or two answers would."
      />
    </>
  );
}
