import { base64Url } from "./base64-url.ts";
import { fileNameOf, idOf } from "./names.ts";
import type { SiteModel } from "./site-model.ts";

/** The pages that stand once, by their file. */
export const pages = {
  overview: "index.html",
  slots: "slots.html",
  facts: "facts.html",
  statements: "statements.html",
  differences: "disagreements.html",
  search: "search.html",
} as const;
export type PageName = keyof typeof pages;

/** The file of a topic's page. */
export function topicFile(topic: string): string {
  return `topics/${fileNameOf(topic)}.html`;
}

/** Where the parts of the site are, as seen from one page. */
export interface Links {
  readonly file: (path: string) => string;
  readonly page: (name: PageName) => string;
  readonly topic: (topic: string) => string;
  readonly rule: (name: string) => string;
  readonly fact: (name: string) => string;
  readonly slot: (name: string) => string;
  readonly row: (id: string) => string;
  readonly difference: (slot: string, matter: string | undefined) => string;
  readonly playground: (input: unknown) => string;
}

/** The id of a disagreement. */
export function differenceId(slot: string, matter: string | undefined): string {
  return matter === undefined ? idOf(slot) : `${idOf(slot)}_${idOf(matter)}`;
}

/** The links of a page that lies so many folders deep. */
export function linksFrom(depth: number, { rulebook }: SiteModel): Links {
  const up = "../".repeat(depth);
  const page = (name: PageName): string => up + pages[name];
  return {
    file: (path) => up + path,
    page,
    topic: (topic) => up + topicFile(topic),
    rule: (name) => `${up}${topicFile(rulebook.ruleByName.get(name)?.topic ?? "")}#${idOf(name)}`,
    fact: (name) => `${page("facts")}#${idOf(name)}`,
    slot: (name) => `${page("slots")}#${idOf(name)}`,
    row: (id) => `${page("statements")}#${idOf(id)}`,
    difference: (slot, matter) => `${page("differences")}#${differenceId(slot, matter)}`,
    playground: (input) => `${up}playground/index.html#case=${base64Url(JSON.stringify(input))}`,
  };
}
