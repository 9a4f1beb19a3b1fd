import { catalogue } from "./cards/catalogue.ts";
import { callIssue, Refusal } from "./http/refusal.ts";
import { status } from "./http/status.ts";
import type { CdsService, Discovery, Hook } from "./types.ts";

/** The hooks, in the order of discovery. */
export const hooks: readonly Hook[] = ["patient-view", "order-select", "order-sign", "appointment-book"];

/** What discovery answers: one service for each hook. */
export function discoveryOf(templates: Readonly<Record<string, string>>, ballot3: boolean): Discovery {
  return {
    services: hooks.map((hook): CdsService => {
      const { id, title, description } = catalogue.services[hook];
      return {
        hook,
        title,
        description,
        id,
        prefetch: templates,
        usageRequirements: catalogue.usageRequirements,
        ...(ballot3 ? { version: catalogue.specification.version } : {}),
      };
    }),
  };
}

/** The hook of the service with an id; undefined for no service. */
export function hookOf(id: string): Hook | undefined {
  return hooks.find((hook) => catalogue.services[hook].id === id);
}

/** The hook of the service with an id. Throws a `Refusal` where there is none. */
export function hookOrRefusal(service: string): Hook {
  const hook = hookOf(service);
  if (hook !== undefined) return hook;
  throw new Refusal(status.notFound, [
    callIssue("cds-hooks/unknown-service", "", "expected the id of a service, received another", {
      help: "discovery lists the services",
    }),
  ]);
}
