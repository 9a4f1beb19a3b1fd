import { useState } from "preact/hooks";
import { type Language, languages, patientHandout } from "../../src/handout/index.ts";
import type { Report } from "../../src/report/report.ts";
import { useDesk } from "../parts/desk.ts";
import { Markdown } from "./markdown.tsx";

/** The name that speakers of a language give it. */
function nameOf(language: Language): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
}

/** What the patient takes home, in the language of choice. */
export function Handout({ report, onPrint }: { readonly report: Report; readonly onPrint: () => void }) {
  const { rulebook } = useDesk();
  const [language, setLanguage] = useState<Language>("en");
  return (
    <div class="handout">
      <div class="tools">
        <label for="handout-language">Language</label>
        <select
          id="handout-language"
          value={language}
          onChange={({ currentTarget }) => setLanguage(currentTarget.value as Language)}
        >
          {languages.map((one) => (
            <option key={one} value={one} lang={one}>
              {nameOf(one)}
            </option>
          ))}
        </select>
        <button type="button" onClick={onPrint}>
          Print the handout
        </button>
      </div>
      <article class="paper" lang={language}>
        <Markdown text={patientHandout(report, rulebook, { language })} below={2} />
      </article>
    </div>
  );
}
