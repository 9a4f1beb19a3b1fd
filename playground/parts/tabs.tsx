import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { FoldPlace } from "./folds.ts";

/** A part of the answer that is shown alone. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly render: () => ComponentChildren;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly shown: string;
  readonly onShow: (id: string) => void;
}

/** Tabs as screen readers know them: arrow keys go from one to the next, Tab goes into what is shown. */
export function Tabs({ label, tabs, shown, onShow }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const index = tabs.findIndex(({ id }) => id === shown);
    const step = steps[event.key];
    const next =
      event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step === undefined ? undefined : index + step;
    if (next === undefined) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    if (tab === undefined) return;
    onShow(tab.id);
    list.current?.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  };
  const current = tabs.find(({ id }) => id === shown) ?? tabs[0];
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === shown}
            aria-controls={id === shown ? `panel-${id}` : undefined}
            tabIndex={id === shown ? 0 : -1}
            onClick={() => onShow(id)}
          >
            {title}
          </button>
        ))}
      </div>
      {current !== undefined && (
        <div
          class="panel"
          role="tabpanel"
          id={`panel-${current.id}`}
          aria-labelledby={`tab-${current.id}`}
          key={current.id}
        >
          <FoldPlace.Provider value={current.id}>{current.render()}</FoldPlace.Provider>
        </div>
      )}
    </>
  );
}
