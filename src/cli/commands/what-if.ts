import { differenceText } from "../../report/text/difference-text.ts";
import { readCaseInput } from "../json-input.ts";
import { exit, UsageError } from "../usage.ts";
import { advisorFor, type Command, operandsOf, printJson } from "./command.ts";

export const whatIf: Command = async (operands, options) => {
  const [path = ""] = operandsOf(operands, ["case"]);
  if (options.set.length === 0) throw new UsageError("expected at least one --set path=value");
  const advisor = advisorFor(options);
  const difference = advisor.whatIf(await readCaseInput(path), Object.fromEntries(options.set.map(assignment)));
  return {
    text: options.json ? printJson(difference) : differenceText(difference, advisor.rulebook),
    exit: exit.clean,
  };
};

/** `path=value`: the value is JSON where it can be read as such (`true`, `3`, `null`), a string otherwise. */
function assignment(text: string): [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError(`expected path=value after --set, found ${text}`);
  const value = text.slice(at + 1);
  try {
    return [text.slice(0, at), JSON.parse(value)];
  } catch {
    return [text.slice(0, at), value];
  }
}
