import { besideLine, type Chunk } from "./lines.ts";

const newline = 0x0a;

/**
 * Cuts a stream at the ends of lines, as it arrives: nothing waits for more input than it takes to complete a line. Of a line that is
 * too long only so much is passed on as shows that.
 */
export async function* chunksOf(stream: AsyncIterable<Uint8Array>, maxLineBytes: number): AsyncGenerator<Chunk> {
  const keep = maxLineBytes + besideLine + 1;
  let open: Uint8Array[] = [];
  let openBytes = 0;
  let isFirst = true;
  const hold = (part: Uint8Array): void => {
    const room = Math.min(part.length, Math.max(0, keep - openBytes));
    if (room > 0) open.push(part.subarray(0, room));
    openBytes += room;
  };
  for await (const part of stream) {
    const last = part.lastIndexOf(newline);
    if (last < 0) {
      hold(part);
      continue;
    }
    const first = part.indexOf(newline);
    hold(part.subarray(0, first));
    yield { kind: "bytes", bytes: joined([...open, part.subarray(first, last + 1)]), isFirst };
    isFirst = false;
    open = [];
    openBytes = 0;
    hold(part.subarray(last + 1));
  }
  if (openBytes > 0) yield { kind: "bytes", bytes: joined(open), isFirst };
}

/** One piece of memory of its own: it is handed over to a thread. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
