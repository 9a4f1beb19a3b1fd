import { useMemo } from "preact/hooks";
import type { TimelineItem, TimelinePhase } from "../../src/report/phase.ts";
import type { Report } from "../../src/report/report.ts";
import { useDesk } from "../parts/desk.ts";
import { hoursText } from "../words.ts";
import { barsOf } from "./bars.ts";
import { Chart } from "./chart.tsx";

interface TimelineProps {
  readonly report: Report;
  /** Hours since the session, where a follow-up says so. */
  readonly nowHours: number | undefined;
}

/** What holds after the session: a chart of what is decided, and everything in a table. */
export function Timeline({ report: { timeline }, nowHours }: TimelineProps) {
  const { rulebook } = useDesk();
  const bars = useMemo(() => barsOf(timeline, rulebook), [timeline, rulebook]);
  return (
    <section aria-labelledby="timeline-title">
      <h3 id="timeline-title">After the session</h3>
      {timeline.length === 0 ? (
        <p class="hint">The case names nothing to treat yet: add a vein.</p>
      ) : (
        <>
          {bars.length > 0 && <Chart bars={bars} nowHours={nowHours} />}
          <PhaseTable timeline={timeline} />
        </>
      )}
    </section>
  );
}

function PhaseTable({ timeline }: { readonly timeline: readonly TimelinePhase[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled sideways must be reached by keyboard
    <section class="scrolls" tabIndex={0} aria-label="Timeline as a table">
      <table class="phases">
        <caption>The same in words, phase by phase; each line stands where it begins</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Do</th>
            <th scope="col">Expect</th>
            <th scope="col">Avoid</th>
          </tr>
        </thead>
        <tbody>
          {timeline.map((phase, index) => (
            <tr key={phase.fromHours} class={phase.current ? "current" : undefined}>
              <th scope="row">
                {phaseText(phase)}
                {phase.current && <strong class="now-tag"> now</strong>}
              </th>
              {(["do", "expect", "avoid"] as const).map((kind) => (
                <td key={kind}>
                  <Items items={starting(phase, kind, index === 0)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function phaseText({ fromHours, toHours }: TimelinePhase): string {
  if (toHours === null) return `From ${hoursText(fromHours)}`;
  return fromHours === 0 ? `Up to ${hoursText(toHours)}` : `${hoursText(fromHours)} to ${hoursText(toHours)}`;
}

/** Of a phase what begins in it; the first phase shows all that holds from the session, or before it. */
function starting(phase: TimelinePhase, kind: "do" | "expect" | "avoid", isFirst: boolean): readonly TimelineItem[] {
  return phase[kind].filter(({ fromHours }) => isFirst || fromHours >= phase.fromHours);
}

function Items({ items }: { readonly items: readonly TimelineItem[] }) {
  const veinsByText = new Map<string, { item: TimelineItem; veins: string[] }>();
  for (const item of items) {
    const known = veinsByText.get(item.text) ?? { item, veins: [] };
    if (item.vein !== undefined) known.veins.push(item.vein);
    veinsByText.set(item.text, known);
  }
  if (veinsByText.size === 0) return <span class="unseen">nothing new</span>;
  return (
    <ul>
      {[...veinsByText].map(([text, { item, veins }]) => (
        <li key={text}>
          {text}
          {veins.length > 0 && <span class="vein-tag"> ({veins.join(", ")})</span>}
          {item.toHours !== null && item.toHours > 0 && <span class="until"> until {hoursText(item.toHours)}</span>}
        </li>
      ))}
    </ul>
  );
}
