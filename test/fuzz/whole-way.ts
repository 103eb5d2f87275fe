/** The whole way of a model file and its table: read, checked, fitted very shortly, assessed. */
import { hasErrors, readPanel, readTable, type Fault } from '../../src/data/index.js';
import { readModelFile, withDataDefaults } from '../../src/files/index.js';
import { columnsOf, expectationsOf } from '../../src/jobs/reading/model-columns.js';
import { describeFault, languages } from '../../src/language/index.js';
import { assess, faultsAgainstData, fitModel } from '../../src/mixmodel/index.js';
import type { Spoilt } from './mutations.js';

export interface Outcome {
  readonly fitted: boolean;
  readonly faults: readonly Fault[];
  /** Places of the result whose number is not finite: `assessment.kpis.0.rSquared.mean`. */
  readonly unfinite: readonly string[];
  /** Sentences that say nothing. */
  readonly empty: readonly string[];
  /** Processor seconds. */
  readonly seconds: number;
}

export async function wholeWay({ model, table }: Spoilt): Promise<Outcome> {
  const started = process.cpuUsage();
  const { faults, unfinite, fitted } = await readAndFit({ model, table });
  const { user, system } = process.cpuUsage(started);
  return { fitted, faults, unfinite, empty: emptySentences(faults), seconds: (user + system) / 1e6 };
}

async function readAndFit({ model, table }: Spoilt): Promise<Omit<Outcome, 'empty' | 'seconds'>> {
  const refused = (faults: readonly Fault[]) => ({ fitted: false, faults, unfinite: [] });
  const read = readModelFile(model, 'model.yaml');
  if (read.value === null || hasErrors(read.faults)) return refused(read.faults);
  const cells = readTable('data.csv', table);
  if (cells.value === null || hasErrors(cells.faults)) return refused([...read.faults, ...cells.faults]);
  const panel = readPanel(cells.value, columnsOf(read.value), expectationsOf(read.value));
  const faults = [...read.faults, ...cells.faults, ...panel.faults];
  if (panel.value === null || hasErrors(faults)) return refused(faults);
  const { spec } = withDataDefaults(read.value, read.defaultsUsed, panel.value);
  const further = faultsAgainstData(spec, panel.value, read.placeOf);
  if (further.length > 0) return refused([...faults, ...further]);
  const sampled = await fitModel(spec, panel.value, { chains: 2, warmup: 60, draws: 20 });
  const assessment = assess(sampled);
  const { spec: _spec, panel: _panel, ...result } = { ...sampled, assessment };
  return { fitted: true, faults, unfinite: unfiniteOf(result, '') };
}

/** Places of numbers that are not finite; null stands for "not available" and is no number. */
function unfiniteOf(value: unknown, path: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (ArrayBuffer.isView(value)) {
    const at = Array.from(value as Float64Array).findIndex((number) => !Number.isFinite(number));
    return at < 0 ? [] : [`${path}.${at} = ${(value as Float64Array)[at]}`];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => unfiniteOf(item, path === '' ? key : `${path}.${key}`));
}

function emptySentences(faults: readonly Fault[]): string[] {
  return faults.flatMap((fault) =>
    languages.flatMap((language) => {
      // What was found may look like anything.
      const { why, fix } = describeFault({ ...fault, found: '#' }, language);
      return why.trim() === '' || /undefined|\{\w+\}/.test(`${why} ${fix}`) ? [`${fault.code} (${language})`] : [];
    }),
  );
}
