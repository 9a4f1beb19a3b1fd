import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { IssueList } from "../parts/issue-list.tsx";
import { type Place, pathOf } from "../state/case.ts";
import type { Refused } from "../state/state.ts";

/** What a field of any kind is given. */
export interface FieldProps {
  readonly fact: Fact;
  readonly place: Place;
  readonly value: unknown;
  readonly refused?: Refused | undefined;
  readonly onAnswer: (value: unknown) => void;
  /** Goes before ids: the same fact may have more than one field on the page. */
  readonly scope: string;
  /** Gives the answer once it is complete (Enter, or the field is left), not with every key. */
  readonly commits?: boolean;
  /** Instead of the fact's label. */
  readonly label?: string;
}

/** An id that no other place of the case has. */
export const idOf = ({ scope, place }: FieldProps): string =>
  `${scope}-${pathOf(place).replace(/[^\w-]/g, (character) => `_${character.charCodeAt(0)}_`)}`;

/** The ids of what is said of a field: its meaning, and what is wrong with its entry. */
export function describedBy(props: FieldProps): string {
  const id = idOf(props);
  return [...(props.commits ? [] : [`${id}-meaning`]), ...(props.refused === undefined ? [] : [`${id}-issues`])].join(
    " ",
  );
}

/** What the fact means, where its label does not say it all. */
export function Meaning(props: FieldProps) {
  const { label, meaning, ask } = props.fact;
  // Many meanings are the label once more: the question then says more.
  const text = meaning === undefined || meaning.toLowerCase() === label.toLowerCase() ? ask : meaning;
  if (text === undefined || props.commits) return null;
  return (
    <p class="meaning" id={`${idOf(props)}-meaning`}>
      {text}
    </p>
  );
}

/** What is wrong with an entry that was not taken. */
export function Trouble(props: FieldProps) {
  if (props.refused === undefined) return null;
  return (
    <div class="trouble" role="status">
      <span class="trouble-title">Not taken: counts as unknown</span>
      <IssueList issues={props.refused.issues} id={`${idOf(props)}-issues`} />
    </div>
  );
}
