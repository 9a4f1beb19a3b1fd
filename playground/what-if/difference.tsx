import type { ReportDifference } from "../../src/report/difference.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import type { SlotPlace } from "../state/what-would-change.ts";
import { counted, slotTitle, titleOfRecommendation } from "../words.ts";
import { type ShownTurn, shownTurns } from "./shown.ts";

/** Recommendations that are written out before the rest is folded. */
const mostShown = 6;

interface DifferenceProps {
  readonly difference: ReportDifference;
  /** A line that has been said already. */
  readonly without?: SlotPlace | null;
}

/** What turns between two reports, and nothing else. */
export function Difference({ difference, without = null }: DifferenceProps) {
  const { rulebook } = useDesk();
  const { recommendations, questions, critique } = difference;
  const isSaid = (slot: string, vein?: string): boolean => without?.slot === slot && without.vein === vein;
  const shown = shownTurns(rulebook, difference);
  const [levels, values, opened] = [shown.levels, shown.values, shown.opened].map((some) =>
    some.filter(({ slot, vein }) => !isSaid(slot, vein)),
  ) as [ShownTurn[], ShownTurn[], ShownTurn[]];
  const { added, removed, changed } = recommendations;
  const asked = questions.added.length + questions.removed.length;
  const nothing =
    critique === undefined &&
    levels.length + values.length + opened.length + added.length + removed.length + changed.length + asked === 0;
  if (nothing) return <p>{without === null ? "Nothing turns: the answer stays as it is." : "Nothing else turns."}</p>;
  return (
    <>
      <Turns all={levels} class="turns turn-head" />
      <Turns all={values} />
      {opened.length > 0 && (
        <Fold title={`What could still come of ${counted(opened.length, "line")} of the plan`} class="more">
          {() => <Turns all={opened} />}
        </Fold>
      )}
      <Summaries title="New" sign="+" all={added.map(({ id, summary }) => ({ id, text: summary }))} />
      <Summaries title="No longer" sign="−" all={removed.map(({ id, summary }) => ({ id, text: summary }))} />
      <Summaries
        title="Overruled now"
        sign="−"
        all={changed.filter(({ status }) => status.to !== "active").map(({ id }) => told(rulebook, id))}
      />
      <Summaries
        title="No longer overruled"
        sign="+"
        all={changed.filter(({ status }) => status.to === "active").map(({ id }) => told(rulebook, id))}
      />
      {critique !== undefined && (
        <Summaries title="On the proposal" sign="•" all={critique.to.map(({ text }) => ({ id: text, text }))} />
      )}
      {asked > 0 && (
        <p class="hint">
          {counted(questions.removed.length, "question")} fewer, {questions.added.length} more
        </p>
      )}
    </>
  );
}

/** A recommendation by what it says. */
const told = (rulebook: Rulebook, id: string) => ({ id, text: titleOfRecommendation(rulebook, id) });

function Turns({ all, class: look = "turns" }: { readonly all: readonly ShownTurn[]; readonly class?: string }) {
  const { rulebook } = useDesk();
  return (
    <ul class={look}>
      {all.map(({ slot, vein, from, to }) => (
        <li key={`${slot} ${vein ?? ""}`}>
          {slotTitle(rulebook, slot)}
          {vein !== undefined && <span class="vein-tag">, vein {vein}</span>}: <s>{from}</s>{" "}
          <span aria-hidden="true">→</span>
          <span class="unseen"> becomes </span> <strong>{to}</strong>
        </li>
      ))}
    </ul>
  );
}

interface SummariesProps {
  readonly title: string;
  readonly sign: string;
  /** Texts with the ids of what they say; an id may name a vein behind its `@`. */
  readonly all: readonly { readonly id: string; readonly text: string }[];
}

function Summaries({ title, sign, all }: SummariesProps) {
  if (all.length === 0) return null;
  const veinsByText = new Map<string, string[]>();
  for (const { id, text } of all) {
    const veins = veinsByText.get(text) ?? [];
    if (id.includes("@")) veins.push(id.replace(/^.*?@/s, ""));
    veinsByText.set(text, veins);
  }
  const told = [...veinsByText];
  const items = (some: typeof told) => (
    <ul class="turns">
      {some.map(([text, veins]) => (
        <li key={text}>
          <span aria-hidden="true">{sign}</span> {text}
          {veins.length > 0 && (
            <span class="vein-tag">
              {" "}
              {veins.length > 1 ? "veins" : "vein"} {veins.join(", ")}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <p class="subhead">{title}</p>
      {items(told.slice(0, mostShown))}
      {told.length > mostShown && (
        <Fold title={`and ${told.length - mostShown} more`} class="more">
          {() => items(told.slice(mostShown))}
        </Fold>
      )}
    </>
  );
}
