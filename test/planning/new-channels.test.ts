import { describe, expect, it } from 'vitest';
import { withNewChannels } from '../../src/planning/new-channels.js';
import { fittedFixture } from './fitted-fixture.js';
import { planOf, runPlan } from './run-plan.js';
import { lineFixture, scenarioFixture } from './scenario-fixture.js';

const fitted = fittedFixture({ draws: 400 });
const fresh = {
  id: 'retail_media',
  label: 'Retail media',
  like: 'ch0',
  roi: { low: 0.6, mid: 1.4, high: 2.2 },
  halfLife: 1,
  saturatesAt: 40_000,
  maxShare: 0.08,
  source: 'pilot',
};
const budget = (total: number) => ({ total, spendAll: true, tolerancePct: 0, contingencyPct: 0, feesPct: 0 });
const forecast = { kind: 'forecast', kpi: 'sales', horizon: 'whole_effect' } as const;

describe('a new channel', () => {
  it('returns what is stated at half of its saturation, with low and high at 10 and 90 %', async () => {
    // Long enough for the level to be steady; all of the carry-over is followed.
    const { plan } = await planOf(
      fitted,
      scenarioFixture({
        objective: forecast,
        newChannels: [{ ...fresh, maxShare: 1, halfLife: 0 }],
        unlisted: 'zero',
        lines: [lineFixture(0, fresh.id, { amount: 13 * 20_000 })],
        budget: budget(13 * 20_000),
      }),
    );
    const row = plan.channels.find(({ id }) => id === fresh.id)!;
    expect(row.roi.p50).toBeCloseTo(1.4, 1);
    expect(Math.abs(row.roi.p10 - 0.6)).toBeLessThan(0.08);
    expect(Math.abs(row.roi.p90 - 2.2)).toBeLessThan(0.12);
    expect(row.grade).toBe('D');
    expect(plan.lines.filter(({ channel }) => channel === fresh.id).every(({ mark }) => mark === 'assumed')).toBe(true);
    expect(plan.assumptions.find(({ key }) => key === 'new_channels.roi')).toMatchObject({
      low: 0.6,
      value: 1.4,
      high: 2.2,
      source: 'pilot',
    });
  });

  it('reaches four fifths of its most at the stated money, whatever slope it borrows', () => {
    const model = withNewChannels(fitted, scenarioFixture({ newChannels: [fresh] }));
    const [kpi] = model.kpis;
    const at = (name: string): number => kpi!.draws[kpi!.columns.indexOf(`${name}[${fresh.id}]`)]!;
    const ratio = (at('half') / fresh.saturatesAt) ** at('slope');
    expect(1 / (1 + ratio)).toBeCloseTo(0.8, 10);
    expect(at('slope')).toBe(kpi!.draws[kpi!.columns.indexOf('slope[ch0]')]);
    expect(at('alpha')).toBe(0.5);
  });

  it('is open to the optimiser up to its share, without a line of its own', async () => {
    const strong = { ...fresh, roi: { low: 20, mid: 30, high: 40 } };
    const { plan } = await planOf(
      fitted,
      scenarioFixture({
        newChannels: [strong],
        lines: fitted.spec.channels.map(({ id }, i) =>
          lineFixture(i, id, { min: { relative: -0.9 }, max: { relative: 0.5 } }),
        ),
      }),
    );
    const row = plan.channels.find(({ id }) => id === fresh.id)!;
    expect(row.spend).toBeCloseTo(0.08 * 2_000_000, 2);
    expect(row.bounds).toMatchObject({ low: 0, highFrom: 'max_share' });
  });

  it('takes no more than its share in a forecast', async () => {
    const { faults } = await runPlan(
      fitted,
      scenarioFixture({
        objective: forecast,
        newChannels: [fresh],
        unlisted: 'zero',
        lines: [lineFixture(0, fresh.id, { amount: 90_000 }), lineFixture(1, 'ch0', { amount: 10_000 })],
        budget: budget(100_000),
      }),
    );
    expect(faults.map(({ code, where }) => [code, where.path])).toEqual([['new-channel-share', 'lines.0']]);
  });

  it('changes nothing where it has no money', async () => {
    const parts = {
      objective: forecast,
      lines: [lineFixture(0, 'ch0', { amount: 100_000 })],
      unlisted: 'zero',
      budget: budget(100_000),
    } as const;
    const [with_, without] = [
      await planOf(fitted, scenarioFixture({ ...parts, newChannels: [fresh] })),
      await planOf(fitted, scenarioFixture(parts)),
    ];
    expect(with_.plan.totals.kpis).toEqual(without.plan.totals.kpis);
  });
});
