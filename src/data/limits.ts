/** What a data file may be; beyond, a fault names the limit. */
export const tableLimits = {
  /** Bytes of the file as it arrives. */
  fileBytes: 50 * 1024 * 1024,
  /** Bytes of all parts of an XLSX file once unpacked. */
  unpackedBytes: 100 * 1024 * 1024,
  cells: 2_000_000,
  columns: 500,
} as const;

/** No money, media or people is more than this; sums and squares of what lies below keep their digits. */
export const largestNumber = 1e15;
