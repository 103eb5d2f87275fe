/** What libsql can bind without harm. */
export type SqliteParameter = number | bigint | string | Buffer | null;

/**
 * The one place where a value becomes a parameter of libsql. A boolean would abort the process inside the library;
 * NaN would be stored as NULL, a text cut at its NUL, a Date as its local text: all are refused.
 */
export function toParameter(value: unknown): SqliteParameter {
  switch (typeof value) {
    case 'boolean':
      return value ? 1 : 0;
    case 'bigint':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`a number to be stored must be finite: ${value}`);
      return value;
    case 'string':
      if (value.includes('\0')) throw new TypeError('a text to be stored may not hold NUL');
      return value;
    default:
      if (value === null) return null;
      if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      throw new TypeError(`cannot store a ${value instanceof Date ? 'Date' : typeof value}`);
  }
}
