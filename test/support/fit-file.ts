import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPanel, readTable, type Panel } from '../../src/data/index.js';
import { readModelFile } from '../../src/files/index.js';
import { assess, fitModel, type FitOptions, type FittedModel, type ModelSpec } from '../../src/mixmodel/index.js';
import { columnsOf, expectationsOf } from '../../src/jobs/reading/model-columns.js';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
export const sharedData = resolve(projectRoot, '../shared/data');
/** Tests on public data are skipped where the folder is absent. */
export const hasSharedData = existsSync(sharedData);

/** A model file of the project with its table, as the act of fitting reads them. Throws with the faults. */
export function readModelAndPanel(file: string): { readonly spec: ModelSpec; readonly panel: Panel } {
  const path = resolve(projectRoot, file);
  const model = readModelFile(readFileSync(path), path);
  if (model.value === null) throw new Error(JSON.stringify(model.faults, null, 1));
  const spec = model.value;
  const tablePath = resolve(dirname(path), spec.data.file);
  const table = readTable(tablePath, readFileSync(tablePath));
  if (table.value === null) throw new Error(JSON.stringify(table.faults, null, 1));
  const panel = readPanel(table.value, columnsOf(spec), expectationsOf(spec));
  if (panel.value === null) throw new Error(JSON.stringify(panel.faults, null, 1));
  return { spec, panel: panel.value };
}

/** Fits a model file in this thread and lets the fit say what it is. */
export async function fitFile(file: string, options: FitOptions = {}): Promise<FittedModel> {
  const { spec, panel } = readModelAndPanel(file);
  const sampled = await fitModel(spec, panel, options);
  return { ...sampled, assessment: assess(sampled) };
}

/** All draws of one column, chain after chain. */
export function column(fitted: FittedModel, name: string): Float64Array {
  const kpi = fitted.kpis[0]!;
  const at = kpi.columns.indexOf(name);
  if (at < 0) throw new RangeError(`no column ${name} among ${kpi.columns.join(', ')}`);
  const width = kpi.columns.length;
  return Float64Array.from({ length: kpi.draws.length / width }, (_, draw) => kpi.draws[draw * width + at]!);
}
