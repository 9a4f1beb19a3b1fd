import { caseJsonSchema } from "../../case/json-schema.ts";
import { exit } from "../usage.ts";
import { advisorFor, type Command, operandsOf, printJson } from "./command.ts";

export const schema: Command = async (operands, options) => {
  operandsOf(operands, []);
  return { text: printJson(caseJsonSchema(advisorFor(options).rulebook)), exit: exit.clean };
};
