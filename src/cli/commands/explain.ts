import { explanationText } from "../../report/text/explanation-text.ts";
import { readCaseInput } from "../json-input.ts";
import { exit } from "../usage.ts";
import { advisorFor, type Command, operandsOf, printJson } from "./command.ts";

export const explain: Command = async (operands, options) => {
  const [path = "", rule = ""] = operandsOf(operands, ["case", "rule"]);
  const explanations = advisorFor(options).explain(await readCaseInput(path), rule);
  return { text: options.json ? printJson(explanations) : explanationText(explanations), exit: exit.clean };
};
