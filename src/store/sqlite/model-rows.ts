import type { Selectable } from 'kysely';
import { formatDay } from '../../data/index.js';
import type { FittedModel, Holdout } from '../../mixmodel/index.js';
import { pack, unpack } from '../packing.js';
import type { Additions, ModelEntry, ModelToSave, SavedModel } from '../store.js';
import type { AdditionTable, ModelTable } from './tables.js';

type ModelRow = Selectable<ModelTable>;

/** The columns of a list: all but the long ones. */
export const modelColumns = [
  'id',
  'version',
  'title',
  'created',
  'fingerprint',
  'engine',
  'seed',
  'seconds',
  'converged',
  'currency',
  'data_from',
  'data_to',
  'periods',
  'groups',
  'holdout_status',
] as const;

export function rowOfModel(model: ModelToSave, version: number, created: string): ModelRow {
  const { fitted } = model;
  const { spec, panel } = fitted;
  const { holdout } = fitted.assessment;
  const packed = pack(fitted);
  const first = panel.periods[0];
  const last = panel.periods.at(-1);
  return {
    id: spec.id,
    version,
    title: spec.title,
    created,
    fingerprint: model.fingerprint,
    engine: model.engine,
    seed: fitted.seed,
    seconds: model.seconds,
    converged: fitted.sampler.gate ? 1 : 0,
    currency: spec.currency,
    data_from: first === undefined ? '' : formatDay(first.start),
    data_to: last === undefined ? '' : formatDay(last.end),
    periods: panel.periods.length,
    groups: panel.groups.length,
    file_name: model.file.name,
    file_text: model.file.text,
    fitted: packed.json,
    block: packed.block,
    holdout_status: holdout.status,
    holdout: pack(holdout).json,
  };
}

export function modelEntry(row: Pick<ModelRow, (typeof modelColumns)[number]>): ModelEntry {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    created: row.created,
    fingerprint: row.fingerprint,
    engine: row.engine,
    seed: row.seed,
    seconds: row.seconds,
    converged: row.converged !== 0,
    holdout: row.holdout_status as Holdout['status'],
    currency: row.currency,
    dataFrom: row.data_from,
    dataTo: row.data_to,
    periods: row.periods,
    groups: row.groups,
  };
}

export function holdoutFromRow(json: string): Holdout {
  return unpack({ json, block: new Uint8Array() }) as Holdout;
}

type AdditionRow = Pick<Selectable<AdditionTable>, 'kind' | 'body' | 'block'>;

function additionsOf(rows: readonly AdditionRow[]): Partial<Additions> {
  return Object.fromEntries(rows.map(({ kind, body, block }) => [kind, unpack({ json: body, block })]));
}

export function savedModel(row: ModelRow, additions: readonly AdditionRow[]): SavedModel {
  const fitted = withScalesByGroup(unpack({ json: row.fitted, block: row.block }) as FittedModel);
  const holdout = holdoutFromRow(row.holdout);
  return {
    ...modelEntry(row),
    file: { name: row.file_name, text: row.file_text },
    fitted: { ...fitted, assessment: { ...fitted.assessment, holdout } },
    additions: additionsOf(additions),
  };
}

/** Versions saved before there were groups have one number where there is now one per group. */
function withScalesByGroup(fitted: FittedModel): FittedModel {
  const media = Object.entries<number | readonly number[]>(fitted.scales.media);
  const byGroup = media.map(([id, scale]) => [id, typeof scale === 'number' ? [scale] : scale] as const);
  return { ...fitted, scales: { ...fitted.scales, media: Object.fromEntries(byGroup) } };
}
