import type { KeyData } from "../data/state.ts";
import { typeOfKey } from "../data/templates.ts";
import { catalogue } from "./catalogue.ts";
import type { CardContext } from "./context.ts";
import { escapeMarkdown } from "./markdown.ts";
import { part } from "./reasons.ts";

const { data, words } = catalogue;

/** How many notes a card shows. */
const notesShown = 10;

/** Keys that hold no facts of the record: worth a word only where they could not be read. */
const silent: readonly string[] = ["tasks"];

/**
 * What was read and what was not: data that could not be read, that were not sent, that are not whole and that the record does
 * not have never look alike. Then the notes of the reader, and the disclaimer that ends every card.
 */
export function recordParts({ keys, report, assumed }: CardContext): string[] {
  const isAssumed = ({ key, state }: KeyData): boolean =>
    (state === "none" || state === "empty") && assumed.includes(typeOfKey[key]);
  const read = Object.entries(data.states).map(([state, text]) => ({
    text,
    keys: keys.filter(
      (one) => one.state === state && !isAssumed(one) && (state === "error" || !silent.includes(one.key)),
    ),
  }));
  const lines = [...read, { text: data.absenceAssumed, keys: keys.filter(isAssumed) }].flatMap((line) =>
    line.keys.length === 0 ? [] : [`- ${line.text}: ${line.keys.map(({ key }) => data.what[key] ?? key).join(", ")}`],
  );
  const notes = report.issues.filter(({ path }) => !path.startsWith("prefetch."));
  const rest = notes.length - notesShown;
  return [
    ...part(words.record, lines),
    ...part(words.notes, [
      ...(report.complete ? [] : [`- ${words.incomplete}`]),
      ...notes
        .slice(0, notesShown)
        .map(({ message, help }) => `- ${escapeMarkdown(help === undefined ? message : `${message} (${help})`)}`),
      ...(rest > 0 ? [`- ${words.more.replace("{count}", String(rest))}`] : []),
    ]),
    `_${words.disclaimer}_`,
  ];
}

/** The parts of a detail as one text. */
export function detailOf(...parts: readonly (readonly string[])[]): string {
  return parts
    .flat()
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
