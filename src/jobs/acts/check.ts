import { hasErrors, type Fault } from '../../data/index.js';
import { readMarketFile } from '../../files/index.js';
import { done, invalid, type Outcome } from '../outcome.js';
import { kindOfFile, type FileKind } from '../reading/file-kind.js';
import { readModel, type ReadModel } from '../reading/read-model.js';
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
  const run = new CheckRun(workshop, diskSource(request.folder), request.files);
  const checked = new Map<string, CheckedFile>();
  const faults: Fault[] = [];
  const files = await Promise.all(request.files.map(async (name) => ({ name, file: await run.source.read(name) })));
  // Models come first: scenarios beside them are checked against them, fitted or not.
  const scenarios = files.filter(({ file }) => file.value !== null && kindOfFile(file.value) === 'scenario');
  for (const { name, file } of [...files.filter((one) => !scenarios.includes(one)), ...scenarios]) {
    const result = file.value === null ? { checked: null, faults: file.faults } : await run.check(file.value);
    faults.push(...result.faults);
    if (result.checked !== null) checked.set(name, result.checked);
  }
  if (hasErrors(faults)) return invalid(faults);
  return done(
    request.files.flatMap((name) => checked.get(name) ?? []),
    faults,
  );
}

interface Checked {
  readonly checked: CheckedFile | null;
  readonly faults: readonly Fault[];
}

class CheckRun {
  readonly #models = new Map<string, ReadModel>();

  constructor(
    private readonly workshop: Workshop,
    readonly source: FileSource,
    private readonly files: readonly string[],
  ) {}

  async check(file: SourceFile): Promise<Checked> {
    const kind = kindOfFile(file);
    const nothing = { file: file.name, kind, title: '', rows: 0, columns: 0 };
    switch (kind) {
      case 'model': {
        const { value, faults } = await readModel(this.workshop, this.source, file.name);
        if (value !== null) this.#models.set(value.spec.id, value);
        return { checked: value && { ...nothing, title: value.spec.title }, faults };
      }
      case 'scenario': {
        const others = this.files.filter((name) => name !== file.name);
        const { scenario, faults } = await readScenario(this.workshop, this.source, file, others, this.#models);
        return { checked: scenario && { ...nothing, title: scenario.title }, faults };
      }
      case 'market': {
        const { value, faults } = readMarketFile(file.bytes, file.name);
        return { checked: value && { ...nothing, title: value.title }, faults };
      }
      case 'data': {
        const { value, faults } = await readSourceTable(file, null, this.workshop.pool);
        return { checked: value && { ...nothing, rows: value.rows.length, columns: value.headers.length }, faults };
      }
    }
  }
}
