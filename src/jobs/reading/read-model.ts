import { hasErrors, readPanel, type Panel, type Reading } from '../../data/index.js';
import { readModelFile, withDataDefaults } from '../../files/index.js';
import { faultsAgainstData, type ModelSpec } from '../../mixmodel/index.js';
import type { FileSource } from '../sources/source.js';
import type { Workshop } from '../workshop.js';
import { columnsOf, expectationsOf } from './model-columns.js';
import { readSourceTable } from './read-source-table.js';

/** A model file with its data, checked. */
export interface ReadModel {
  readonly spec: ModelSpec;
  readonly panel: Panel;
  readonly file: { readonly name: string; readonly text: string };
}

/** Reads a model file and the table it names; every fault of both at once. */
export async function readModel(workshop: Workshop, source: FileSource, name: string): Promise<Reading<ReadModel>> {
  const file = await source.read(name);
  if (file.value === null) return { value: null, faults: file.faults };
  const model = readModelFile(file.value.bytes, file.value.name);
  if (model.value === null) return { value: null, faults: model.faults };
  const spec = model.value;
  const table = await source.read(spec.data.file, name);
  if (table.value === null) return { value: null, faults: [...model.faults, ...table.faults] };
  const rows = await readSourceTable(table.value, spec.data.sheet, workshop.pool);
  const panel = rows.value === null ? null : readPanel(rows.value, columnsOf(spec), expectationsOf(spec));
  const faults = [...model.faults, ...rows.faults, ...(panel?.faults ?? [])];
  if (!panel?.value || hasErrors(faults)) return { value: null, faults };
  const { spec: fitted } = withDataDefaults(spec, model.defaultsUsed, panel.value);
  const further = faultsAgainstData(fitted, panel.value, model.placeOf);
  if (hasErrors(further)) return { value: null, faults: [...faults, ...further] };
  const text = new TextDecoder().decode(file.value.bytes);
  return { value: { spec: fitted, panel: panel.value, file: { name: file.value.name, text } }, faults };
}
