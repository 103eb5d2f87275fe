import type { KeptTables } from './kept-tables.js';
import { fault, type Submission } from './submission.js';
import { isTextFile, pastedFile, type UploadReading } from './upload.js';

/** Name under which a pasted text is read. */
const pastedName = 'model.yaml';

/** A model file with the table it names; the table may be one that was kept when the model was drafted. */
export function modelUpload({ files, fields, faults }: Submission, kept: KeptTables | null = null): UploadReading {
  if (faults.length > 0) return { value: null, faults };
  const all = new Map(files);
  const table = kept?.find(fields.kept ?? '') ?? null;
  if (table !== null && !all.has(table.name)) all.set(table.name, table.bytes);
  const pasted = pastedFile(fields.text);
  if (pasted !== null) return { value: { files: all.set(pastedName, pasted), main: pastedName }, faults: [] };
  const names = [...files.keys()];
  const main = names.find(isTextFile) ?? names[0];
  if (main === undefined) return { value: null, faults: [fault('upload-nothing', '')] };
  return { value: { files: all, main }, faults: [] };
}
