import { sql, type Kysely, type Transaction } from 'kysely';

/** JSON is text, numbers of result objects lie apart in little-endian blocks (see packing.ts). */
export interface Tables {
  models: ModelTable;
  additions: AdditionTable;
  scenarios: ScenarioTable;
  plans: PlanTable;
}

export interface ModelTable {
  id: string;
  version: number;
  title: string;
  created: string;
  fingerprint: string;
  engine: string;
  seed: number;
  seconds: number;
  converged: number;
  currency: string;
  data_from: string;
  data_to: string;
  periods: number;
  groups: number;
  file_name: string;
  file_text: string;
  /** FittedModel without its numbers: spec, panel, scales, draws are in here and in `block`. */
  fitted: string;
  block: Uint8Array;
  holdout_status: string;
  /** JSON, the one thing that changes after saving. */
  holdout: string;
}

/** What was computed after a model version was saved; one row per kind. */
export interface AdditionTable {
  id: string;
  version: number;
  kind: string;
  body: string;
  block: Uint8Array;
}

export interface ScenarioTable {
  id: string;
  version: number;
  title: string;
  created: string;
  content: string;
  file_name: string;
  file_text: string;
}

export interface PlanTable {
  /** Order of saving. */
  place: number;
  id: string;
  scenario: string;
  scenario_version: number;
  run: number;
  created: string;
  model: string;
  model_version: number;
  /** PlanEntry in JSON, for lists. */
  entry: string;
  plan: string;
  plan_block: Uint8Array;
  draws: string;
  draws_block: Uint8Array;
}

/**
 * Raised by one with every change of the tables; a store of an earlier form gets what it lacks, one of a later form is
 * refused, never rewritten.
 */
export const storeForm = 2;

export async function makeTables(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(tx);
    const form = rows[0]?.user_version ?? 0;
    if (form === storeForm) return;
    if (form > storeForm || form < 0)
      throw new Error(`the store was written by another release of mixplan (form ${form}, here ${storeForm})`);
    if (form === 0) await makeFirstTables(tx);
    await sql`create table additions (
      id text not null, version integer not null, kind text not null, body text not null, block blob not null,
      primary key (id, version, kind))`.execute(tx);
    await sql.raw(`pragma user_version = ${storeForm}`).execute(tx);
  });
}

/** The tables of the first form. */
async function makeFirstTables(tx: Transaction<Tables>): Promise<void> {
  await sql`create table models (
      id text not null, version integer not null, title text not null, created text not null,
      fingerprint text not null, engine text not null, seed integer not null, seconds real not null,
      converged integer not null, currency text not null, data_from text not null, data_to text not null,
      periods integer not null, groups integer not null, file_name text not null, file_text text not null,
      fitted text not null, block blob not null, holdout_status text not null, holdout text not null,
      primary key (id, version))`.execute(tx);
  await sql`create index models_by_fingerprint on models (id, fingerprint)`.execute(tx);
  await sql`create table scenarios (
      id text not null, version integer not null, title text not null, created text not null,
      content text not null, file_name text not null, file_text text not null,
      primary key (id, version), unique (id, content))`.execute(tx);
  await sql`create table plans (
      place integer primary key autoincrement, id text not null unique,
      scenario text not null, scenario_version integer not null, run integer not null, created text not null,
      model text not null, model_version integer not null, entry text not null,
      plan text not null, plan_block blob not null, draws text not null, draws_block blob not null,
      unique (scenario, scenario_version, run),
      foreign key (scenario, scenario_version) references scenarios (id, version),
      foreign key (model, model_version) references models (id, version))`.execute(tx);
  await sql`create index plans_by_model on plans (model, model_version)`.execute(tx);
}
