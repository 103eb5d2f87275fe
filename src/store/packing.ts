/**
 * Result objects carry long typed arrays (draws, series). `pack` takes them out: every Float64Array goes, in the order
 * met, into one little-endian block; the rest becomes JSON. `unpack` gives back an equal value.
 *
 * In the JSON, an object whose only key starts with `$` stands for what JSON has no form for:
 * `{"$f64": [offset, length]}` (in numbers, not bytes), `{"$u8": "base64"}`, `{"$number": "NaN" | "Infinity" | …}`.
 */
export interface Packed {
  readonly json: string;
  /** Little-endian float64, whatever the machine. */
  readonly block: Uint8Array;
}

const bytesPerNumber = 8;
const machineIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

export function pack(value: unknown): Packed {
  const arrays: Float64Array[] = [];
  let offset = 0;
  const tree = withoutArrays(value, (array) => {
    const reference = { $f64: [offset, array.length] };
    arrays.push(array);
    offset += array.length;
    return reference;
  });
  const numbers = new Float64Array(offset);
  let at = 0;
  for (const array of arrays) {
    numbers.set(array, at);
    at += array.length;
  }
  return { json: JSON.stringify(tree), block: inLittleEndian(new Uint8Array(numbers.buffer)) };
}

/** The caller vouches that what was packed was a `T`. */
export function unpack(packed: Packed): unknown {
  const { block } = packed;
  const copy = inLittleEndian(Uint8Array.from(block));
  const numbers = new Float64Array(copy.buffer, 0, Math.floor(copy.byteLength / bytesPerNumber));
  return withArrays(JSON.parse(packed.json) as unknown, numbers);
}

function withoutArrays(value: unknown, keep: (array: Float64Array) => unknown): unknown {
  if (typeof value === 'number') return plainNumber(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || value === undefined) return value;
  if (value instanceof Float64Array) return keep(value);
  if (value instanceof Uint8Array) return { $u8: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map((item) => withoutArrays(item, keep));
  if (typeof value !== 'object' || !isPlain(value)) {
    throw new TypeError(`a result may hold plain values, Float64Array and Uint8Array only; found ${describe(value)}`);
  }
  const tree: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key.startsWith('$')) throw new TypeError(`a key may not start with $: ${key}`);
    tree[key] = withoutArrays(item, keep);
  }
  return tree;
}

function withArrays(tree: unknown, numbers: Float64Array): unknown {
  if (Array.isArray(tree)) return tree.map((item) => withArrays(item, numbers));
  if (tree === null || typeof tree !== 'object') return tree;
  if ('$f64' in tree) {
    const [offset, length] = tree.$f64 as [number, number];
    return numbers.slice(offset, offset + length);
  }
  if ('$u8' in tree) return Uint8Array.from(Buffer.from(tree.$u8 as string, 'base64'));
  if ('$number' in tree) return Number(tree.$number);
  return Object.fromEntries(Object.entries(tree).map(([key, item]) => [key, withArrays(item, numbers)]));
}

/** JSON has neither NaN, infinities nor −0. */
function plainNumber(value: number): unknown {
  if (Object.is(value, -0)) return { $number: '-0' };
  return Number.isFinite(value) ? value : { $number: String(value) };
}

function inLittleEndian(bytes: Uint8Array): Uint8Array {
  if (machineIsLittleEndian) return bytes;
  for (let start = 0; start < bytes.length; start += bytesPerNumber) {
    bytes.subarray(start, start + bytesPerNumber).reverse();
  }
  return bytes;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}
