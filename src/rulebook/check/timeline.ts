import { at, type Check } from "./context.ts";

/** A phase does not end before it begins. */
export const checkTimeline: Check = (subject) => {
  const { timeline } = subject.rule.event.params;
  if (timeline === undefined || timeline.to === null || timeline.from <= timeline.to) return [];
  return [
    at(
      subject,
      ["event", "params", "timeline", "to"],
      "rulebook/value-does-not-fit",
      `expected at least ${timeline.from}, the start of the phase`,
      "give the end, or `null` for none",
    ),
  ];
};
