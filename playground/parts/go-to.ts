import { useEffect, useState } from "preact/hooks";

/** Where to go once it is there: the id of an element, and how it comes into view. */
export interface Goal {
  readonly id: string;
  readonly block: ScrollLogicalPosition;
}

/** Goes to an element after the page has been rendered: it may come to be only then. */
export function useGoal(): (goal: Goal) => void {
  const [goal, setGoal] = useState<Goal>();
  useEffect(() => {
    if (goal === undefined) return;
    const element = document.getElementById(goal.id);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: goal.block });
  }, [goal]);
  return setGoal;
}
