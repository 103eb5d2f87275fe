import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { WorkerPool } from '../../src/jobs/workers/pool.js';
import { pooledRunner } from '../../src/jobs/workers/pooled-runner.js';
import { fitModel, scalesOf, type SampledModel } from '../../src/mixmodel/index.js';
import { channelSpec, exampleMarket, modelSpec } from '../mixmodel/example-model.js';

const truth = { alpha: 0.4, half: 0.9, slope: 1, roi: 1.5 };
const { panel } = exampleMarket({ seed: 3, periods: 80, channels: { tv: truth, search: { ...truth, alpha: 0.1 } } });
const spec = modelSpec({
  channels: [channelSpec('tv'), channelSpec('search')],
  fit: { chains: 4, warmup: 60, draws: 50, seed: 11 },
});

async function fitOn(threads: number): Promise<SampledModel> {
  const pool = new WorkerPool(threads);
  try {
    const runner = pooledRunner(pool, `example-${threads}`, spec, panel, scalesOf(spec, panel));
    return await fitModel(spec, panel, { runner });
  } finally {
    await pool.close();
  }
}

describe('a fit over worker threads', () => {
  beforeAll(() => {
    execFileSync(process.execPath, ['.config/build.mjs', '--if-stale'], { stdio: 'inherit' });
  });

  it('gives the same digits in this thread and on one, two and four others', async () => {
    const here = await fitModel(spec, panel);
    for (const threads of [1, 2, 4]) expect(await fitOn(threads)).toEqual(here);
  });
});
