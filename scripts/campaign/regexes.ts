import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parseRegex, type RegexNode } from "./regex-parse.ts";
import { enough, stepsOf } from "./regex-steps.ts";

/** A regular expression of the source, and where it stands. */
export interface FoundRegex {
  readonly source: string;
  readonly flags: string;
  readonly place: string;
}

/** Every regular expression of the library; one that is put together at run time cannot be judged and is refused. */
export function regexesOf(folder: string): FoundRegex[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return files.sort().flatMap((name) => regexesIn(join(folder, name)));
}

function regexesIn(file: string): FoundRegex[] {
  const parsed = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  const found: FoundRegex[] = [];
  const visit = (node: ts.Node): void => {
    const place = `${file}:${parsed.getLineAndCharacterOfPosition(node.getStart(parsed)).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), place });
    }
    const callee = ts.isNewExpression(node) || ts.isCallExpression(node) ? node.expression : undefined;
    if (callee !== undefined && ts.isIdentifier(callee) && callee.text === "RegExp")
      throw new Error(`${place} puts a regular expression together at run time`);
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

/** Characters that stand in texts, to find one that fits a class. */
const alphabet = "a0A/. -_:;,%\"'`(){}[]|~^$#!&<>@=+*?\\zZ9mgT\t\n\u0000\u00a0\u200b\u2028é";
/** What fits nothing, or ends a text. */
const endings = ["", "!", "\u0001", "a", "0", " ", "x!"];

/** Texts that fit a part, or nearly: a few of each. */
function samplesOf(node: RegexNode): string[] {
  switch (node.kind) {
    case "one": {
      const fitting = [...alphabet].filter(node.fits);
      const literal = /^\\?(.)$/s.exec(node.source)?.[1] ?? "";
      return [...new Set([...(node.fits(literal) ? [literal] : []), ...fitting])].slice(0, 2);
    }
    case "at":
    case "look":
      return [""];
    case "choice":
      return node.parts.flatMap(samplesOf).slice(0, 6);
    case "sequence":
      return node.parts.reduce<string[]>(
        (heads, part) => heads.flatMap((head) => samplesOf(part).map((sample) => head + sample)).slice(0, 4),
        [""],
      );
    case "repeat":
      return samplesOf(node.part).map((sample) => sample.repeat(Math.max(1, node.min)));
  }
}

/** What leads to each repetition, and what it repeats. */
function* pumpsOf(node: RegexNode, lead = ""): Generator<{ readonly lead: string; readonly pump: string }> {
  if (node.kind === "repeat") {
    if (node.max === Infinity) for (const pump of samplesOf(node.part)) if (pump !== "") yield { lead, pump };
    yield* pumpsOf(node.part, lead);
  } else if (node.kind === "choice") for (const part of node.parts) yield* pumpsOf(part, lead);
  else if (node.kind === "look") yield* pumpsOf(node.part, lead);
  else if (node.kind === "sequence") {
    let before = lead;
    for (const part of node.parts) {
      yield* pumpsOf(part, before);
      // The whole as far as it goes, again and again, is a pump of its own.
      const [sample = ""] = samplesOf(part);
      before += sample;
    }
    if (before !== "") yield { lead, pump: before };
  }
}

/** A text on which the steps grow faster than its length. */
export interface SuperLinear {
  readonly lead: string;
  readonly pump: string;
  readonly ending: string;
  /** Steps at the longest text beside those at half of it: 2 for linear, 4 for quadratic growth. */
  readonly growth: number;
}

/** Lengths of texts; longer than the bounded repetitions that the library uses, which grow like any other up to their bound. */
const [half, whole] = [300, 600] as const;
/** Between linear (2) and quadratic (4). */
const limit = 2.8;

/** The worst growth over attacking texts; undefined where it is linear. */
export function superLinear({ source, flags }: FoundRegex): SuperLinear | undefined {
  const root = parseRegex(source, flags);
  const pumps = [...pumpsOf(root), ...[...alphabet].slice(0, 12).map((pump) => ({ lead: "", pump }))];
  const seen = new Set<string>();
  let worst: SuperLinear | undefined;
  for (const { lead, pump } of pumps)
    for (const ending of endings) {
      const key = JSON.stringify([lead, pump, ending]);
      if (seen.has(key)) continue;
      seen.add(key);
      const steps = (length: number): number =>
        stepsOf(source, flags, lead + pump.repeat(Math.ceil(length / pump.length)) + ending);
      const longest = steps(whole);
      const growth = longest >= enough ? Infinity : longest / steps(half);
      if (growth > limit && growth > (worst?.growth ?? 0)) worst = { lead, pump, ending, growth };
    }
  return worst;
}
