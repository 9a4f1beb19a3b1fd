import type { CampaignFigures } from "../figures.ts";
import { number, percent, type Section, table } from "../section.ts";

const megabyte = 1e6;

export const campaign: Section<CampaignFigures> = {
  run: "campaign",
  title: "Hostile inputs",
  what: "Random and mutated inputs, values and texts, to every way into the library: cases, changes, names, functions as facts, rule files, profiles, fixtures, lines of a batch, the command line. Every regular expression of the source is judged for steps that grow faster than the text.",
  proves:
    "On these inputs nothing was thrown but the library's own errors with their issues, no message held a patient's value or a control character, what all objects inherit stayed as it was, no input hung, and memory did not grow with the inputs.",
  doesNotProve:
    "That no input does: a random search is no proof. Time per byte is what was met, not a bound. FHIR and CDS Hooks have runs of their own.",
  inShort: ({ inputs, faults }) => `${number(inputs)} inputs, ${number(faults.length)} kinds of fault`,
  inFull: ({ tallies, regexes, heapGrowth, peakMemory, firstSeed, seeds, faults, mended = [] }) => [
    `Seeds ${number(firstSeed)} to ${number(firstSeed + seeds - 1)}. ${number(regexes.judged)} regular expressions, ${number(regexes.superLinear)} of them super-linear. A process held on to at most ${number(heapGrowth / megabyte)} MB more at its end than once warm, and used at most ${number(peakMemory / megabyte)} MB.`,
    ...faults.map((fault) => `- ${fault}`),
    ...mended.map(
      (fault) => `- met, mended since in the library or in the campaign, and met no more by that seed: ${fault}`,
    ),
    "",
    ...table(
      ["way in", "inputs", "taken", "MB", "µs per input", "µs per byte", "at most, µs per byte", "faults"],
      Object.entries(tallies).map(([name, one]) => [
        name,
        one.inputs,
        percent(one.taken, one.inputs),
        number(one.bytes / megabyte, 1),
        number(one.microseconds / Math.max(1, one.inputs)),
        number(one.microseconds / Math.max(1, one.bytes), 2),
        number(one.slowest.microsecondsPerByte, 1),
        Object.values(one.faults).reduce((sum, { times }) => sum + times, 0),
      ]),
    ),
  ],
};
