import type { Links } from "../model/links.ts";
import type { SiteModel } from "../model/site-model.ts";

/** What every part of a page is given: the rulebook, and where things are as seen from this page. */
export interface At {
  readonly model: SiteModel;
  readonly links: Links;
}
