import { embeddedCodes } from "../../fhir/codes/embedded.ts";
import type { Issue } from "../../issues/issue.ts";
import { dataScript, rulebookSite } from "../../pages/index.ts";
import { wrap } from "../../report/text/layout.ts";
import { embeddedRulebook } from "../../rulebook/embedded.ts";
import { handOn } from "../../rulebook/handed-on.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import {
  type AssetFolders,
  assetFolders,
  type CopiedFile,
  readPlayground,
  readSearchScript,
  readStyles,
} from "../docs/assets.ts";
import { readCases } from "../docs/cases.ts";
import { ownFiles, writeSite } from "../docs/folder.ts";
import { issueLines } from "../issues.ts";
import { exit, UsageError } from "../usage.ts";
import { advisorFor, type Command, type Options, type Output, operandsOf, printJson } from "./command.ts";

/**
 * `sclero docs -o <dir>`: the rulebook as a static site. It writes only into a folder that is empty or that it has written before;
 * the same rulebook, cases and version of the package give the same bytes. What was left out is said in the output.
 */
export const docs: Command = async (operands, options) => writeDocs(operands, options, assetFolders());

/** The command with the folders of what is copied, which a test may choose. */
export function writeDocs(operands: readonly string[], options: Options, folders: AssetFolders): Output {
  operandsOf(operands, []);
  const { output } = options;
  if (output === undefined || output === "-") throw new UsageError("expected -o and a folder");
  const earlier = ownFiles(output);
  const { rulebook } = advisorFor(options);
  const { cases, issues } = readCases(options.cases, rulebook);
  const search = readSearchScript(folders);
  const { playground, leftOut } = playgroundFor(rulebook, folders);
  const pages = rulebookSite({
    rulebook,
    evidence: options.evidence,
    cases,
    codes: embeddedCodes,
    hasPlayground: playground.length > 0,
    hasSearch: search !== undefined,
  });
  const files = [
    ...pages.map(({ path, text }) => ({ path, content: new TextEncoder().encode(text) })),
    ...readStyles(folders),
    ...(search === undefined ? [] : [search]),
    ...playground,
  ];
  writeSite(output, files, earlier);
  return outputOf(options, {
    folder: output,
    files: files.length,
    cases: cases.length,
    leftOut: [...(search === undefined ? ["search: its script has not been built"] : []), ...leftOut],
    issues,
  });
}

interface Written {
  readonly folder: string;
  readonly files: number;
  readonly cases: number;
  /** What the site is without, and why. */
  readonly leftOut: readonly string[];
  readonly issues: readonly Issue[];
}

function outputOf({ json }: Options, written: Written): Output {
  const { folder, files, cases, leftOut, issues } = written;
  const found = issues.length > 0 ? exit.findings : exit.clean;
  if (json) return { text: printJson(written), exit: found };
  const lines = [
    ...issues.flatMap(issueLines),
    ...leftOut.flatMap((what) => wrap(`left out: ${what}`, "", { keepWords: true })),
    ...wrap(`${folder}: ${files} files, ${cases} case${cases === 1 ? "" : "s"}; open ${folder}/index.html`, "", {
      keepWords: true,
    }),
  ];
  return { text: `${lines.join("\n")}\n`, exit: found };
}

/** Tells the playground that it stands in a site, so that it leads back to the pages and to the rows of the sources. */
const inSite = "globalThis.scleroSite = true;\n";

/** The playground in its site, with the rulebook that it is to use where that is not the one it carries. */
function playgroundFor(rulebook: Rulebook, folders: AssetFolders): { playground: CopiedFile[]; leftOut: string[] } {
  const built = readPlayground(folders);
  if (built === undefined) return { playground: [], leftOut: ["playground: it has not been built"] };
  const path = "playground/rulebook.js";
  const withScript = (text: string): CopiedFile[] => [
    ...built.filter((file) => file.path !== path),
    { path, content: new TextEncoder().encode(inSite + text) },
  ];
  if (rulebook.digest === embeddedRulebook().digest) return { playground: withScript(""), leftOut: [] };
  return { playground: withScript(dataScript("scleroRulebook", handOn(rulebook))), leftOut: [] };
}
