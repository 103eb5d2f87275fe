import type { Fault } from '../jobs/index.js';

/** Files of one request: which of them an act begins with, and the others it may name. */
export interface Upload {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly main: string;
}

export type UploadReading =
  | { readonly value: Upload; readonly faults: readonly [] }
  | { readonly value: null; readonly faults: readonly Fault[] };

/** Endings of scenario and model files. */
const textEndings = ['.yaml', '.yml', '.json'];

export function isTextFile(name: string): boolean {
  return textEndings.some((ending) => name.toLowerCase().endsWith(ending));
}

/** A pasted text as a file; browsers send its lines with CR LF, and places are counted as the writer sees them. */
export function pastedFile(text: string | undefined): Uint8Array | null {
  const plain = (text ?? '').replaceAll('\r\n', '\n');
  return plain.trim() === '' ? null : new TextEncoder().encode(plain);
}
