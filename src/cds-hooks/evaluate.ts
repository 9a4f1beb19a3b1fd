import type { Advisor } from "../advisor/advisor.ts";
import type { ReadCase } from "../fhir/read/result.ts";
import { cardsFor } from "./cards/cards.ts";
import type { CardDraft, QuestionnaireLink } from "./cards/context.ts";
import { type GatherSettings, gather, type RecordData } from "./data/gather.ts";
import { type ReadSettings, readRecord } from "./data/read-record.ts";
import { isObject, type Json } from "./data/resource.ts";
import { type OwnTask, ownTasks } from "./data/tasks.ts";
import { dataKeys } from "./data/templates.ts";
import { callIssue, Refusal } from "./http/refusal.ts";
import { status } from "./http/status.ts";
import { type Draft, draftsOf } from "./orders/draft.ts";
import type { OrderCodes } from "./orders/order-codes.ts";
import { withProposal } from "./orders/with-proposal.ts";
import { type Relevance, relevanceOf } from "./relevance.ts";
import type { CdsRequest } from "./schema/request.ts";

/** What a call is evaluated by. */
export interface EvaluateSettings {
  readonly advisor: Advisor;
  readonly gather: GatherSettings;
  readonly read: ReadSettings;
  readonly orderCodes: OrderCodes;
  /** Cards on opening every record, whether it is about leg veins or not. */
  readonly always: boolean;
  readonly system: string;
  readonly base?: string;
  readonly questionnaire?: QuestionnaireLink;
}

export interface Evaluation {
  readonly relevance: Relevance;
  readonly cards: readonly CardDraft[];
}

/**
 * Evaluates a call for a day. Orders and appointments are looked at first: where none is about sclerotherapy, nothing of the
 * patient is read at all. Throws a `Refusal` where data that are needed cannot be had.
 */
export async function evaluate(request: CdsRequest, asOf: string, settings: EvaluateSettings): Promise<Evaluation> {
  const { context, hook } = request;
  const { rulebook } = settings.advisor;
  const orders =
    context.draftOrders === undefined
      ? []
      : draftsOf(context.draftOrders, settings.orderCodes, rulebook, context.selections);
  const appointments =
    context.appointments === undefined ? [] : draftsOf(context.appointments, settings.orderCodes, rulebook);
  if (hook !== "patient-view" && orders.length + appointments.length === 0)
    return { relevance: "not-relevant", cards: [] };
  const data = await gather(request, settings.gather);
  return judge(request, asOf, data, { orders, appointments }, settings);
}

interface Drafts {
  readonly orders: readonly Draft[];
  readonly appointments: readonly Draft[];
}

function judge(
  { hook, context }: CdsRequest,
  asOf: string,
  data: RecordData,
  { orders, appointments }: Drafts,
  settings: EvaluateSettings,
): Evaluation {
  const { advisor, system, base, questionnaire, orderCodes } = settings;
  const read = readRecord(data, asOf, settings.read);
  refuseTooManyVeins(read.case);
  const tasks = ownTasks(data.keys.tasks.resources, context.patientId, system);
  const relevance =
    hook === "patient-view" ? relevanceOf(data, read.case, openTasks(tasks), orderCodes) : ("relevant" as const);
  if (relevance === "unknown" && !settings.always) refuseWithoutConditions(data);
  if (relevance !== "relevant" && !settings.always) return { relevance, cards: [] };
  const report = advisor.recommendSync(read.case, read);
  const cards = cardsFor({
    hook,
    rulebook: advisor.rulebook,
    report,
    patientId: context.patientId,
    asOf,
    keys: dataKeys.map((key) => data.keys[key]),
    assumed: read.absence.stated,
    leftOpen: leftOpenIn(read.case),
    tasks,
    orders: orders.map((draft) => ({
      ...draft,
      report: advisor.recommendSync(withProposal(read.case, draft, advisor.rulebook), read),
    })),
    appointments,
    system,
    ...(base === undefined ? {} : { base }),
    ...(questionnaire === undefined ? {} : { questionnaire }),
  });
  return { relevance, cards };
}

/** How many veins of one record are judged: a report for each of twenty drafts would hold up everyone else's calls for minutes. */
const mostVeins = 100;

function refuseTooManyVeins({ veins }: ReadCase["case"]): void {
  if (!Array.isArray(veins) || veins.length <= mostVeins) return;
  throw new Refusal(status.tooLarge, [
    callIssue("cds-hooks/too-large", "prefetch", `expected a record of at most ${mostVeins} veins, received more`, {
      help: "send the conditions and findings that are about the veins to be treated now",
    }),
  ]);
}

/** Without conditions nobody can tell whether the record is about leg veins: no cards would look like no concern. */
function refuseWithoutConditions({ keys: { conditions } }: RecordData): void {
  if (conditions.state !== "error" && conditions.state !== "not-asked") return;
  throw new Refusal(status.preconditionFailed, [
    callIssue(
      "cds-hooks/missing-data",
      "prefetch.conditions",
      "expected the conditions, received none that can be read",
      {
        help: "send the prefetch key `conditions`, or give access to a FHIR server that this service may ask",
      },
    ),
  ]);
}

/** The facts of the patient that the case holds as null: the record touches them. */
function leftOpenIn(facts: Json): ReadonlySet<string> {
  return new Set(
    Object.entries(facts).flatMap(([group, members]) =>
      isObject(members)
        ? Object.entries(members).flatMap(([key, value]) => (value === null ? [`${group}.${key}`] : []))
        : [],
    ),
  );
}

function openTasks(tasks: readonly OwnTask[]): number {
  return tasks.filter(({ state }) => state === "open").length;
}
