import type { Issue } from "../issues/issue.ts";

/** An issue as two lines: where and what, then the help. */
export function issueLines({ code, severity, path, message, help, file, line, column }: Issue): string[] {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const where = [place, path].filter((part) => part !== "").join(" ");
  return [
    `${severity}: ${where === "" ? "" : `${where}: `}${message} [${code}]`,
    ...(help === undefined ? [] : [`  help: ${help}`]),
  ];
}
