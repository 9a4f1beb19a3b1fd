import { AdapterError } from "../issues/errors.ts";
import type { Issue } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import { type Language, languages } from "./wording.ts";

const known = ["language"] as const;

/**
 * The language that options ask for. Throws `AdapterError` for what is none, and for keys that are not known. Without a schema: the
 * page that shows a handout need not load what reads one.
 */
export function languageOf(options: unknown): Language {
  const issues: Issue[] = [];
  const wrong = (code: Issue["code"], path: string, message: string, help: string): void => {
    issues.push({ code, severity: "error", path, message, help });
  };
  const isObject = typeof options === "object" && options !== null && !Array.isArray(options);
  if (!isObject) wrong("rulebook/wrong-type", "", "expected options as an object", "leave them out for English");
  const { language = "en", ...others }: Readonly<Record<string, unknown>> = isObject ? { ...options } : {};
  if (!isLanguage(language))
    wrong(
      "rulebook/not-in-list",
      "language",
      `expected one of ${languages.map((one) => `\`${one}\``).join(", ")}`,
      "there is no handout in another language",
    );
  for (const key of Object.keys(others))
    wrong("rulebook/unknown-key", key, `unknown key ${quote(key)}`, suggest(key, known));
  if (issues.length > 0 || !isLanguage(language)) throw new AdapterError(issues);
  return language;
}

function isLanguage(language: unknown): language is Language {
  return languages.some((one) => one === language);
}
