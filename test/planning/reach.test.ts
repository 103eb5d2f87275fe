import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDistribution } from '../../src/planning/reach/contact-counts.js';
import { netReach } from '../../src/planning/reach/net-reach.js';
import { fittedFixture } from './fitted-fixture.js';
import { planOf } from './run-plan.js';
import { lineFixture, scenarioFixture } from './scenario-fixture.js';

const contacts = fc.array(fc.double({ min: 0.01, max: 8, noNaN: true }), { minLength: 1, maxLength: 8 });
const named = (list: readonly number[]) => list.map((value, i) => ({ channel: `c${i}`, contacts: value }));

describe('the distribution of contacts', () => {
  it('is Poisson at the reach of random contacts: 1+ and 3+ by their closed forms', () => {
    const { atLeast } = countDistribution(2, 1 - Math.exp(-2));
    expect(atLeast(1)).toBeCloseTo(1 - Math.exp(-2), 12);
    expect(atLeast(3)).toBeCloseTo(1 - Math.exp(-2) * (1 + 2 + 2), 12);
  });

  it('has the mean and the share of nobody that it is asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 6, noNaN: true }),
        fc.double({ min: 0.1, max: 0.95, noNaN: true }),
        (mean, part) => {
          const reach = part * (1 - Math.exp(-mean));
          const { atLeast } = countDistribution(mean, reach);
          expect(atLeast(1)).toBeCloseTo(reach, 6);
          // Σ P(X ≥ k) is the mean; the tail of the negative binomial is long where few are reached.
          let sum = 0;
          for (let k = 1; k <= 4000; k++) sum += atLeast(k);
          expect(sum).toBeLessThanOrEqual(mean * (1 + 1e-6));
          if (part > 0.6) expect(sum / mean).toBeGreaterThan(0.999);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('net reach', () => {
  it('by Sainsbury is that of the added contacts, at any frequency', () => {
    fc.assert(
      fc.property(contacts, (list) => {
        const net = netReach(named(list), 'sainsbury', () => null, 3);
        const sum = list.reduce((a, b) => a + b, 0);
        expect(net.reach).toBeCloseTo(1 - Math.exp(-sum), 10);
        expect(net.effective).toBeCloseTo(1 - Math.exp(-sum) * (1 + sum + sum ** 2 / 2), 8);
        expect(net.frequency * net.reach).toBeCloseTo(sum, 8);
      }),
    );
  });

  it('is at most the sum and 100 %, at least the largest channel, and falls as duplication rises', () => {
    fc.assert(
      fc.property(
        contacts,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, a, b) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          const at = (share: number) => netReach(named(list), 'agostini', () => share, 3);
          const [few, many] = [at(low), at(high)];
          const sum = few.channels.reduce((total, { reach }) => total + reach, 0);
          const largest = Math.max(...few.channels.map(({ reach }) => reach));
          for (const { reach, effective } of [few, many]) {
            expect(reach).toBeLessThanOrEqual(Math.min(1, sum) + 1e-12);
            expect(reach).toBeGreaterThanOrEqual(largest - 1e-12);
            expect(effective).toBeLessThanOrEqual(reach + 1e-9);
          }
          expect(many.reach).toBeLessThanOrEqual(few.reach + 1e-12);
        },
      ),
    );
  });

  it('by Agostini is A² ÷ (A + 1.125 D)', () => {
    const [a, b] = [0.4, 0.3];
    const list = [a, b].map((reach, i) => ({ channel: `c${i}`, contacts: -Math.log(1 - reach) }));
    const { reach } = netReach(list, 'agostini', () => 0.15, 3);
    expect(reach).toBeCloseTo(0.7 ** 2 / (0.7 + 1.125 * 0.15), 12);
  });
});

describe('audiences of a plan', () => {
  const fitted = fittedFixture();
  const budget = (total: number) => ({ total, spendAll: true, tolerancePct: 0, contingencyPct: 0, feesPct: 0 });
  const audience = {
    id: 'young',
    label: 'Young',
    universe: 1_000_000,
    onTarget: { ch1: 0.5, ch0: 0.2 },
    responseIndex: { value: 1.5, source: 'panel' },
  };
  const parts = {
    objective: { kind: 'forecast', kpi: 'sales', horizon: 'whole_effect' },
    unlisted: 'zero',
    audiences: [audience],
    reach: { method: 'sainsbury', effectiveFrequency: 3, pairDuplication: {} },
  } as const;

  it('count GRP from units, contacts from a stated CPM, and name what cannot be counted', async () => {
    const lines = [
      // Modelled on money, its price stated per thousand.
      lineFixture(0, 'ch0', { amount: 50_000, cost: { per: 'cpm', value: 25, inflationPct: 0 } }),
      // Bought by GRP at 40 money each.
      lineFixture(1, 'ch1', { amount: 4_000, cost: { per: 'grp', value: 40, inflationPct: 0 } }),
      lineFixture(2, 'ch2', { amount: 1_000 }),
    ];
    const { plan } = await planOf(fitted, scenarioFixture({ ...parts, lines, budget: budget(55_000) }));
    const [reach] = plan.reach!;
    const grp = Object.fromEntries(reach!.channels.map((one) => [one.channel, one.grp]));
    expect(grp['ch1']).toBeCloseTo(50, 8);
    // 2 million contacts, a fifth of them on a million people.
    expect(grp['ch0']).toBeCloseTo(40, 8);
    expect(reach!.reach).toBeCloseTo(1 - Math.exp(-0.9), 10);
    expect(reach!.unknown).toEqual(['Channel 2']);
  });

  it('act by their response index, below the grain of the model, and say that it is assumed', async () => {
    const line = (name: string | null) => [lineFixture(0, 'ch0', { amount: 60_000, audience: name })];
    const on = async (name: string | null, amount = 60_000) => {
      const lines = line(name).map((one) => ({ ...one, amount }));
      return (await planOf(fitted, scenarioFixture({ ...parts, lines, budget: budget(amount) }))).plan;
    };
    const [young, all, more] = [await on('young'), await on(null), await on(null, 90_000)];
    const effect = (plan: typeof young): number => plan.channels[0]!.incremental.mean;
    expect(effect(young)).toBeGreaterThan(effect(all));
    // An index of 1.5 acts as half as much media again.
    expect(effect(young) / effect(more)).toBeCloseTo(1, 8);
    expect(young.lines.filter(({ channel }) => channel === 'ch0').every(({ mark }) => mark === 'assumed')).toBe(true);
    expect(young.groups!.find((one) => one.audience === 'young')).toMatchObject({ mark: 'assumed', spend: 60_000 });
  });
});
