import { catalogue } from "../cards/catalogue.ts";
import { isObject, listOf, type Resource } from "./resource.ts";

/** A task of ours in the record. */
export interface OwnTask {
  readonly code: string;
  readonly state: "open" | "closed";
  /** The decision that its questions could bring, or the rule that asks for it. */
  readonly inputs: readonly string[];
}

/** The tasks that suggestions of this service made, open or closed; cancelled and failed ones count no more. */
export function ownTasks(resources: readonly Resource[], patientId: string, system: string): OwnTask[] {
  return resources.flatMap((resource) => {
    if (resource.resourceType !== "Task" || !isFor(resource, patientId)) return [];
    const code = codeOf(resource, system);
    const status = String(resource["status"]);
    const { open, closed } = catalogue.tasks;
    const state = open.includes(status) ? "open" : closed.includes(status) ? "closed" : undefined;
    return code === undefined || state === undefined ? [] : [{ code, state, inputs: inputsOf(resource) }];
  });
}

/** Whose task it is; a task that names nobody came from a search for the patient. */
function isFor(task: Resource, patientId: string): boolean {
  const pointer = task["for"];
  const reference = isObject(pointer) ? pointer["reference"] : undefined;
  return typeof reference !== "string" || reference.split("/").at(-1) === patientId;
}

function codeOf({ code }: Resource, system: string): string | undefined {
  const codings = isObject(code) ? listOf(code["coding"]).filter(isObject) : [];
  const own = codings.find((coding) => coding["system"] === system);
  return typeof own?.["code"] === "string" ? own["code"] : undefined;
}

function inputsOf(task: Resource): string[] {
  return listOf(task["input"]).flatMap((input) => {
    const value = isObject(input) ? (input["valueCode"] ?? input["valueString"]) : undefined;
    return typeof value === "string" ? [value] : [];
  });
}
