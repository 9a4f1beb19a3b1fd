import type { SiteModel } from "../model/site-model.ts";

interface FilterProps {
  readonly model: SiteModel;
  /** The id of what is filtered; its parts carry `data-filter`. */
  readonly target: string;
  readonly label: string;
}

/** A field that narrows a list; it stays hidden until the script has shown it. */
export function Filter({ model, target, label }: FilterProps) {
  if (!model.hasSearch) return null;
  return (
    <div class="filter" data-filters={target} hidden>
      <label for={`${target}-filter`}>{label}</label>
      <input id={`${target}-filter`} type="search" autocomplete="off" />
      <p role="status" />
    </div>
  );
}
