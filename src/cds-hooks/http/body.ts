import { callIssue, Refusal } from "./refusal.ts";
import { status } from "./status.ts";

/** JSON that is nested deeper than this is refused before anything walks it. FHIR's own limits are far below. */
const deepest = 100;

/** What a body can be read from: a request, or the answer of a server. */
export interface BodySource {
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * Reads a body as JSON, at most so many bytes: reading stops at the first byte too many. Throws a `Refusal` for more, for text
 * that is not UTF-8 or not JSON, and for JSON nested too deep.
 */
export async function readJson(source: BodySource, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(source, maxBytes);
  const value = parse(bytes);
  if (isTooDeep(value))
    throw new Refusal(status.badRequest, [
      callIssue("cds-hooks/too-large", "", `expected JSON nested at most ${deepest} deep, received deeper`),
    ]);
  return value;
}

async function readBytes({ headers, body }: BodySource, maxBytes: number): Promise<Uint8Array> {
  if (Number(headers.get("content-length") ?? 0) > maxBytes) {
    await body?.cancel();
    throw tooLarge(maxBytes);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw tooLarge(maxBytes);
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(status.tooLarge, [
    callIssue("cds-hooks/too-large", "", `expected a body of at most ${maxBytes} bytes, received more`),
  ]);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the text, and with it the patient.
    throw new Refusal(status.badRequest, [
      callIssue("cds-hooks/invalid-json", "", "expected a body of JSON in UTF-8, received something else"),
    ]);
  }
}

/** Whether JSON is nested too deep, found without recursion. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}
