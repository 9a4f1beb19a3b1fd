export { dataScript } from "./data-script.ts";
export type { SiteCodes } from "./model/record-codes.ts";
export type { SiteCase } from "./model/shown-cases.ts";
export type { SiteInput } from "./model/site-model.ts";
export { rulebookSite, type SiteFile } from "./site.tsx";
