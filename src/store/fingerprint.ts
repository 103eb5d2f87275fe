import { createHash, type Hash } from 'node:crypto';

/**
 * SHA-256, in hex, of a value tree: plain objects (keys in any order give the same print), arrays, typed arrays,
 * strings, numbers, booleans and null. Every part is tagged and closed by its length, so that no two different trees
 * run together.
 */
export function fingerprintOf(value: unknown): string {
  const hash = createHash('sha256');
  absorb(hash, value);
  return hash.digest('hex');
}

function absorb(hash: Hash, value: unknown): void {
  if (value === null || value === undefined) {
    hash.update('n;');
  } else if (typeof value === 'string') {
    hash.update(`s${value.length}:`).update(value);
  } else if (typeof value === 'number' || typeof value === 'boolean') {
    hash.update(`${typeof value}${String(value)};`);
  } else if (value instanceof Float64Array || value instanceof Uint8Array) {
    hash.update(`${value.constructor.name}${value.length}:`);
    hash.update(value instanceof Uint8Array ? value : littleEndian(value));
  } else if (Array.isArray(value)) {
    hash.update(`a${value.length}:`);
    for (const item of value) absorb(hash, item);
  } else if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    hash.update(`o${entries.length}:`);
    for (const [key, item] of entries) {
      absorb(hash, key);
      absorb(hash, item);
    }
  } else {
    throw new TypeError(`nothing to fingerprint in a ${typeof value}`);
  }
}

function littleEndian(values: Float64Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.length * 8));
  values.forEach((value, i) => {
    bytes.setFloat64(i * 8, value, true);
  });
  return new Uint8Array(bytes.buffer);
}
