import { patientHandout } from "../../handout/handout.ts";
import { languages } from "../../handout/wording.ts";
import { readCaseInput } from "../json-input.ts";
import { exit, UsageError } from "../usage.ts";
import { advisorFor, type Command, operandsOf, printJson } from "./command.ts";

export const handout: Command = async (operands, options) => {
  const [path = ""] = operandsOf(operands, ["case"]);
  const language = languages.find((one) => one === options.language);
  if (language === undefined) throw new UsageError(`expected --language ${languages.join(" or ")}`);
  const advisor = advisorFor(options);
  const report = await advisor.recommend(await readCaseInput(path), { redact: !options.showValues });
  const text = patientHandout(report, advisor.rulebook, { language });
  return { text: options.json ? printJson({ language, markdown: text }) : text, exit: exit.clean };
};
