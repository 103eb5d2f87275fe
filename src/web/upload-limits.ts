/** What one request may carry; beyond, a fault names the limit. */
export const uploadLimits = {
  files: 12,
  /** Bytes of a file, as for data files on the command line. */
  fileBytes: 50 * 1024 * 1024,
  /** Bytes of all files of a request. */
  totalBytes: 64 * 1024 * 1024,
  /** Bytes of a pasted text: what a scenario file may have, and a little more so that the reader can say so. */
  textBytes: 1024 * 1024 + 1024,
  fields: 400,
} as const;

export const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);
