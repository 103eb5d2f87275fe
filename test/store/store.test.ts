import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore, type Store } from '../../src/store/index.js';
import { modelToSave, planToSave } from './samples.js';

/** Every store there is; the suite below is what a store means. */
const stores = [{ name: 'SQLite', open: openSqliteStore }];

describe.each(stores)('$name store', ({ open }) => {
  let home: string;
  let store: Store;
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'mixplan-store-'));
    store = await open(home);
  });
  afterEach(async () => {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('gives back a model digit for digit, after reopening too', async () => {
    const model = modelToSave();
    await store.saveModel(model);
    await store.close();
    store = await open(home);
    const saved = await store.readModel('shop', 1);
    expect(saved?.fitted).toEqual(model.fitted);
    expect(Object.is(saved?.fitted.kpis[0]?.draws[1], -0)).toBe(true);
    expect(saved?.file).toEqual(model.file);
    expect(saved).toMatchObject({
      id: 'shop',
      version: 1,
      converged: true,
      dataFrom: '2024-01-01',
      dataTo: '2024-01-14',
      periods: 2,
      seed: 7,
    });
    expect(saved?.created).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('counts versions per id and finds a fit by its fingerprint', async () => {
    await store.saveModel(modelToSave());
    await store.saveModel(modelToSave({ id: 'other' }));
    const again = await store.saveModel(modelToSave({ fingerprint: 'f2' }));
    expect(again.version).toBe(2);
    expect((await store.findFit('shop', 'f1'))?.version).toBe(1);
    expect(await store.findFit('shop', 'f3')).toBeNull();
    expect((await store.listModels()).map(({ id, version }) => `${id}@${version}`).sort()).toEqual([
      'other@1',
      'shop@1',
      'shop@2',
    ]);
  });

  it('keeps one version of a fit that two processes save at once, unless a new one is asked for', async () => {
    const both = await Promise.all([store.saveModel(modelToSave()), store.saveModel(modelToSave())]);
    expect(both.map(({ version }) => version)).toEqual([1, 1]);
    expect((await store.saveModel(modelToSave(), { again: true })).version).toBe(2);
    expect((await store.saveModel(modelToSave())).version).toBe(2);
  });

  it('tells the latest version from the latest that converged', async () => {
    await store.saveModel(modelToSave());
    await store.saveModel(modelToSave({ fingerprint: 'f2', gate: false }));
    expect((await store.readModel('shop', 'latest'))?.version).toBe(2);
    expect((await store.readModel('shop', 'latest_converged'))?.version).toBe(1);
    expect(await store.readModel('shop', 3)).toBeNull();
    expect(await store.readModel('none', 'latest')).toBeNull();
  });

  it('adds the holdout to a saved version', async () => {
    const { fitted } = await store.saveModel(modelToSave());
    expect((await store.listModels('shop'))[0]?.holdout).toBe('computing');
    const holdout = { ...fitted.assessment.holdout, status: 'done', wape: 0.08 } as const;
    await store.addHoldout('shop', 1, holdout);
    const saved = await store.readModel('shop', 1);
    expect(saved?.holdout).toBe('done');
    expect(saved?.fitted.assessment.holdout).toEqual(holdout);
  });

  it('gives a plan with the holdout that its model has received since', async () => {
    const { fitted } = await store.saveModel(modelToSave());
    const early = planToSave();
    const { holdout } = fitted.assessment;
    const remarks = [
      { code: 'holdout-computing', params: {} },
      { code: 'other', params: {} },
    ];
    await store.savePlan({ ...early, plan: { ...early.plan, trust: { ...early.plan.trust, holdout }, remarks } });
    expect((await store.readPlan('q4'))?.plan.trust.holdout.status).toBe('computing');
    await store.addHoldout('shop', 1, { ...holdout, status: 'done', wape: 0.08 });
    const plan = (await store.readPlan('q4'))?.plan;
    expect(plan?.trust.holdout).toMatchObject({ status: 'done', wape: 0.08 });
    expect(plan?.remarks).toEqual([remarks[1]]);
  });

  it('numbers plans by scenario content and run', async () => {
    await store.saveModel(modelToSave());
    const ids: string[] = [];
    for (const content of ['a', 'a', 'b', 'a', 'b']) ids.push((await store.savePlan(planToSave({ content }))).id);
    expect(ids).toEqual(['q4@1', 'q4@1.2', 'q4@2', 'q4@1.3', 'q4@2.2']);
    const saved = await store.readPlan('q4@1.3');
    expect(saved?.plan.plan.id).toBe('q4@1.3');
    expect(saved?.plan.scenario.version).toBe(1);
    expect((await store.readPlan('q4'))?.id).toBe('q4@2.2');
    expect((await store.readScenario('q4', 'latest'))?.plans).toEqual(['q4@2', 'q4@2.2']);
    expect((await store.listScenarios()).map(({ id, version }) => `${id}@${version}`)).toEqual(['q4@2', 'q4@1']);
    expect(saved?.headline).toMatchObject({ kpi: 'sales', mean: 182, delta: 12 });
  });

  it('keeps the draws of a plan', async () => {
    await store.saveModel(modelToSave());
    const { id } = await store.savePlan(planToSave());
    expect(await store.readPlanDraws(id)).toEqual(planToSave().draws);
    expect(await store.readPlanDraws('nobody')).toBeNull();
  });

  it.each(['', 'Q4', 'q4@', 'q4@0', 'q4@1.', "q4' or 1=1", '../q4@1', 'q4@1@2'])(
    'knows no plan called %j',
    async (id) => {
      await store.saveModel(modelToSave());
      await store.savePlan(planToSave());
      expect(await store.readPlan(id)).toBeNull();
    },
  );

  it('marks plans stale once a newer converged version has another fingerprint', async () => {
    await store.saveModel(modelToSave());
    await store.savePlan(planToSave());
    const stale = async (): Promise<readonly (boolean | undefined)[]> => [
      (await store.readPlan('q4'))?.stale,
      (await store.listPlans())[0]?.stale,
    ];
    expect(await stale()).toEqual([false, false]);
    await store.saveModel(modelToSave());
    expect(await stale()).toEqual([false, false]);
    await store.saveModel(modelToSave({ fingerprint: 'f2', gate: false }));
    expect(await stale()).toEqual([false, false]);
    await store.saveModel(modelToSave({ fingerprint: 'f3' }));
    expect(await stale()).toEqual([true, true]);
  });

  it('does not delete a model version that a plan stands on', async () => {
    await store.saveModel(modelToSave());
    await store.saveModel(modelToSave({ fingerprint: 'f2' }));
    await store.savePlan(planToSave());
    expect(await store.deleteModel('shop', 1)).toBe('used');
    expect(await store.deleteModel('shop', 2)).toBe('deleted');
    expect(await store.deleteModel('shop', 2)).toBe('missing');
    expect(await store.deletePlan('q4@1')).toBe('deleted');
    expect(await store.deletePlan('q4@1')).toBe('missing');
    expect(await store.deleteModel('shop', 1)).toBe('deleted');
  });

  it('saves neither scenario nor plan when the model version is missing', async () => {
    await expect(store.savePlan(planToSave())).rejects.toThrow(/FOREIGN KEY/);
    expect(await store.listScenarios()).toEqual([]);
    expect(await store.listPlans()).toEqual([]);
  });

  it('serves many callers at once', async () => {
    await store.saveModel(modelToSave());
    const saved = await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.savePlan(planToSave({ content: `c${i}` }))),
    );
    expect(new Set(saved.map((plan) => plan.id)).size).toBe(20);
  });
});
