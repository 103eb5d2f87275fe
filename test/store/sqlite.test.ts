import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/index.js';
import { toParameter } from '../../src/store/sqlite/parameter.js';
import { modelToSave } from './samples.js';

describe('two processes on one SQLite file', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'mixplan-writers-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it('lose none of 300 read-then-writes each', async () => {
    const store = await openSqliteStore(home);
    await store.saveModel(modelToSave());
    const statuses = await Promise.all(['left', 'right'].map((name) => writer(home, name, 300)));
    expect(statuses).toEqual([0, 0]);
    const versions = (await store.listScenarios('shared')).map((entry) => entry.version);
    expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 600 }, (_, i) => i + 1));
    expect(await store.listPlans('shared')).toHaveLength(600);
    await store.close();
  });
});

describe('a store of an earlier form', () => {
  it('opens with what it holds, and takes what is added since', async () => {
    const home = mkdtempSync(join(tmpdir(), 'mixplan-earlier-'));
    try {
      const first = await openSqliteStore(home);
      const { id, version } = await first.saveModel(modelToSave());
      await first.close();
      const database = new Database(join(home, 'mixplan.db'));
      database.exec('drop table additions; pragma user_version = 1');
      database.close();

      const store = await openSqliteStore(home);
      const before = await store.readModel(id, version);
      expect(before?.additions).toEqual({});
      await store.addToModel(id, version, 'tests', null);
      await store.addToModel(id, version, 'tests', { kpi: 'sales', loss: NaN, least: 0.5, most: 1.5, tests: [] });
      const after = await store.readModel(id, version);
      expect(after).toEqual({
        ...before,
        additions: { tests: { kpi: 'sales', loss: NaN, least: 0.5, most: 1.5, tests: [] } },
      });
      expect(await store.deleteModel(id, version)).toBe('deleted');
      const again = await store.saveModel(modelToSave());
      expect((await store.readModel(again.id, again.version))?.additions).toEqual({});
      await store.close();
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});

/** Runs TypeScript as it is. */
const loader = import.meta.resolve('tsx');

/** A process of its own that saves `count` plans, each a new version of one scenario. */
function writer(home: string, name: string, count: number): Promise<number | null> {
  const script = new URL('./writer.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', loader, script, home, name, String(count)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

describe('a parameter', () => {
  it('turns booleans into 0 and 1 and keeps bytes, numbers, texts and null', () => {
    expect([true, false, 1.5, 'text', null, 7n].map(toParameter)).toEqual([1, 0, 1.5, 'text', null, 7n]);
    expect(toParameter(Uint8Array.of(1, 2).subarray(1))).toEqual(Buffer.of(2));
  });

  it.each([[Number.NaN], [Infinity], ['a\0b'], [new Date(0)], [undefined], [{}], [() => 1]])('refuses %s', (value) => {
    expect(() => toParameter(value)).toThrow(TypeError);
  });
});
