import { readSync } from "node:fs";

/** A piece of the input: a byte range of a file, or bytes that end at the end of a line. */
export type Chunk =
  | { readonly kind: "range"; readonly start: number; readonly end: number }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly isFirst: boolean };

/** The lines of a chunk that hold something: where each begins and ends; the end is -1 where it is too long. */
export interface Lines {
  readonly bytes: Buffer;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const tab = 0x09;
const space = 0x20;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const noBytes = Buffer.alloc(0);

/** What may stand beside a line of the greatest length: a byte order mark, and an end of two bytes. */
export const besideLine = byteOrderMark.length + 2;

/** How much of a line is read at a time beyond the end of a range. */
const tailBytes = 65_536;

/**
 * The lines that begin in a range of a file; the last is read to its end, wherever that is. Each line belongs to one range, however
 * the file is cut. Of a line that is too long no more is held than it takes to know that.
 */
export function linesOfRange(fd: number, start: number, end: number, maxLineBytes: number): Lines {
  // The byte before the range tells whether a line begins right at its start.
  const from = Math.max(0, start - 1);
  let bytes = readFully(fd, from, end - from);
  const first = start === 0 ? 0 : bytes.indexOf(newline) + 1;
  if (start > 0 && (first === 0 || first >= bytes.length)) return { bytes: noBytes, starts: [], ends: [] };
  const lastStart = Math.max(bytes.lastIndexOf(newline) + 1, first);
  while (lastStart < bytes.length && bytes.length - lastStart <= maxLineBytes + besideLine) {
    const more = readFully(fd, from + bytes.length, tailBytes);
    const endOfLine = more.indexOf(newline);
    bytes = Buffer.concat([bytes, endOfLine < 0 ? more : more.subarray(0, endOfLine + 1)]);
    if (endOfLine >= 0 || more.length === 0) break;
  }
  return split(bytes, first, start === 0, maxLineBytes);
}

/** The lines of bytes. */
export function linesOfBytes(bytes: Uint8Array, isFirst: boolean, maxLineBytes: number): Lines {
  return split(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, isFirst, maxLineBytes);
}

function split(bytes: Buffer, first: number, isFirst: boolean, maxLineBytes: number): Lines {
  const starts: number[] = [];
  const ends: number[] = [];
  const hasMark = isFirst && bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark);
  let start = hasMark ? byteOrderMark.length : first;
  while (start < bytes.length) {
    const found = bytes.indexOf(newline, start);
    const next = found < 0 ? bytes.length : found;
    const end = next > start && bytes[next - 1] === carriageReturn ? next - 1 : next;
    if (end - start > maxLineBytes) {
      starts.push(start);
      ends.push(-1);
    } else if (!isBlank(bytes, start, end)) {
      starts.push(start);
      ends.push(end);
    }
    start = next + 1;
  }
  return { bytes, starts, ends };
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (byte !== space && byte !== tab && byte !== carriageReturn) return false;
  }
  return true;
}

/** Reads as many bytes as there are, up to the length. */
function readFully(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(fd, bytes, filled, length - filled, position + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}
