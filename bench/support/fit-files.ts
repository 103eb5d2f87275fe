import { readPanel, readTable } from '../../src/data/index.js';
import { readModelFile, withGrainDefaults } from '../../src/files/index.js';
import { columnsOf, expectationsOf } from '../../src/jobs/reading/model-columns.js';
import { assess, fitModel, type FitOptions, type FittedModel } from '../../src/mixmodel/index.js';

/** Reads a model file and its table as the product does and fits them in this thread, without the holdout. */
export async function fitFiles(
  files: { readonly 'data.csv': string; readonly 'model.yaml': string },
  options: FitOptions = {},
): Promise<FittedModel> {
  const model = readModelFile(files['model.yaml'], 'model.yaml');
  if (model.value === null) throw new Error(`model file: ${JSON.stringify(model.faults)}`);
  const table = readTable('data.csv', new TextEncoder().encode(files['data.csv']));
  if (table.value === null) throw new Error(`table: ${JSON.stringify(table.faults)}`);
  const panel = readPanel(table.value, columnsOf(model.value), expectationsOf(model.value));
  if (panel.value === null) throw new Error(`panel: ${JSON.stringify(panel.faults)}`);
  const { spec } = withGrainDefaults(model.value, model.defaultsUsed, panel.value.grain);
  const sampled = await fitModel(spec, panel.value, options);
  return { ...sampled, assessment: assess(sampled) };
}
