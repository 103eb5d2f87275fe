import type { Kysely, Selectable, Transaction } from 'kysely';
import { pack } from '../packing.js';
import type { Additions, SavedModel } from '../store.js';
import { savedModel } from './model-rows.js';
import type { ModelTable, Tables } from './tables.js';

export type Reader = Kysely<Tables> | Transaction<Tables>;

/** The latest version of `id` with this fingerprint. */
export async function latestFit(db: Reader, id: string, fingerprint: string): Promise<SavedModel | null> {
  const row = await db
    .selectFrom('models')
    .selectAll()
    .where('id', '=', id)
    .where('fingerprint', '=', fingerprint)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : withAdditions(db, row);
}

/** A version with what was computed since it was saved. */
export async function withAdditions(db: Reader, row: Selectable<ModelTable>): Promise<SavedModel> {
  const additions = await db
    .selectFrom('additions')
    .select(['kind', 'body', 'block'])
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .execute();
  return savedModel(row, additions);
}

export async function putAddition<K extends keyof Additions>(
  db: Reader,
  id: string,
  version: number,
  kind: K,
  value: Additions[K],
): Promise<void> {
  const packed = pack(value);
  await db
    .insertInto('additions')
    .values({ id, version, kind, body: packed.json, block: packed.block })
    .onConflict((conflict) =>
      conflict.columns(['id', 'version', 'kind']).doUpdateSet({ body: packed.json, block: packed.block }),
    )
    .execute();
}
