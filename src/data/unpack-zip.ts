import { Inflate, zipSync } from 'fflate';

/** Why an archive is not unpacked. */
export type ZipProblem = 'malformed' | 'too-large' | 'encrypted';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: Uint8Array;
  /** Bytes once unpacked, as the archive states them; checked against what comes out. */
  readonly stated: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** Reads the central directory (APPNOTE.TXT 4.3.12 and 4.3.16); zip64 is beyond any file that we take. */
function readDirectory(bytes: Uint8Array): Entry[] | ZipProblem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && end >= bytes.length - 22 - 65_535 && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY) return 'malformed';
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return 'malformed';
    const flags = view.getUint16(at + 8, true);
    if ((flags & 1) !== 0) return 'encrypted';
    const packedLength = view.getUint32(at + 20, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL_ENTRY) return 'malformed';
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + packedLength > bytes.length || at + 46 + nameLength > bytes.length) return 'malformed';
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: bytes.subarray(start, start + packedLength),
      stated: view.getUint32(at + 24, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Unpacks one entry in small steps and stops as soon as more comes out than was stated. */
function inflateEntry(entry: Entry): Uint8Array | ZipProblem {
  if (entry.method === 0) return entry.packed.length === entry.stated ? entry.packed : 'malformed';
  if (entry.method !== 8) return 'malformed';
  const out = new Uint8Array(entry.stated);
  let length = 0;
  let overflow = false;
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length > out.length) overflow = true;
    else out.set(chunk, length);
    length += chunk.length;
  });
  const step = 16 * 1024;
  try {
    for (let at = 0; at < entry.packed.length; at += step) {
      inflate.push(entry.packed.subarray(at, at + step), at + step >= entry.packed.length);
      if (overflow) return 'too-large';
    }
  } catch {
    return 'malformed';
  }
  return length === out.length ? out : 'malformed';
}

/**
 * The wanted parts of an archive. The stated sizes are summed before anything is unpacked, and no part may unpack
 * to more than it states, so memory stays within `limit` bytes whatever the archive claims.
 */
export function unpackZip(
  bytes: Uint8Array,
  limit: number,
  wanted: (name: string) => boolean,
): Record<string, Uint8Array> | ZipProblem {
  const entries = readDirectory(bytes);
  if (typeof entries === 'string') return entries;
  if (entries.reduce((sum, entry) => sum + entry.stated, 0) > limit) return 'too-large';
  const parts: Record<string, Uint8Array> = {};
  for (const entry of entries) {
    if (!wanted(entry.name)) continue;
    const part = inflateEntry(entry);
    if (typeof part === 'string') return part;
    parts[entry.name] = part;
  }
  return parts;
}

/** The same parts as a fresh archive without compression: what a reader finds in it is exactly what was checked. */
export function repack(parts: Record<string, Uint8Array>): ArrayBuffer {
  return zipSync(parts, { level: 0 }).slice().buffer;
}
