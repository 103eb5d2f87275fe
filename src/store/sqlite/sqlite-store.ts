import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Holdout } from '../../mixmodel/index.js';
import type { Plan, PlanDraws } from '../../planning/index.js';
import { pack } from '../packing.js';
import { parsePlanId, planId } from '../plan-id.js';
import type {
  Additions,
  ModelEntry,
  ModelToSave,
  PlanEntry,
  PlanToSave,
  SavedModel,
  SavedPlan,
  SavedScenario,
  ScenarioEntry,
  Store,
} from '../store.js';
import { entryOf, entryFromRow, planFromRow, readDraws, withHoldout, type KeptEntry } from './plan-rows.js';
import { holdoutFromRow, modelColumns, modelEntry, rowOfModel, savedModel } from './model-rows.js';
import { latestFit, putAddition, withAdditions, type Reader } from './model-queries.js';
import type { PlanTable, Tables } from './tables.js';

/** The store in one SQLite file. */
export class SqliteStore implements Store {
  readonly #db: Kysely<Tables>;
  readonly #leave: () => Promise<void>;

  constructor(
    readonly address: string,
    db: Kysely<Tables>,
    leave: () => Promise<void>,
  ) {
    this.#db = db;
    this.#leave = leave;
  }

  async saveModel(model: ModelToSave, { again = false }: { readonly again?: boolean } = {}): Promise<SavedModel> {
    const { id } = model.fitted.spec;
    return this.#db.transaction().execute(async (tx) => {
      const same = again ? null : await latestFit(tx, id, model.fingerprint);
      if (same !== null) return same;
      const { last } = await tx
        .selectFrom('models')
        .select((e) => e.fn.max('version').as('last'))
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const row = rowOfModel(model, (last ?? 0) + 1, new Date().toISOString());
      await tx.insertInto('models').values(row).execute();
      return savedModel(row, []);
    });
  }

  async findFit(id: string, fingerprint: string): Promise<SavedModel | null> {
    return latestFit(this.#db, id, fingerprint);
  }

  async readModel(id: string, which: number | 'latest' | 'latest_converged'): Promise<SavedModel | null> {
    let query = this.#db.selectFrom('models').selectAll().where('id', '=', id);
    if (typeof which === 'number') query = query.where('version', '=', which);
    if (which === 'latest_converged') query = query.where('converged', '=', 1);
    const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
    return row === undefined ? null : withAdditions(this.#db, row);
  }

  async listModels(id?: string): Promise<readonly ModelEntry[]> {
    let query = this.#db.selectFrom('models').select(modelColumns);
    if (id !== undefined) query = query.where('id', '=', id);
    const rows = await query.orderBy('created', 'desc').orderBy('version', 'desc').execute();
    return rows.map(modelEntry);
  }

  async addHoldout(id: string, version: number, holdout: Holdout): Promise<void> {
    await this.#db
      .updateTable('models')
      .set({ holdout: pack(holdout).json, holdout_status: holdout.status })
      .where('id', '=', id)
      .where('version', '=', version)
      .execute();
  }

  async addToModel<K extends keyof Additions>(
    id: string,
    version: number,
    kind: K,
    value: Additions[K],
  ): Promise<void> {
    await putAddition(this.#db, id, version, kind, value);
  }

  async deleteModel(id: string, version: number): Promise<'deleted' | 'used' | 'missing'> {
    return this.#db.transaction().execute(async (tx) => {
      const user = await tx
        .selectFrom('plans')
        .select('id')
        .where('model', '=', id)
        .where('model_version', '=', version)
        .executeTakeFirst();
      if (user !== undefined) return 'used';
      await tx.deleteFrom('additions').where('id', '=', id).where('version', '=', version).execute();
      const { numDeletedRows } = await tx
        .deleteFrom('models')
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n ? 'deleted' : 'missing';
    });
  }

  async savePlan(submitted: PlanToSave): Promise<SavedPlan> {
    const created = new Date().toISOString();
    return this.#db.transaction().execute(async (tx) => {
      const { id } = submitted.scenario;
      const version = await scenarioVersion(tx, submitted.scenario, created);
      const { last } = await tx
        .selectFrom('plans')
        .select((e) => e.fn.max('run').as('last'))
        .where('scenario', '=', id)
        .where('scenario_version', '=', version)
        .executeTakeFirstOrThrow();
      const run = (last ?? 0) + 1;
      const plan = {
        ...submitted.plan,
        plan: { id: planId(id, version, run), created },
        scenario: { ...submitted.plan.scenario, version },
      };
      const entry = entryOf(plan, run, submitted.seconds);
      const packed = pack(plan);
      const draws = pack(submitted.draws);
      await tx
        .insertInto('plans')
        .values({
          id: plan.plan.id,
          scenario: id,
          scenario_version: version,
          run,
          created,
          model: plan.model.id,
          model_version: plan.model.version,
          entry: pack(entry).json,
          plan: packed.json,
          plan_block: packed.block,
          draws: draws.json,
          draws_block: draws.block,
        } as Selectable<PlanTable>)
        .execute();
      return { ...entry, stale: await isStale(tx, entry), plan };
    });
  }

  async readPlan(id: string): Promise<SavedPlan | null> {
    const address = parsePlanId(id);
    if (address === null) return null;
    let query = this.#db.selectFrom('plans').select(['entry', 'plan', 'plan_block']);
    query = query.where('scenario', '=', address.scenario);
    if (address.version !== null) {
      query = query.where('scenario_version', '=', address.version).where('run', '=', address.run);
    }
    const row = await query.orderBy('place', 'desc').limit(1).executeTakeFirst();
    if (row === undefined) return null;
    const entry = entryFromRow(row.entry);
    const plan = await this.#completed(planFromRow(row));
    return { ...entry, stale: await isStale(this.#db, entry), plan };
  }

  /** The plan with its model's holdout, where that was still being computed when the plan was saved. */
  async #completed(plan: Plan): Promise<Plan> {
    if (plan.trust.holdout.status !== 'computing') return plan;
    const row = await this.#db
      .selectFrom('models')
      .select('holdout')
      .where('id', '=', plan.model.id)
      .where('version', '=', plan.model.version)
      .where('holdout_status', '!=', 'computing')
      .executeTakeFirst();
    return row === undefined ? plan : withHoldout(plan, holdoutFromRow(row.holdout));
  }

  async readPlanDraws(id: string): Promise<PlanDraws | null> {
    const address = parsePlanId(id);
    if (address === null) return null;
    let query = this.#db.selectFrom('plans').select(['draws', 'draws_block']).where('scenario', '=', address.scenario);
    if (address.version !== null) {
      query = query.where('scenario_version', '=', address.version).where('run', '=', address.run);
    }
    const row = await query.orderBy('place', 'desc').limit(1).executeTakeFirst();
    return row === undefined ? null : readDraws(row);
  }

  async listPlans(scenario?: string): Promise<readonly PlanEntry[]> {
    let query = this.#db.selectFrom('plans').select('entry');
    if (scenario !== undefined) query = query.where('scenario', '=', scenario);
    const rows = await query.orderBy('place', 'desc').execute();
    const models = await this.#db
      .selectFrom('models')
      .select(['id', 'version', 'fingerprint'])
      .where('converged', '=', 1)
      .execute();
    return rows.map((row) => {
      const entry = entryFromRow(row.entry);
      const stale = models.some(
        (model) =>
          model.id === entry.model.id &&
          model.version > entry.model.version &&
          model.fingerprint !== entry.model.fingerprint,
      );
      return { ...entry, stale };
    });
  }

  async deletePlan(id: string): Promise<'deleted' | 'missing'> {
    const { numDeletedRows } = await this.#db.deleteFrom('plans').where('id', '=', id).executeTakeFirstOrThrow();
    return numDeletedRows > 0n ? 'deleted' : 'missing';
  }

  async readScenario(id: string, version: number | 'latest'): Promise<SavedScenario | null> {
    let query = this.#db.selectFrom('scenarios').selectAll().where('id', '=', id);
    if (version !== 'latest') query = query.where('version', '=', version);
    const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
    if (row === undefined) return null;
    const plans = await this.#db
      .selectFrom('plans')
      .select('id')
      .where('scenario', '=', id)
      .where('scenario_version', '=', row.version)
      .orderBy('place')
      .execute();
    const last = plans.at(-1);
    const latest = last === undefined ? null : await this.readPlan(last.id);
    return {
      id: row.id,
      version: row.version,
      title: row.title,
      created: row.created,
      plans: plans.map((plan) => plan.id),
      file: { name: row.file_name, text: row.file_text },
      content: row.content,
      normalised: latest?.plan.scenario.normalised ?? '',
    };
  }

  async listScenarios(id?: string): Promise<readonly ScenarioEntry[]> {
    let query = this.#db.selectFrom('scenarios').select(['id', 'version', 'title', 'created']);
    if (id !== undefined) query = query.where('id', '=', id);
    const scenarios = await query.orderBy('created', 'desc').orderBy('version', 'desc').execute();
    const plans = await this.#db
      .selectFrom('plans')
      .select(['id', 'scenario', 'scenario_version'])
      .orderBy('place')
      .execute();
    return scenarios.map((row) => ({
      ...row,
      version: row.version,
      plans: plans
        .filter((plan) => plan.scenario === row.id && plan.scenario_version === row.version)
        .map((plan) => plan.id),
    }));
  }

  close(): Promise<void> {
    return this.#leave();
  }
}

/** The version that has this content, or a new one. */
async function scenarioVersion(
  tx: Transaction<Tables>,
  scenario: PlanToSave['scenario'],
  created: string,
): Promise<number> {
  const same = await tx
    .selectFrom('scenarios')
    .select('version')
    .where('id', '=', scenario.id)
    .where('content', '=', scenario.content)
    .executeTakeFirst();
  if (same !== undefined) return same.version;
  const { last } = await tx
    .selectFrom('scenarios')
    .select((e) => e.fn.max('version').as('last'))
    .where('id', '=', scenario.id)
    .executeTakeFirstOrThrow();
  const version = (last ?? 0) + 1;
  await tx
    .insertInto('scenarios')
    .values({
      id: scenario.id,
      version,
      title: scenario.title,
      created,
      content: scenario.content,
      file_name: scenario.file.name,
      file_text: scenario.file.text,
    })
    .execute();
  return version;
}

async function isStale(db: Reader, { model }: KeptEntry): Promise<boolean> {
  const newer = await db
    .selectFrom('models')
    .select('version')
    .where('id', '=', model.id)
    .where('version', '>', model.version)
    .where('converged', '=', 1)
    .where('fingerprint', '!=', model.fingerprint)
    .executeTakeFirst();
  return newer !== undefined;
}
