import { formatPath, type Issue } from "../issues/issue.ts";
import { quote } from "../issues/nearest.ts";
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
    issues.push(...unreadable);
    if (json === undefined) continue;
    const result = propertiesSchema().safeParse(json);
    if (!result.success) {
      issues.push(
        ...result.error.issues.map(
          ({ path, code }): Issue => ({
            code: "verify/invalid-property",
            severity: "error",
            path: formatPath(path),
            message: `expected a property, found ${code.replaceAll("_", " ")}`,
            help: "see docs/verify.md for the form of each kind",
            file: file.name,
            ...locate(path),
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
      issues.push(...nameIssues(property, rulebook, `properties[${index}]`).map((issue) => ({ ...issue, ...place })));
    }
  }
  return { properties, issues };
}
