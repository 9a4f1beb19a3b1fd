import { append, formatPath, type Issue } from "../issues/issue.ts";
import { quote } from "../issues/nearest.ts";
import { isTooMany, mostListed, parseBySchema } from "../issues/zod.ts";
import { type RulebookFile, readJson } from "../rulebook/read-json.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { nameIssues } from "./names.ts";
import type { Property } from "./property.ts";
import { propertiesSchema } from "./schema.ts";

/** The properties of some files, and everything that is wrong with them. */
export interface PropertyReading {
  readonly properties: readonly Property[];
  readonly issues: readonly Issue[];
}

/** Reads files of properties for a rulebook: their form, and that all they name is in it. */
export function readProperties(files: readonly RulebookFile[], rulebook: Rulebook): PropertyReading {
  const issues: Issue[] = [];
  const properties: Property[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    const { json, issues: unreadable, locate } = readJson(file);
    append(issues, unreadable);
    if (json === undefined) continue;
    const result = parseBySchema(propertiesSchema(), json);
    if (!result.success) {
      append(
        issues,
        result.issues.map(
          (issue): Issue => ({
            code: "verify/invalid-property",
            severity: "error",
            path: formatPath(issue.path),
            message: `expected a property, found ${isTooMany(issue) ? `more than ${mostListed} faults of form` : issue.code.replaceAll("_", " ")}`,
            help: "see docs/verify.md for the form of each kind",
            file: file.name,
            ...locate(issue.path),
          }),
        ),
      );
      continue;
    }
    for (const [index, property] of (result.data.properties as readonly Property[]).entries()) {
      const place = { file: file.name, ...locate(["properties", index, "name"]) };
      if (seen.has(property.name))
        issues.push({
          code: "verify/invalid-property",
          severity: "error",
          path: `properties[${index}].name`,
          message: `expected each name once, ${quote(property.name)} stands twice`,
          help: "results name properties: give each its own",
          ...place,
        });
      seen.add(property.name);
      properties.push(property);
      append(
        issues,
        nameIssues(property, rulebook, `properties[${index}]`).map((issue) => ({ ...issue, ...place })),
      );
    }
  }
  return { properties, issues };
}
