import type { Issue } from "../issues/issue.ts";
import { wrap } from "../report/text/layout.ts";

/** An issue as lines: where and what, then the help. Paths are kept whole, to be copied. */
export function issueLines({ code, severity, path, message, help, file, line, column }: Issue): string[] {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const where = [place, path].filter((part) => part !== "").join(" ");
  return [
    ...wrap(`${where === "" ? "" : `${where}: `}${message} [${code}]`, `${severity}: `, { keepWords: true }),
    ...(help === undefined ? [] : wrap(help, "  help: ", { keepWords: true })),
  ];
}
