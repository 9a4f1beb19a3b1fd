/** Where a path leads. */
export type Route =
  | { readonly kind: "discovery" }
  | { readonly kind: "service"; readonly id: string }
  | { readonly kind: "feedback"; readonly id: string };

/** The path of a base URL without a final slash; empty for none. */
export function basePath(baseUrl: string | undefined): string {
  return baseUrl === undefined ? "" : new URL(baseUrl).pathname.replace(/(?<!\/)\/+$/, "");
}

/** Finds the route of a path below the base; undefined where it leads nowhere. One final slash is forgiven. */
export function routeOf(pathname: string, base: string): Route | undefined {
  const [services, encodedId, feedback, ...more] = pathname.startsWith(`${base}/`)
    ? pathname
        .slice(base.length + 1)
        .replace(/\/$/, "")
        .split("/")
    : [];
  if (services !== "cds-services" || more.length > 0) return undefined;
  if (encodedId === undefined) return { kind: "discovery" };
  const id = decoded(encodedId);
  if (id === undefined || id === "") return undefined;
  if (feedback === undefined) return { kind: "service", id };
  return feedback === "feedback" ? { kind: "feedback", id } : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The URL under which a route is called: what the `aud` of a client's token must be. */
export function endpointOf(route: Route, baseUrl: string): string {
  const services = `${baseUrl.replace(/(?<!\/)\/+$/, "")}/cds-services`;
  if (route.kind === "discovery") return services;
  const service = `${services}/${encodeURIComponent(route.id)}`;
  return route.kind === "service" ? service : `${service}/feedback`;
}
