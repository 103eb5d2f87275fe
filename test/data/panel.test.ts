import { describe, expect, it } from 'vitest';
import { readPanel, type DataColumns, type PanelExpectations } from '../../src/data/index.js';
import { codes, columns, expectations, expectSentences, table, weekly, wiggle } from './helpers.js';

/** Reads a CSV under changed columns and expectations; every fault must have its sentences. */
function read(text: string, changed: Partial<DataColumns> = {}, expected: Partial<PanelExpectations> = {}) {
  const reading = readPanel(table(text), { ...columns, ...changed }, { ...expectations, ...expected });
  expectSentences(reading.faults);
  return reading;
}

const sales = (week: number): number => Math.round(1000 + 200 * wiggle(week, 1));
const tv = (week: number): number => (week % 3 === 0 ? 0 : Math.round(10 + 90 * wiggle(week, 2)));

describe('a sound table', () => {
  it('becomes a panel without errors or reviews', () => {
    const { value, faults } = read(weekly('sales,tv', 104, (week) => [sales(week), tv(week)]));
    expect(codes(faults)).toEqual([]);
    expect(value!.grain).toBe('weekly');
    expect(value!.groups).toEqual(['all']);
    expect(value!.periods).toHaveLength(104);
    expect([...value!.inLikelihood]).toEqual(new Array(104).fill(1));
    expect([...value!.kpis[0]!.values]).toEqual(Array.from({ length: 104 }, (_, week) => sales(week)));
    expect(value!.channels[0]!.mediaIsSpend).toBe(true);
    expect(value!.channels[0]!.media).toEqual(value!.channels[0]!.spend);
  });

  it('reads the same whatever the locale of its numbers and dates', () => {
    const rows = Array.from({ length: 60 }, (_, week) => week);
    const plain = read(weekly('sales,tv', 60, (week) => [sales(week) + 0.5, tv(week)])).value!;
    const german = rows.map((week) => {
      const date = new Date(Date.UTC(2023, 0, 2 + 7 * week));
      const written = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', dateStyle: 'medium' }).format(date);
      return `${written};${(sales(week) + 0.5).toLocaleString('de-DE')};${tv(week)}`;
    });
    expect(read(['week;sales;tv', ...german].join('\n')).value).toEqual(plain);
  });

  it('is sorted by time, with one group per region named', () => {
    const lines = weekly('sales,tv,geo', 60, (week) => [sales(week), tv(week), 'east']).split('\n');
    const [header = '', ...rows] = lines;
    const { value, faults } = read([header, ...rows.reverse()].join('\n'), { region: 'geo' });
    expect(codes(faults)).toEqual(['rows-sorted']);
    expect(value!.groups).toEqual(['east']);
    expect(value!.kpis[0]!.values[0]).toBe(sales(0));
  });

  it('keeps media history before the first KPI value and masked periods out of the likelihood', () => {
    const text = weekly('sales,tv', 80, (week) => [week < 10 || week === 20 ? '' : sales(week), tv(week)]);
    const mask = [{ from: '2023-05-22', to: '2023-05-24', group: null, why: 'strike' }];
    const { value, faults } = read(text, { mask });
    expect(codes(faults)).toEqual(['mask-applied', 'media-history']);
    expect([...value!.inLikelihood].map((flag, week) => (flag === 0 ? week : -1)).filter((week) => week >= 0)).toEqual([
      ...Array.from({ length: 10 }, (_, week) => week),
      20,
    ]);
    expect(value!.kpis[0]!.values[20]).toBeNaN();
    expect(value!.channels[0]!.media[3]).toBe(tv(3));
  });

  it('fills money per unit and keeps holiday terms that occur', () => {
    const text = weekly('sales,tv,price', 104, (week) => [
      week < 2 ? '' : sales(week),
      tv(week),
      week < 2 ? '' : 5 + wiggle(week, 3),
    ]);
    const { value } = read(text, {
      kpis: [{ id: 'sales', column: 'sales', valuePerUnit: { column: 'price' } }],
      holidays: { country: 'CN', include: ['spring_festival', '618'], windows: {} },
      extras: ['price'],
    });
    expect(value!.kpis[0]!.valuePerUnit![0]).toBe(value!.kpis[0]!.valuePerUnit![2]);
    expect(value!.holidays.map(({ id }) => id)).toEqual([
      'spring_festival:before',
      'spring_festival:during',
      'spring_festival:after',
      '618:during',
    ]);
    expect(value!.extras![0]!.values[1]).toBeNaN();
  });
});

describe('errors stop, all at once, with line and column', () => {
  it('of every kind in one reading', () => {
    const text = weekly('sales,tv,radio,price,extra', 60, (week) => [
      week === 7 ? 'n/a' : sales(week),
      week === 9 ? -5 : tv(week),
      0,
      3,
      week === 11 ? 'lots' : week === 12 ? '' : wiggle(week, 4),
    ])
      .split('\n')
      .filter((_, line) => line !== 30)
      .flatMap((row, line) => (line === 40 ? [row, row] : [row]))
      .join('\n');
    const { value, faults } = read(text, {
      channels: [
        { id: 'tv', spend: 'tv', media: null },
        { id: 'radio', spend: 'radio', media: null },
        { id: 'search', spend: 'serch', media: null },
      ],
      controls: [{ id: 'extra', column: 'extra' }],
      treatments: [{ id: 'price', column: 'price' }],
    });
    expect(value).toBeNull();
    const errors = faults.filter(({ severity }) => severity === 'error');
    expect(new Set(codes(errors))).toEqual(
      new Set([
        'column-missing',
        'number-unreadable',
        'date-duplicate',
        'date-gap',
        'kpi-blank',
        'cell-blank',
        'spend-negative',
        'channel-never-on',
        'column-constant',
      ]),
    );
    const at = (code: string) => errors.find((fault) => fault.code === code)!.where;
    expect(at('kpi-blank')).toMatchObject({ line: 9, header: 'sales', column: 2 });
    expect(at('spend-negative')).toMatchObject({ line: 11, header: 'tv' });
    expect(at('number-unreadable')).toMatchObject({ line: 13, header: 'extra', column: 6 });
    expect(at('cell-blank')).toMatchObject({ line: 14, header: 'extra' });
    expect(at('date-gap')).toMatchObject({ line: 31 });
    expect(at('date-duplicate')).toMatchObject({ line: 42 });
  });

  it.each([
    ['every other day', 'week,sales,tv\n2024-01-01,1,2\n2024-01-03,2,3\n2024-01-05,3,4', 'grain-unclear'],
    ['uneven', 'week,sales,tv\n2024-01-01,1,2\n2024-01-05,2,3\n2024-01-20,3,4', 'grain-unclear'],
    ['a single row', 'week,sales,tv\n2024-01-01,1,2', 'too-few-periods'],
    ['five weeks', weekly('sales,tv', 5, (week) => [sales(week), tv(week)]), 'too-few-periods'],
    ['a mixed order of dates', 'week,sales,tv\n13/01/2024,1,2\n01/20/2024,2,3', 'date-order-mixed'],
    [
      'mixed decimal marks',
      weekly('sales,tv', 60, (week) => [sales(week), week === 3 ? '"2,5"' : 2.5 + week]),
      'number-marks-mixed',
    ],
  ])('%s', (_, text, code) => {
    const { value, faults } = read(text);
    expect(value).toBeNull();
    expect(codes(faults, 'error')).toContain(code);
  });

  it('groups that lack periods', () => {
    const text = weekly('sales,tv,geo', 60, (week) => [sales(week), tv(week), week % 2 === 0 ? 'a' : 'b']);
    const missing = read(text, { region: 'geo' }).faults.filter(({ code }) => code === 'group-period-missing');
    expect(missing.map(({ params }) => params)).toMatchObject([
      { group: 'a', count: 30 },
      { group: 'b', count: 30 },
    ]);
  });

  it('an unknown holiday', () => {
    const text = weekly('sales,tv', 60, (week) => [sales(week), tv(week)]);
    const holidays = { country: 'US', include: ['black_friday', 'admin_day'], windows: {} } as const;
    expect(codes(read(text, { holidays }).faults, 'error')).toEqual(['holiday-unknown']);
  });
});

describe('reviews', () => {
  const two = [{ id: 'tv', spend: 'tv', media: 'grp' }];
  const both = (spend: (week: number) => number, grp: (week: number) => number): string =>
    weekly('sales,tv,grp', 104, (week) => [sales(week), spend(week), grp(week)]);

  it('spend without media, media without spend, an odd cost', () => {
    const text = both(
      (week) => (week === 5 ? 0 : week === 7 ? 5000 : tv(week) * 10),
      (week) => (week === 4 ? 0 : tv(week)),
    );
    const { value, faults } = read(text, { channels: two });
    expect(value).not.toBeNull();
    expect(codes(faults)).toEqual(['spend-without-media', 'media-without-spend', 'cost-per-unit-odd']);
    expect(faults.map(({ where }) => where.line)).toEqual([6, 7, 9]);
  });

  it('a jump of unit, but neither growth nor a burst', () => {
    const on = (week: number): number => 10 + 90 * wiggle(week, 2);
    const jump = read(
      weekly('sales,tv', 104, (week) => [sales(week), on(week) * (week < 60 ? 1 : 1000)]),
      {},
      { historyBefore: 'first_mean' },
    );
    expect(codes(jump.faults)).toEqual(['level-shift']);
    expect(jump.faults[0]!.where.line).toBe(62);
    expect(jump.faults[0]!.params.factor).toBeGreaterThan(500);
    const growth = read(
      weekly('sales,tv', 104, (week) => [sales(week), Math.exp(week / 15) * (1 + wiggle(week, 2))]),
      {},
      { historyBefore: 'drop' },
    );
    expect(codes(growth.faults)).toEqual([]);
    const burst = read(
      weekly('sales,tv', 104, (week) => [sales(week), on(week) * (week > 50 && week < 60 ? 100 : 1)]),
      {},
      { historyBefore: 'drop' },
    );
    expect(codes(burst.faults)).toEqual([]);
  });

  it('pairs that move together, and mixtures', () => {
    const text = weekly('sales,tv,b,c,d', 104, (week) => {
      const [p, q] = [wiggle(week, 5), wiggle(week, 6)];
      return [sales(week), tv(week), 2 * tv(week) + wiggle(week, 9), p, q].concat(p + q + 0.05 * wiggle(week, 8));
    }).replace('c,d', 'c,d,e');
    const controls = ['b', 'c', 'd', 'e'].map((id) => ({ id, column: id }));
    const { faults } = read(text, { controls });
    expect(codes(faults)).toEqual([
      'pair-moves-together',
      'variance-inflated',
      'variance-inflated',
      'variance-inflated',
    ]);
    expect(faults[0]!.params.r).toBeGreaterThan(0.99);
  });

  it('zero history of an always-on channel, unless it is known', () => {
    const on = (week: number): number => 10 + 90 * wiggle(week, 2);
    const text = weekly('sales,tv', 104, (week) => [sales(week), on(week)]);
    expect(codes(read(text).faults)).toEqual(['history-zero']);
    expect(codes(read(text, {}, { historyBefore: 'first_mean' }).faults)).toEqual([]);
    const known = weekly('sales,tv', 104, (week) => [week < 6 ? '' : sales(week), on(week)]);
    expect(codes(read(known).faults)).toEqual(['media-history']);
  });

  it('demand-driven channels without a demand control', () => {
    const text = weekly('sales,search', 104, (week) => [sales(week), tv(week)]);
    const channels = [{ id: 'search', spend: 'search', media: null }];
    expect(codes(read(text, { channels }).faults)).toEqual(['demand-driven-name']);
    expect(codes(read(text, { channels }, { demandDriven: ['search'] }).faults)).toEqual(['demand-without-control']);
    expect(codes(read(text, { channels }, { demandDriven: ['search'], hasDemandControl: true }).faults)).toEqual([]);
  });

  it('sparse counts, a short history, a control that is the KPI', () => {
    const text = weekly('sales,tv,twin', 40, (week) => [
      week % 4 === 0 ? 0 : 2 + (week % 5),
      tv(week),
      week % 4 === 0 ? 1 : 3 + (week % 5),
    ]);
    const { faults } = read(text, { controls: [{ id: 'twin', column: 'twin' }] }, { kpiKinds: { sales: 'count' } });
    expect(codes(faults)).toEqual(['history-short', 'counts-sparse', 'control-follows-kpi']);
  });

  it('dates that only spacing orders', () => {
    const rows = Array.from(
      { length: 30 },
      (_, month) =>
        `01/${String((month % 12) + 1).padStart(2, '0')}/${2020 + Math.floor(month / 12)},${sales(month)},${tv(month)}`,
    );
    const { value, faults } = read(['week,sales,tv', ...rows].join('\n'));
    expect(value!.grain).toBe('monthly');
    expect(value!.periods[1]!.label).toBe('2020-02-01');
    expect(codes(faults)).toEqual(['date-order-by-spacing']);
  });
});
