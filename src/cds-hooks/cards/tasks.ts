import type { Question } from "../../explain/questions.ts";
import { canonicalUrl } from "../../fhir/write/options.ts";
import type { Recommendation } from "../../report/report.ts";
import type { Resource } from "../data/resource.ts";
import { catalogue, type TaskWording } from "./catalogue.ts";
import type { CardContext, SuggestionDraft } from "./context.ts";
import { plain } from "./markdown.ts";

const { tasks } = catalogue;

/** The suggestion to note a task with the open questions. */
export function questionsTask(context: CardContext, level: string, questions: readonly Question[]): SuggestionDraft {
  const { open } = catalogue;
  const canonical = questionnaireOf(context);
  return suggestionOf(context, open.task, {
    focus: {
      type: "Questionnaire",
      identifier: { system: "urn:ietf:rfc:3986", value: canonical },
      display: context.questionnaire?.label ?? open.task.display,
    },
    description: questions.map(({ ask }, index) => `${index + 1}. ${plain(ask)}`).join("\n"),
    input: [
      inputOf(context, tasks.levelInput, tasks.levelDisplay, { valueCode: level }),
      inputOf(context, tasks.questionnaireInput, tasks.questionnaireDisplay, { valueCanonical: canonical }),
    ],
  });
}

/** The suggestion to note a task to assess first, for the rule that asks for it. */
export function assessmentTask(
  context: CardContext,
  wording: TaskWording,
  deciding: readonly Recommendation[],
): SuggestionDraft {
  const [first] = deciding;
  const { rulebook, base } = context;
  const system = canonicalUrl("CodeSystem", `${rulebook.name}-rules`, base === undefined ? {} : { base });
  return suggestionOf(context, wording, {
    focus: {
      identifier: { system, value: first?.rule ?? wording.code },
      display: plain(first?.summary ?? wording.display),
    },
    description: deciding.map(({ summary }, index) => `${index + 1}. ${plain(summary)}`).join("\n"),
    input: deciding.map(({ rule }) => inputOf(context, tasks.ruleInput, tasks.ruleDisplay, { valueCode: rule })),
  });
}

/** The questionnaire that holds the questions. */
function questionnaireOf({ questionnaire, rulebook, base }: CardContext): string {
  return questionnaire?.canonical ?? canonicalUrl("Questionnaire", rulebook.name, base === undefined ? {} : { base });
}

type Content = Readonly<Record<"focus" | "description" | "input", unknown>>;

function suggestionOf(context: CardContext, wording: TaskWording, content: Content): SuggestionDraft {
  const { system, patientId, asOf } = context;
  const resource: Resource = {
    resourceType: "Task",
    status: tasks.status,
    intent: tasks.intent,
    code: { coding: [{ system, code: wording.code, display: wording.display }], text: wording.display },
    ...content,
    for: { reference: `Patient/${patientId}` },
    authoredOn: asOf,
  };
  return {
    key: wording.code,
    label: wording.label,
    actions: [{ type: "create", description: wording.label, resource }],
  };
}

function inputOf({ system }: CardContext, code: string, display: string, value: object): object {
  return { type: { coding: [{ system, code, display }], text: display }, ...value };
}
