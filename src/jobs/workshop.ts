import type { Store } from '../store/index.js';
import { WorkerPool } from './workers/pool.js';

/** What acts work with: the store of a home folder and threads to compute in, both made when first needed. */
export interface Workshop {
  readonly home: string;
  store(): Promise<Store>;
  readonly pool: WorkerPool;
  /** Aborted when the workshop closes: ends fits and holdouts that still run. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

export function openWorkshop(home: string): Workshop {
  let store: Promise<Store> | null = null;
  const pool = new WorkerPool();
  const controller = new AbortController();
  return {
    home,
    pool,
    closing: controller.signal,
    store() {
      store ??= import('../store/index.js').then(({ openSqliteStore }) => openSqliteStore(home));
      return store;
    },
    async close() {
      controller.abort();
      await pool.close();
      if (store !== null) await (await store).close();
    },
  };
}
