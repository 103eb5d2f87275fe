import type { Store } from '../store/index.js';
import { WorkerPool } from './workers/pool.js';

/** What acts work with: the store of a home folder and threads to compute in, both made when first needed. */
export interface Workshop {
  readonly home: string;
  store(): Promise<Store>;
  readonly pool: WorkerPool;
  close(): Promise<void>;
}

export function openWorkshop(home: string): Workshop {
  let store: Promise<Store> | null = null;
  const pool = new WorkerPool();
  return {
    home,
    pool,
    store() {
      store ??= import('../store/index.js').then(({ openSqliteStore }) => openSqliteStore(home));
      return store;
    },
    async close() {
      await pool.close();
      if (store !== null) await (await store).close();
    },
  };
}
