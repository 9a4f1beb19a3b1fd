import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import type { OptionValue } from "../slots.ts";
import { at, type Check } from "./context.ts";

/** Every rule rests on something that exists: rows of documents or authorities, or a resolution. */
export const checkSources: Check = (subject) => {
  const { rule, names } = subject;
  const issues: Issue[] = [];
  const rows = [...names.statements, ...names.authorities.keys()];
  if (rule.sources.length === 0 && rule.resolution === undefined)
    issues.push(
      at(
        subject,
        ["sources"],
        "rulebook/missing-source",
        "expected at least one source",
        "cite the rows that the rule encodes, or name the resolution it rests on",
      ),
    );
  rule.sources.forEach((id, index) => {
    if (!names.statements.has(id) && !names.authorities.has(id))
      issues.push(
        at(subject, ["sources", index], "rulebook/unknown-source", `unknown source ${quote(id)}`, suggest(id, rows)),
      );
  });
  rule.resolution?.forEach((id, index) => {
    if (!names.resolutions.has(id))
      issues.push(
        at(
          subject,
          ["resolution", index],
          "rulebook/unknown-resolution",
          `unknown resolution ${quote(id)}`,
          suggest(id, [...names.resolutions]),
        ),
      );
  });
  return [...issues, ...optionSources(subject)];
};

/** Each option names a source that its rule cites. An option without one is a fault of the slot's value. */
const optionSources: Check = (subject) => {
  const { slot, value, also } = subject.rule.event.params;
  const settings = [
    { slot, value: value as unknown, path: ["event", "params", "value"] },
    ...(also ?? []).map((part, index) => ({ ...part, path: ["event", "params", "also", index, "value"] })),
  ];
  return settings.flatMap((setting) => {
    if (subject.names.slots.get(setting.slot ?? "")?.type !== "options" || !Array.isArray(setting.value)) return [];
    return (setting.value as readonly (Partial<OptionValue> | null)[]).flatMap((option, index) => {
      const source = option?.["source"];
      if (typeof source !== "string" || subject.rule.sources.includes(source)) return [];
      return [
        at(
          subject,
          [...setting.path, index, "source"],
          "rulebook/unknown-source",
          "expected a source that the rule cites",
          "add it to `sources` or correct the option",
        ),
      ];
    });
  });
};
