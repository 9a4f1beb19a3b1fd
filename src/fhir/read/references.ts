/** An id as FHIR writes it. */
const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;
/** No reference is longer; what is, is compared as it stands. */
const maxLength = 2000;

/** Whether the value is an id of FHIR. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && idPattern.test(value);
}

/**
 * A reference or a full URL in the form in which references are compared: `Type/id`, its last two parts without a version;
 * a `urn:` in lower case; anything else as it stands.
 */
export function canonicalReference(reference: string): string {
  if (reference.length > maxLength) return reference;
  if (/^urn:/i.test(reference)) return reference.toLowerCase();
  const parts = reference.split("/");
  const version = parts.lastIndexOf("_history");
  const own = version < 0 ? parts : parts.slice(0, version);
  const [type = "", id = ""] = own.slice(-2);
  return own.length >= 2 && /^[A-Za-z]+$/.test(type) && isId(id) ? `${type}/${id}` : reference;
}

/** All forms under which a resource can be referred to. */
export function keysOf(type: string, id: unknown, fullUrl: string | undefined): string[] {
  return [
    ...(isId(id) ? [`${type}/${id}`, `urn:uuid:${id.toLowerCase()}`] : []),
    ...(fullUrl === undefined ? [] : [canonicalReference(fullUrl)]),
  ];
}
