import type { Store } from '../store/index.js';
import { FitThread } from './workers/fit-thread.js';
import { WorkerPool } from './workers/pool.js';

/** What acts work with: the store of a home folder and threads to compute in, both made when first needed. */
export interface Workshop {
  readonly home: string;
  store(): Promise<Store>;
  readonly pool: WorkerPool;
  /** Where fits are led. */
  readonly fits: FitThread;
  /** Aborted when the workshop closes: ends fits and holdouts that still run. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

/** The home folder cannot hold a store: not writable, not a folder, or its file is none of ours. */
export class UnusableHome extends Error {
  constructor(
    readonly home: string,
    readonly reason: string,
  ) {
    super(`${home} cannot be used: ${reason}`);
  }
}

async function openStore(home: string): Promise<Store> {
  const { openSqliteStore } = await import('../store/index.js');
  try {
    return await openSqliteStore(home);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UnusableHome(home, 'code' in error ? String(error.code) : error.message);
  }
}

export function openWorkshop(home: string): Workshop {
  let store: Promise<Store> | null = null;
  const pool = new WorkerPool();
  const fits = new FitThread(pool.threads);
  const controller = new AbortController();
  return {
    home,
    pool,
    fits,
    closing: controller.signal,
    store() {
      store ??= openStore(home);
      return store;
    },
    async close() {
      controller.abort();
      await Promise.all([fits.close(), pool.close()]);
      // A store that could not be opened has been told of already.
      const opened = await store?.catch(() => null);
      await opened?.close();
    },
  };
}
