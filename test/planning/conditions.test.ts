import { describe, expect, it } from 'vitest';
import { dayOf, fiscalPeriods, makePeriods, parseIsoDay } from '../../src/data/index.js';
import { withPromotions } from '../../src/planning/forecast/promotions.js';
import { flightShares } from '../../src/planning/resolve/flight.js';
import type { FlightShape } from '../../src/planning/index.js';
import { fittedFixture } from './fitted-fixture.js';
import { planOf, runPlan } from './run-plan.js';
import { lineFixture, scenarioFixture } from './scenario-fixture.js';

const fitted = fittedFixture();
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const forecast = { kind: 'forecast', kpi: 'sales', horizon: 'whole_effect' } as const;
const budgetOf = (total: number) => ({ total, spendAll: true, tolerancePct: 0, contingencyPct: 0, feesPct: 0 });

describe('the shape of a flight', () => {
  const window = makePeriods(
    Array.from({ length: 8 }, (_, t) => dayOf(2025, 6, 30) + 7 * t),
    'weekly',
    'start',
  );
  const patterns = {
    reference: Float64Array.of(0, 0, 10, 30, 0, 0, 0, 0),
    lastYear: Float64Array.of(1, 0, 0, 0, 0, 0, 0, 3),
  };
  const sharesOf = (shape: FlightShape, from: string | null = null, to: string | null = null): number[] => [
    ...flightShares(lineFixture(0, 'ch0', { flight: { from, to, shape } }), window, patterns).value!,
  ];

  it.each<[string, FlightShape, readonly number[]]>([
    ['even', { kind: 'even' }, [1, 1, 1, 1, 1, 1, 1, 1]],
    ['pulse', { kind: 'pulse', weeksOn: 2, weeksOff: 1 }, [1, 1, 0, 1, 1, 0, 1, 1]],
    ['burst', { kind: 'burst', weeksOn: 3 }, [1, 1, 1, 0, 0, 0, 0, 0]],
    ['front', { kind: 'front' }, [8, 7, 6, 5, 4, 3, 2, 1]],
    ['back', { kind: 'back' }, [1, 2, 3, 4, 5, 6, 7, 8]],
    ['reference', { kind: 'reference' }, [0, 0, 1, 3, 0, 0, 0, 0]],
    ['last year', { kind: 'last_year' }, [1, 0, 0, 0, 0, 0, 0, 3]],
    ['custom', { kind: 'custom', weights: [0, 0, 0, 0, 0, 0, 2, 6] }, [0, 0, 0, 0, 0, 0, 1, 3]],
  ])('%s', (_, shape, weights) => {
    const total = sum(weights);
    sharesOf(shape).forEach((share, t) => {
      expect(share).toBeCloseTo(weights[t]! / total, 12);
    });
  });

  it('counts the days of periods that the flight only touches, but for continuity, which does not', () => {
    // From Thursday of the first week: four days, then two whole weeks.
    const even = sharesOf({ kind: 'even' }, '2025-07-03', '2025-07-20');
    expect(even.slice(0, 4)).toEqual([4 / 18, 7 / 18, 7 / 18, 0]);
    const same = sharesOf({ kind: 'continuity' }, '2025-07-03', '2025-07-20');
    expect(same.slice(0, 4)).toEqual([1 / 3, 1 / 3, 1 / 3, 0]);
    const pulse = sharesOf({ kind: 'pulse', weeksOn: 1, weeksOff: 1 }, '2025-07-03', '2025-07-20');
    expect(pulse.slice(0, 4)).toEqual([4 / 11, 0, 7 / 11, 0]);
  });
});

describe('a fiscal calendar', () => {
  const weeks = (from: string, count: number) =>
    makePeriods(
      Array.from({ length: count }, (_, t) => parseIsoDay(from)! + 7 * t),
      'weekly',
      'start',
    );
  const settings = { pattern: '4-4-5', yearStart: parseIsoDay('2023-02-01'), week53: 'keep' } as const;

  it('counts the National Retail Federation’s 2023, a year of 53 weeks, and starts 2024 after it', () => {
    // NRF 4-5-4: fiscal 2023 runs from 29 January 2023 (a Sunday) to 3 February 2024, 53 weeks.
    const year = fiscalPeriods(weeks('2023-01-29', 54), 'weekly', { ...settings, pattern: '4-5-4' });
    expect(year[0]).toEqual({ year: '2023/24', quarter: 1, month: 1 });
    expect(year.slice(0, 53).filter(({ month }) => month === 1)).toHaveLength(4);
    expect(year.slice(0, 53).filter(({ month }) => month === 2)).toHaveLength(5);
    expect(year.slice(0, 53).filter(({ month }) => month === 12)).toHaveLength(5);
    expect(year[52]).toEqual({ year: '2023/24', quarter: 4, month: 12 });
    expect(year[53]).toEqual({ year: '2024/25', quarter: 1, month: 1 });
    const dropped = fiscalPeriods(weeks('2023-01-29', 54), 'weekly', { ...settings, pattern: '4-5-4', week53: 'drop' });
    expect(dropped[52]).toEqual({ year: '2023/24', quarter: 4, month: null });
    expect(dropped[51]!.month).toBe(12);
  });

  it('has 4, 4 and 5 weeks a quarter, in the order of its name', () => {
    const count = (pattern: '4-4-5' | '5-4-4'): number[] => {
      const places = fiscalPeriods(weeks('2023-01-29', 52), 'weekly', { ...settings, pattern });
      return Array.from({ length: 12 }, (_, m) => places.filter(({ month }) => month === m + 1).length);
    };
    expect(count('4-4-5')).toEqual([4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5]);
    expect(count('5-4-4')).toEqual([5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4]);
  });

  it('ends broadcast months on their last Sunday', () => {
    // Broadcast January 2025 runs from 30 December 2024 to 26 January 2025.
    const places = fiscalPeriods(weeks('2024-12-23', 7), 'weekly', { ...settings, pattern: 'broadcast' });
    expect(places.map(({ year, month }) => `${year}-${month}`)).toEqual([
      '2024-12',
      '2025-1',
      '2025-1',
      '2025-1',
      '2025-1',
      '2025-2',
      '2025-2',
    ]);
  });

  it('names calendar months from the start of the fiscal year', () => {
    const places = fiscalPeriods(weeks('2025-03-31', 3), 'weekly', {
      ...settings,
      pattern: 'calendar',
      yearStart: parseIsoDay('2025-04-01'),
    });
    expect(places.map(({ year, month }) => `${year} ${month}`)).toEqual(['2024/25 12', '2025/26 1', '2025/26 1']);
  });

  it('adds up to the window in money, in the tables of the plan', async () => {
    const { plan } = await planOf(
      fitted,
      scenarioFixture({
        objective: forecast,
        lines: [100_000, 200_000, 300_000, 400_000].map((amount, i) => lineFixture(i, `ch${i}`, { amount })),
        budget: budgetOf(1_000_000),
        calendar: { pattern: '4-4-5', yearStart: '2025-06-30', week53: 'keep' },
      }),
    );
    expect(plan.fiscal!.map(({ month, periods }) => [month, periods])).toEqual([
      [1, 4],
      [2, 4],
      [3, 5],
    ]);
    expect(sum(plan.fiscal!.map(({ spend }) => spend))).toBeCloseTo(1_000_000, 2);
    const window = plan.totals.kpis['sales']!.window.mean;
    expect(sum(plan.fiscal!.map(({ kpis }) => kpis['sales']!.plan.mean)) / window).toBeCloseTo(1, 10);
  });
});

describe('money in another currency', () => {
  it('is turned over at the file’s rate, to the cent, and the rate is an assumption with its day', async () => {
    const rates = { USD: { rate: 0.9, asOf: '2025-06-01' } };
    const lines = (currency: string | null, amount: number) => [
      lineFixture(0, 'ch0', { amount, currency, max: { amount: 2 * amount }, cost: null }),
    ];
    const parts = { unlisted: 'zero', objective: forecast, budget: budgetOf(90_000) } as const;
    const dollars = await planOf(
      fitted,
      scenarioFixture({ ...parts, lines: lines('USD', 100_000), currency: { report: 'EUR', unit: '1', rates } }),
    );
    const euros = await planOf(fitted, scenarioFixture({ ...parts, lines: lines(null, 90_000) }));
    expect(dollars.plan.totals.spend).toBe(90_000);
    expect(dollars.plan.totals.kpis).toEqual(euros.plan.totals.kpis);
    expect(dollars.plan.assumptions.find(({ key }) => key === 'currency.rates')).toMatchObject({
      subject: 'USD',
      value: '0.9',
      source: '2025-06-01',
    });
    const { faults } = await runPlan(fitted, scenarioFixture({ ...parts, lines: lines('USD', 100_000) }));
    expect(faults.map(({ code }) => code)).toContain('currency-without-rate');
  });
});

describe('lines before the window', () => {
  // The fixture's data end on 2025-06-29.
  const window = { start: '2025-07-28', end: '2025-10-26' };
  const before = lineFixture(1, 'ch0', {
    amount: 80_000,
    flight: { from: '2025-06-30', to: '2025-07-27', shape: { kind: 'even' } },
  });
  const lines = [lineFixture(0, 'ch0', { amount: 100_000 }), before];
  const parts = { window, unlisted: 'zero', objective: forecast, budget: budgetOf(100_000) } as const;

  it('carry in what they buy, and their money is in no total', async () => {
    const filled = await planOf(fitted, scenarioFixture({ ...parts, lines, carryIn: { gapFill: 'lines' } }));
    const empty = await planOf(
      fitted,
      scenarioFixture({ ...parts, lines: lines.slice(0, 1), carryIn: { gapFill: 'zero' } }),
    );
    expect(filled.plan.totals.spend).toBe(100_000);
    const [a, b] = [filled.plan.totals.kpis['sales']!, empty.plan.totals.kpis['sales']!];
    expect(a.carryIn.mean).toBeGreaterThan(b.carryIn.mean);
    expect(a.baseline.mean).toBe(b.baseline.mean);
    expect(filled.plan.remarks).toContainEqual({ code: 'gap-money', params: { money: 80_000 } });
  });

  it('must lie between data and window', async () => {
    const early = { ...before, flight: { ...before.flight, from: '2025-06-16' } };
    const { faults } = await runPlan(
      fitted,
      scenarioFixture({ ...parts, lines: [lines[0]!, early], carryIn: { gapFill: 'lines' } }),
    );
    expect(faults.map(({ code, where }) => [code, where.path])).toEqual([
      ['flight-outside-gap', 'lines.1.flight.from'],
    ]);
  });
});

describe('a promotion as before', () => {
  it('takes the treatment of the matching days, mixed by days with the stated future', () => {
    const panel = {
      grain: 'weekly',
      periods: makePeriods([dayOf(2024, 1, 1), dayOf(2024, 1, 8)], 'weekly', 'start'),
    } as const;
    const periods = makePeriods([dayOf(2025, 1, 6), dayOf(2025, 1, 13)], 'weekly', 'start');
    const promo = {
      treatment: 'price',
      name: '',
      from: '2025-01-08',
      to: '2025-01-14',
      sameAs: { from: '2024-01-05', to: '2024-01-11' },
    };
    const known = Float64Array.of(100, 200);
    const values = withPromotions(Float64Array.of(1, 2), [promo], 'price', known, periods, panel);
    // Wednesday to Sunday take Friday to Tuesday: three days of 100, two of 200; Monday and Tuesday stay at 1.
    expect(values[0]).toBeCloseTo((2 * 1 + 3 * 100 + 2 * 200) / 7, 12);
    expect(values[1]).toBeCloseTo((2 * 200 + 5 * 2) / 7, 12);
    expect(withPromotions(values, [promo], 'other', known, periods, panel)).toBe(values);
  });
});

describe('the long-term multiplier', () => {
  const at = (use: boolean) =>
    planOf(
      fitted,
      scenarioFixture({
        objective: { ...forecast, kind: 'reference' },
        assumptions: {
          ...scenarioFixture().assumptions,
          longTermMultiplier: { use, low: 1, mid: 1.5, high: 2, source: 'agency' },
        },
      }),
    );

  it('stands apart from every total, and only where it is asked for', async () => {
    const [used, unused] = [await at(true), await at(false)];
    expect(unused.plan.longTerm).toBeUndefined();
    expect(used.plan.totals).toEqual(unused.plan.totals);
    const { incremental, runOut } = used.plan.totals.kpis['sales']!;
    const whole = incremental.mean + runOut.mean;
    expect(used.plan.longTerm!.added['sales']!.low).toBe(0);
    expect(used.plan.longTerm!.added['sales']!.mid / (0.5 * whole)).toBeCloseTo(1, 10);
    expect(used.plan.longTerm!.added['sales']!.high! / whole).toBeCloseTo(1, 10);
  });
});
