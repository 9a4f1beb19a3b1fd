import type { Ratio } from "./measure.ts";
import { generatedThreeValued, limits, oursContender } from "./peers/index.ts";
import type { Sections } from "./results.ts";

/** What the library is to reach, and what it reached. */
export interface Target {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly met: boolean;
}

const evaluationAtLeast = 250;
const ofGeneratedAtMost = 2.5;
const reportAtLeast = 40;
const recommendAtMost = 1.3;
const coreKb = 60;
const codeKb = 25;
const firstReportMs = 30;

/** The targets of the sections that were measured. */
export function targetsOf(sections: Partial<Sections>): Target[] {
  return [...evaluationTargets(sections), ...sizeTargets(sections), ...startTargets(sections)];
}

function evaluationTargets({ evaluation }: Partial<Sections>): Target[] {
  if (evaluation === undefined) return [];
  const { engines, calls } = evaluation;
  const engine = (name: string) => engines.find((row) => row.name === name);
  const call = (start: string, end = "") => calls.find(({ name }) => name.startsWith(start) && name.endsWith(end));
  const ours = engine(oursContender.name)?.timesJsonRulesEngine ?? unmeasured;
  const ofGenerated = inverse(engine(generatedThreeValued.name)?.timesOurs ?? unmeasured);
  const [fastest] = engines
    .filter(({ name }) => name !== oursContender.name && !limits.includes(name))
    .sort((a, b) => a.timesOurs.processor - b.timesOurs.processor);
  const report = call("`recommendSync`", "every property read")?.timesJsonRulesEngine ?? unmeasured;
  const recommend = call("`recommend` ")?.shareOfJsonRulesEngine ?? unmeasured;
  return [
    {
      what: "Evaluation on given facts, against json-rules-engine",
      target: `at least ${evaluationAtLeast} times as fast`,
      measured: times(ours),
      met: ours.processor >= evaluationAtLeast,
    },
    {
      what: "Evaluation on given facts, against every peer",
      target: "faster than each",
      measured: `the fastest peer (${fastest?.name ?? "none"}) takes ${times(fastest?.timesOurs ?? unmeasured)} as long`,
      met: fastest !== undefined && fastest.timesOurs.processor > 1,
    },
    {
      what: "Evaluation on given facts, against generated JavaScript, three-valued",
      target: `at most ${ofGeneratedAtMost} times as long`,
      measured: times(ofGenerated),
      met: ofGenerated.processor <= ofGeneratedAtMost,
    },
    {
      what: "Whole report by `recommendSync`, everything read, against json-rules-engine's bare evaluation",
      target: `at least ${reportAtLeast} times as fast`,
      measured: times(report),
      met: report.processor >= reportAtLeast,
    },
    {
      what: "Whole report by `recommend`, everything read, against json-rules-engine's bare evaluation",
      target: `at most ${recommendAtMost} times as long`,
      measured: times(recommend),
      met: recommend.processor <= recommendAtMost,
    },
  ];
}

const unmeasured: Ratio = { processor: Number.NaN, elapsed: Number.NaN };

function inverse({ processor, elapsed }: Ratio): Ratio {
  return { processor: 1 / processor, elapsed: 1 / elapsed };
}

function times({ processor, elapsed }: Ratio): string {
  return `${short(processor)} times (by the clock ${short(elapsed)})`;
}

function sizeTargets({ "bundle-size": sizes }: Partial<Sections>): Target[] {
  if (sizes === undefined) return [];
  const kb = (bytes: number): number => bytes / 1000;
  return [
    { what: "Core with rules, minified and gzipped", limit: coreKb, found: kb(sizes.core.gzip) },
    {
      what: "Core without the rules' JSON, minified and gzipped",
      limit: codeKb,
      found: kb(sizes.coreWithoutRules.gzip),
    },
  ].map(({ what, limit, found }) => ({
    what,
    target: `at most ${limit} kB`,
    measured: `${short(found)} kB`,
    met: found <= limit,
  }));
}

function startTargets({ "cold-start": start }: Partial<Sections>): Target[] {
  if (start === undefined) return [];
  return start.rows
    .filter(({ name }) => name.startsWith("first report, ESM"))
    .map(({ beyondNode: { median } }) => ({
      what: "First report after the start of the process, beyond Node's own start",
      target: `at most ${firstReportMs} ms`,
      measured: `${short(median)} ms`,
      met: median <= firstReportMs,
    }));
}

/** A number to three digits, large ones whole and grouped. */
export function short(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(value < 10 ? 2 : 3)));
}
