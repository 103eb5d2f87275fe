import { join, relative, resolve } from 'node:path';
import { readMarketFile } from '../../files/index.js';
import { simulateMarket as simulate, writeMarket } from '../../simulate/index.js';
import { done, invalid, type Outcome } from '../outcome.js';
import { installedRoot } from '../project.js';
import { diskSource } from '../sources/disk-source.js';

export interface SimulateRequest {
  readonly folder: string;
  /** The market file. */
  readonly market: string;
  readonly seed: number;
  /** Where the files will stand, for the schema line of the model file. */
  readonly out: string;
}

/** A data set with known truth: the content of each file, by name. */
export async function simulateMarket(request: SimulateRequest): Promise<Outcome<Readonly<Record<string, string>>>> {
  const file = await diskSource(request.folder).read(request.market);
  if (file.value === null) return invalid(file.faults);
  const { value: market, faults } = readMarketFile(file.value.bytes, file.value.name);
  if (market === null) return invalid(faults);
  const schema = join(installedRoot(), 'models/model.schema.json');
  const schemaPath = relative(resolve(request.folder, request.out), schema);
  const files = writeMarket(simulate(market, request.seed), schemaPath);
  return done({ ...files }, faults);
}
