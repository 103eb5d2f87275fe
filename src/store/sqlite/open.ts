import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely } from 'kysely';
import Database from 'libsql';
import { makeFolder } from '../make-folder.js';
import type { Store } from '../store.js';
import { isBusy, libsqlDialect } from './driver.js';
import { SqliteStore } from './sqlite-store.js';
import { makeTables, type Tables } from './tables.js';

const busyMilliseconds = 10_000;

interface Shared {
  readonly db: Promise<Kysely<Tables>>;
  users: number;
}

/** One connection per process and file, however often the store is opened. */
const opened = new Map<string, Shared>();

/** Opens, or makes, the store of a home folder: `<home>/mixplan.db`. */
export async function openSqliteStore(home: string): Promise<Store> {
  const path = join(resolve(home), 'mixplan.db');
  const shared = opened.get(path) ?? { db: connect(path), users: 0 };
  opened.set(path, shared);
  shared.users++;
  const leave = async (): Promise<void> => {
    shared.users--;
    if (shared.users > 0) return;
    if (opened.get(path) === shared) opened.delete(path);
    await (await shared.db).destroy();
  };
  try {
    return new SqliteStore(path, await shared.db, leave);
  } catch (error) {
    opened.delete(path);
    throw error;
  }
}

async function connect(path: string): Promise<Kysely<Tables>> {
  makeFolder(dirname(path));
  const database = new Database(path);
  database.pragma(`busy_timeout = ${busyMilliseconds}`);
  await journalAhead(database);
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const db = new Kysely<Tables>({ dialect: libsqlDialect(database) });
  await makeTables(db);
  return db;
}

/** Switching to WAL does not wait for `busy_timeout` when another process opens the same new file. */
async function journalAhead(database: Database.Database): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || attempt === 50) throw error;
      await sleep(20);
    }
  }
}
