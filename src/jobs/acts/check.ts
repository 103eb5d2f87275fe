import { hasErrors, type Fault } from '../../data/index.js';
import { readMarketFile } from '../../files/index.js';
import { done, invalid, type Outcome } from '../outcome.js';
import { kindOfFile, type FileKind } from '../reading/file-kind.js';
import { readModel } from '../reading/read-model.js';
import { readScenario } from '../reading/read-scenario.js';
import { readSourceTable } from '../reading/read-source-table.js';
import { diskSource } from '../sources/disk-source.js';
import type { FileSource, SourceFile } from '../sources/source.js';
import type { Workshop } from '../workshop.js';

export interface CheckRequest {
  /** Paths are relative to it. */
  readonly folder: string;
  /** Model, scenario, market or data files. */
  readonly files: readonly string[];
}

/** A file without errors. */
export interface CheckedFile {
  readonly file: string;
  readonly kind: FileKind;
  /** Of a model, scenario or market. */
  readonly title: string;
  /** Of a table. */
  readonly rows: number;
  readonly columns: number;
}

/** Reads every file and gives every fault of all of them. */
export async function checkFiles(workshop: Workshop, request: CheckRequest): Promise<Outcome<readonly CheckedFile[]>> {
  const source = diskSource(request.folder);
  const checked: CheckedFile[] = [];
  const faults: Fault[] = [];
  for (const name of request.files) {
    const file = await source.read(name);
    const result =
      file.value === null
        ? { checked: null, faults: file.faults }
        : await check(workshop, source, file.value, request.files);
    faults.push(...result.faults);
    if (result.checked !== null) checked.push(result.checked);
  }
  return hasErrors(faults) ? invalid(faults) : done(checked, faults);
}

interface Checked {
  readonly checked: CheckedFile | null;
  readonly faults: readonly Fault[];
}

async function check(
  workshop: Workshop,
  source: FileSource,
  file: SourceFile,
  among: readonly string[],
): Promise<Checked> {
  const kind = kindOfFile(file);
  const nothing = { file: file.name, kind, title: '', rows: 0, columns: 0 };
  switch (kind) {
    case 'model': {
      const { value, faults } = await readModel(workshop, source, file.name);
      return { checked: value && { ...nothing, title: value.spec.title }, faults };
    }
    case 'scenario': {
      const others = among.filter((name) => name !== file.name);
      const { value, faults } = await readScenario(workshop, source, file, others);
      return { checked: value && { ...nothing, title: value.scenario.title }, faults };
    }
    case 'market': {
      const { value, faults } = readMarketFile(file.bytes, file.name);
      return { checked: value && { ...nothing, title: value.title }, faults };
    }
    case 'data': {
      const { value, faults } = await readSourceTable(file, null, workshop.pool);
      return { checked: value && { ...nothing, rows: value.rows.length, columns: value.headers.length }, faults };
    }
  }
}
