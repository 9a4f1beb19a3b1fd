import { createAdvisor } from "../advisor/create-advisor.ts";
import { caseFromFhir } from "../fhir/case-from-fhir.ts";
import { embeddedCodes } from "../fhir/codes/embedded.ts";
import { cardSystem } from "./cards/catalogue.ts";
import type { FetchFunction } from "./data/server.ts";
import { prefetchTemplates } from "./data/templates.ts";
import { dayIn } from "./day.ts";
import type { EvaluateSettings } from "./evaluate.ts";
import type { withDefaults } from "./options.ts";
import { createOrderCodes } from "./orders/order-codes.ts";

/** What calls are evaluated by, made once. Throws `AdapterError` for what the reader of records would refuse. */
export function evaluateSettings(options: ReturnType<typeof withDefaults>, send: FetchFunction): EvaluateSettings {
  const advisor = options.advisor ?? createAdvisor();
  const codes = embeddedCodes;
  const { questionnaire, base } = options;
  const known = options.case ?? {};
  // Nothing is read here: what the reader would refuse of the options is refused before the first call.
  caseFromFhir([], {
    asOf: dayIn(new Date(0), options.timeZone),
    base: known,
    absenceMeansFalse: options.absenceMeansFalse,
    rulebook: advisor.rulebook,
  });
  return {
    advisor,
    always: options.always,
    system: cardSystem(base),
    orderCodes: createOrderCodes(codes, options.orderCodes),
    gather: {
      templates: prefetchTemplates(codes),
      servers: options.fhirServers,
      send,
      maxBytes: options.maxBodyBytes,
      maxPages: options.maxPages,
      fetchMs: options.fetchMs,
    },
    read: {
      rulebook: advisor.rulebook,
      codes,
      absenceMeansFalse: options.absenceMeansFalse,
      base: known,
      ...(questionnaire?.canonical === undefined ? {} : { questionnaire: questionnaire.canonical }),
    },
    ...(base === undefined ? {} : { base }),
    ...(questionnaire === undefined ? {} : { questionnaire }),
  };
}
