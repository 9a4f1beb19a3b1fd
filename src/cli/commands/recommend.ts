import { reportText } from "../../report/text/report-text.ts";
import { readCaseInput } from "../json-input.ts";
import { exit } from "../usage.ts";
import { advisorFor, type Command, operandsOf, printJson } from "./command.ts";

export const recommend: Command = async (operands, options) => {
  const [path = ""] = operandsOf(operands, ["case"]);
  const advisor = advisorFor(options);
  const report = await advisor.recommend(await readCaseInput(path), { redact: !options.showValues });
  return { text: options.json ? printJson(report) : reportText(report, advisor.rulebook), exit: exit.clean };
};
