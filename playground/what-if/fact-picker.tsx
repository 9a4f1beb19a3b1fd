import { useMemo } from "preact/hooks";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { followUpGroup, formOf } from "../form/sections.ts";
import { useDesk } from "../parts/desk.ts";
import { choicesOf } from "../state/alternatives.ts";
import { type Answer, type PlainCase, pathOf, placeOf, valueAt, veinsOf } from "../state/case.ts";

interface FactPickerProps {
  readonly of: PlainCase;
  /** Whether something is tried already, which the fact joins. */
  readonly isMore: boolean;
  readonly onPick: (answers: readonly Answer[]) => void;
}

/** Picks the fact to try; a yes becomes a no, and what is unknown a yes. */
export function FactPicker({ of, isMore, onPick }: FactPickerProps) {
  const { rulebook } = useDesk();
  const form = useMemo(() => formOf(rulebook), [rulebook]);
  // As one text, so that the options stay the same as long as the veins do.
  const veinIds = JSON.stringify(veinsOf(of).map(({ id }) => id));
  const hasFollowUp = (of[followUpGroup] ?? null) !== null;
  // Some hundred options stay as they are while answers come and go.
  const groups = useMemo(
    () => [
      ...form.sections
        .filter(({ key }) => key !== followUpGroup || hasFollowUp)
        .map(({ title, facts }) => groupOf(title, facts)),
      ...(JSON.parse(veinIds) as string[]).map((id) =>
        groupOf(
          `Vein ${id}`,
          form.vein.flatMap(({ facts }) => facts).filter(({ name }) => name !== "vein.id"),
          id,
        ),
      ),
    ],
    [form, veinIds, hasFollowUp],
  );
  const pick = (path: string): void => {
    const option = groups.flatMap(({ options }) => options).find((one) => one.path === path);
    if (option === undefined) return;
    const { fact, place } = option;
    const other = choicesOf(fact).find((value) => value !== valueAt(of, place));
    onPick([{ place, value: other ?? valueAt(of, place) ?? null }]);
  };
  return (
    <div class="fact-picker">
      <label for="what-if-fact" class="unseen">
        A fact to try otherwise
      </label>
      <select
        id="what-if-fact"
        value=""
        onChange={({ currentTarget }) => {
          pick(currentTarget.value);
          currentTarget.value = "";
        }}
      >
        <option value="">{isMore ? "and this too" : "this were different"}: choose a fact</option>
        {useMemo(
          () =>
            groups.map(({ title, options }) => (
              <optgroup key={title} label={title}>
                {options.map(({ path, fact }) => (
                  <option key={path} value={path}>
                    {fact.label}
                  </option>
                ))}
              </optgroup>
            )),
          [groups],
        )}
      </select>
    </div>
  );
}

function groupOf(title: string, facts: readonly Fact[], vein?: string) {
  return {
    title,
    options: facts.map((fact) => {
      const place = placeOf(fact.name, vein);
      return { fact, place, path: pathOf(place) };
    }),
  };
}
