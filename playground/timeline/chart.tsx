import { useEffect, useRef, useState } from "preact/hooks";
import { capital, hoursText, words } from "../words.ts";
import type { Bar } from "./bars.ts";
import { labelLines, type Scale, scaleOf } from "./scale.ts";

const lineHeight = 17;
const barHeight = 10;
const gap = 12;
const axisHeight = 26;
/** About the width of a character, and of a tick's label. */
const characterWidth = 7;
const tickWidth = 74;
const margin = 8;

interface Row {
  readonly bar: Bar;
  readonly lines: readonly string[];
  readonly heading: string | undefined;
  readonly y: number;
}

/** The width of an element, as it changes; SVG text then needs no scaling and stays readable on a phone. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}

/** What to do and to avoid after the session, as bars over time. The table says the same in words. */
export function Chart({ bars, nowHours }: { readonly bars: readonly Bar[]; readonly nowHours: number | undefined }) {
  const { box, width } = useWidth();
  const inner = Math.max(1, width - 2 * margin);
  const times = bars.flatMap(({ fromHours, toHours }) => [fromHours, ...(toHours === null ? [] : [toHours])]);
  const scale = scaleOf(
    times,
    tickWidth / inner,
    bars.some(({ toHours }) => toHours === null),
  );
  const rows = rowsOf(bars, Math.floor(inner / characterWidth));
  const height = (rows.at(-1)?.y ?? 0) + barHeight + gap;
  return (
    <div class="chart" ref={box}>
      <p class="legend hint" aria-hidden="true">
        <span>do</span>
        <span class="avoid">✕ avoid</span>
      </p>
      {width > 0 && (
        <svg width={width} height={height + axisHeight} role="img" aria-labelledby="chart-title chart-desc">
          <title id="chart-title">Timeline after the session</title>
          <desc id="chart-desc">{bars.map(descriptionOf).join(". ")}. The table below says the same.</desc>
          <g transform={`translate(${margin} 0)`}>
            <Axis scale={scale} width={inner} height={height} />
            {nowHours !== undefined && <Now x={scale.at(nowHours) * inner} height={height} />}
            {rows.map((row) => (
              <BarRow key={String(row.y)} row={row} scale={scale} width={inner} />
            ))}
          </g>
        </svg>
      )}
    </div>
  );
}

function rowsOf(bars: readonly Bar[], longest: number): readonly Row[] {
  let y = 0;
  let topic: string | undefined;
  return bars.map((bar): Row => {
    const heading = bar.topic === topic ? undefined : capital(words(bar.topic));
    topic = bar.topic;
    const of = bar.veins.length === 0 ? "" : ` (${bar.veins.join(", ")})`;
    const lines = labelLines(`${bar.text}${of}`, longest);
    if (heading !== undefined) y += lineHeight + gap;
    y += lines.length * lineHeight;
    const row = { bar, lines, heading, y };
    y += barHeight + gap;
    return row;
  });
}

function descriptionOf({ kind, text, fromHours, toHours }: Bar): string {
  const to = toHours === null ? "on" : `to ${hoursText(toHours)}`;
  return `${kind === "avoid" ? "Avoid: " : ""}${text}, from ${hoursText(fromHours)} ${to}`;
}

function Axis({ scale, width, height }: { readonly scale: Scale; readonly width: number; readonly height: number }) {
  return (
    <g class="axis">
      {scale.ticks.map(({ hours, share }) => (
        <g key={hours} transform={`translate(${share * width} 0)`}>
          <line y2={height} />
          <text y={height + lineHeight} text-anchor={share < 0.05 ? "start" : share > 0.95 ? "end" : "middle"}>
            {hours === 0 ? "session" : hoursText(hours)}
          </text>
        </g>
      ))}
    </g>
  );
}

function BarRow({ row, scale, width }: { readonly row: Row; readonly scale: Scale; readonly width: number }) {
  const { bar, lines, heading, y } = row;
  const from = scale.at(bar.fromHours) * width;
  const to = bar.toHours === null ? width : scale.at(bar.toHours) * width;
  const top = y - lines.length * lineHeight;
  return (
    <g class={`bar ${bar.kind}`}>
      {heading !== undefined && (
        <text class="bar-topic" y={top - 4}>
          {heading}
        </text>
      )}
      {lines.map((line, index) => (
        <text key={line} y={top + (index + 1) * lineHeight - 4}>
          {index === 0 && bar.kind === "avoid" ? `\u2715 ${line}` : line}
        </text>
      ))}
      <rect x={from} y={y} width={Math.max(4, to - from)} height={barHeight} rx="3" />
      {bar.toHours === null && <path d={`M${width - 9} ${y - 2}l9 ${barHeight / 2 + 2}l-9 ${barHeight / 2 + 2}`} />}
    </g>
  );
}

function Now({ x, height }: { readonly x: number; readonly height: number }) {
  return (
    <g class="now">
      <line x1={x} x2={x} y2={height} />
      <text x={x} y="12" text-anchor={x < 40 ? "start" : "end"} dx={x < 40 ? 4 : -4}>
        now
      </text>
    </g>
  );
}
