import { useMemo } from "preact/hooks";
import type { Recommendation, Report } from "../../src/report/report.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import type { PlainCase } from "../state/case.ts";
import { capital, counted, words } from "../words.ts";
import { Told } from "./told.tsx";

/** What is recommended, by topic; what is only good to know is folded once more. */
export function Topics({ report, of }: { readonly report: Report; readonly of: PlainCase }) {
  const { rulebook } = useDesk();
  const byTopic = useMemo(() => topicsOf(report.recommendations, rulebook.topics), [report, rulebook]);
  return (
    <section aria-labelledby="topics-title">
      <h3 id="topics-title">Recommendations</h3>
      {byTopic.map(({ topic, advice, info }) => (
        <Fold
          key={topic}
          name={topic}
          class="topic"
          prints
          title={
            <>
              {capital(words(topic))} <span class="count">{countsOf(advice, info)}</span>
            </>
          }
        >
          {() => (
            <>
              {advice.length > 0 && <Told all={advice} of={of} />}
              {info.length > 0 && (
                <Fold class="info" title={`Good to know: ${info.length}`} startsOpen={advice.length === 0}>
                  {() => <Told all={info} of={of} />}
                </Fold>
              )}
            </>
          )}
        </Fold>
      ))}
    </section>
  );
}

interface TopicTold {
  readonly topic: string;
  readonly advice: readonly Recommendation[];
  readonly info: readonly Recommendation[];
}

function topicsOf(all: readonly Recommendation[], topics: readonly string[]): readonly TopicTold[] {
  const active = all.filter(({ status }) => status === "active");
  return topics.flatMap((topic) => {
    const told = active.filter((one) => one.topic === topic);
    if (told.length === 0) return [];
    const isInfo = ({ strength }: Recommendation): boolean => strength === "info";
    return [{ topic, advice: told.filter((one) => !isInfo(one)), info: told.filter(isInfo) }];
  });
}

function countsOf(advice: readonly Recommendation[], info: readonly Recommendation[]): string {
  const musts = advice.filter(({ strength }) => strength === "must").length;
  const parts = [
    ...(musts > 0 ? [`${musts} must`] : []),
    ...(advice.length > musts ? [`${advice.length - musts} should or may`] : []),
    ...(info.length > 0 ? [counted(info.length, "fact")] : []),
  ];
  return parts.join(", ");
}
