import { join, relative } from 'node:path';
import { guessColumns } from '../../data/index.js';
import { draftModel as writeDraft, schemaPaths } from '../../files/index.js';
import type { Language } from '../../language/index.js';
import { done, invalid, type Outcome } from '../outcome.js';
import { installedRoot } from '../project.js';
import { readSourceTable } from '../reading/read-source-table.js';
import { diskSource } from '../sources/disk-source.js';
import type { FileSource } from '../sources/source.js';
import type { Workshop } from '../workshop.js';

export interface DraftModelRequest {
  /** Paths are relative to it; the draft is meant to stand beside the table. By default nowhere on disk. */
  readonly folder?: string;
  /** Where the table is read from; the disk by default. */
  readonly source?: FileSource;
  readonly data: string;
  /** Of the comments; that of the table where none is asked for. */
  readonly language?: Language;
}

/** A first model file from a table: columns guessed, each guess a comment. */
export async function draftModel(workshop: Workshop, request: DraftModelRequest): Promise<Outcome<string>> {
  const { folder } = request;
  const source = request.source ?? diskSource(folder ?? '.');
  const file = await source.read(request.data);
  if (file.value === null) return invalid(file.faults);
  const table = await readSourceTable(file.value, null, workshop.pool);
  if (table.value === null) return invalid(table.faults);
  const draft = writeDraft(guessColumns(table.value), {
    file: request.data,
    schemaPath:
      folder === undefined ? schemaPaths.model : relative(folder, join(installedRoot(), 'models/model.schema.json')),
    sheet: table.value.sheet,
    ...(request.language === undefined ? {} : { language: request.language }),
  });
  const faults = [...table.faults, ...draft.faults];
  return draft.value === null ? invalid(faults) : done(draft.value, faults);
}
