import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guessColumns, readTable, type GuessReason, type TableGuess } from '../../src/data/index.js';
import { hasMessage } from '../../src/language/index.js';
import { table, weekly, wiggle } from './helpers.js';

const folder = '../shared/data';

/** Role by column, short: what a draft would write. */
function roles(guess: TableGuess): Record<string, string> {
  const found: Record<string, string> = {};
  if (guess.date !== null) found[guess.date.column] = 'date';
  for (const { column, kind } of guess.kpis) found[column] = `kpi ${kind}`;
  for (const { column, media, id } of guess.channels) {
    found[column] = `spend ${id}`;
    if (media !== null) found[media] = `media ${id}`;
  }
  for (const [part, list] of Object.entries({
    organic: guess.organic,
    treatment: guess.treatments,
    control: guess.controls,
  })) {
    for (const { column } of list) found[column] = part;
  }
  for (const { column, reason } of guess.ignored) found[column] = `ignored ${reason.code}`;
  return found;
}

function expectReasons(guess: TableGuess): void {
  const reasons: GuessReason[] = [
    ...[
      guess.date,
      guess.region,
      ...guess.kpis,
      ...guess.channels,
      ...guess.organic,
      ...guess.treatments,
      ...guess.controls,
      ...guess.ignored,
    ].flatMap((part) => (part === null ? [] : [part.reason])),
    ...guess.channels.flatMap(({ mediaReason }) => mediaReason ?? []),
  ];
  for (const { code } of reasons) expect(hasMessage(`guess.${code}`), code).toBe(true);
}

describe('a table with Chinese headers', () => {
  const text = weekly(
    '序号,销售额,电视花费(元),电视曝光,抖音投放,抖音点击,小红书,价格,促销,竞品销售额,气温,公众号推文,备注',
    60,
    (week) => [
      week + 1,
      `¥${1000 + Math.round(100 * wiggle(week, 1))}`,
      `${1 + Math.round(5 * wiggle(week, 2))}万`,
      Math.round(1000 * wiggle(week, 2)),
      Math.round(100 * wiggle(week, 3)),
      Math.round(500 * wiggle(week, 3)),
      Math.round(50 * wiggle(week, 4)),
      99 + wiggle(week, 5),
      week % 7 === 0 ? 1 : 0,
      Math.round(900 * wiggle(week, 6)),
      Math.round(40 * wiggle(week, 7)) - 10,
      week % 3,
      '无',
    ],
  ).replace('week,', '周,');
  const guess = guessColumns(table(text));

  it('is understood', () => {
    expect(roles(guess)).toEqual({
      周: 'date',
      序号: 'ignored row-number',
      销售额: 'kpi revenue',
      '电视花费(元)': 'spend tv',
      电视曝光: 'media tv',
      抖音投放: 'spend douyin',
      抖音点击: 'media douyin',
      小红书: 'spend xiaohongshu',
      价格: 'treatment',
      促销: 'treatment',
      竞品销售额: 'control',
      气温: 'control',
      公众号推文: 'organic',
      备注: 'ignored text-column',
    });
    expect(guess.currency).toBe('CNY');
    expect(guess.language).toBe('zh-CN');
    expect(guess.channels.map(({ label, unit }) => [label, unit])).toEqual([
      ['电视', 'impressions'],
      ['抖音', 'clicks'],
      ['小红书', null],
    ]);
    expectReasons(guess);
  });

  it('has ids that formulas can name, each once', () => {
    const ids = [...guess.kpis, ...guess.channels, ...guess.organic, ...guess.treatments, ...guess.controls].map(
      ({ id }) => id,
    );
    for (const id of ids) expect(id).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a table with English headers', () => {
  it('is understood', () => {
    const header =
      'TV Spend (USD),TV GRPs,paid_search_cost,paid_search_clicks,paid_search_impressions,seo_sessions,orders,aov,Avg Temperature,discount_pct_off,cpm,mystery,flag';
    const guess = guessColumns(
      table(
        weekly(header, 60, (week) => [
          Math.round(100 * wiggle(week, 1)),
          Math.round(10 * wiggle(week, 1)),
          Math.round(100 * wiggle(week, 2)),
          Math.round(900 * wiggle(week, 2)),
          Math.round(900 * wiggle(week, 3)),
          Math.round(900 * wiggle(week, 4)),
          Math.round(100 + 50 * wiggle(week, 5)),
          40 + wiggle(week, 6),
          20 * wiggle(week, 7),
          wiggle(week, 8),
          wiggle(week, 9),
          wiggle(week, 10) - 0.5,
          week % 9 === 0 ? 1 : 0,
        ]),
      ),
    );
    expect(roles(guess)).toMatchObject({
      week: 'date',
      'TV Spend (USD)': 'spend tv',
      'TV GRPs': 'media tv',
      paid_search_cost: 'spend paid_search',
      paid_search_clicks: 'media paid_search',
      paid_search_impressions: 'ignored second-media',
      seo_sessions: 'organic',
      orders: 'kpi count',
      'Avg Temperature': 'control',
      cpm: 'ignored ratio',
      mystery: 'ignored not-understood',
      flag: 'control',
    });
    expect(guess.kpis[0]!.valuePerUnit).toBe('aov');
    expect(guess.channels[1]!.demandDriven).toBe(true);
    expect(guess.currency).toBe('USD');
    expectReasons(guess);
  });
});

describe.skipIf(!existsSync(folder))('public data sets', () => {
  const guess = (name: string): TableGuess => {
    const found = guessColumns(readTable(name, readFileSync(`${folder}/${name}.csv`)).value!);
    expectReasons(found);
    return found;
  };

  it('robyn_weekly', () => {
    expect(roles(guess('robyn_weekly'))).toEqual({
      DATE: 'date',
      revenue: 'kpi revenue',
      tv_S: 'spend tv',
      ooh_S: 'spend ooh',
      print_S: 'spend print',
      facebook_S: 'spend facebook',
      facebook_I: 'media facebook',
      search_S: 'spend search',
      search_clicks_P: 'media search',
      competitor_sales_B: 'control',
      newsletter: 'organic',
      events: 'ignored text-column',
    });
  });

  it.each([
    ['meridian/national_all_channels', 5],
    ['meridian/national_media_rf', 4],
  ])('%s', (name, channels) => {
    const found = guess(name);
    expect(found.kpis[0]).toMatchObject({
      column: 'conversions',
      kind: 'count',
      valuePerUnit: 'revenue_per_conversion',
    });
    expect(found.channels).toHaveLength(channels);
    found.channels.forEach(({ column, media, unit }) => {
      expect(media).toBe(column.replace('spend', 'impression'));
      expect(unit).toBe('impressions');
    });
    expect(found.controls.every(({ column }) => column.endsWith('_control'))).toBe(true);
    expect(found.controls).toHaveLength(2);
  });

  it('pymc_mmm_example and the recovery benchmark', () => {
    expect(roles(guess('pymc_mmm_example'))).toMatchObject({
      y: 'kpi revenue',
      x1: 'spend x1',
      x2: 'spend x2',
      event_1: 'control',
      t: 'ignored row-number',
    });
    const small = guess('recovery/small_business_20250715');
    expect(small.region!.column).toBe('geo');
    expect(small.channels.map(({ id }) => id)).toEqual(['search_ads', 'social_media', 'local_ads', 'email']);
    expect(small.controls.map(({ id }) => id)).toEqual(['c1', 'c2']);
  });
});

it('reads the shipped Chinese table: every exposure beside its spend', () => {
  const guess = guessColumns(readTable('data.csv', readFileSync('models/cn-brand/data.csv')).value!);
  expect(Object.fromEntries(guess.channels.map(({ column, media }) => [column, media]))).toEqual({
    短视频花费: '短视频曝光',
    直播花费: null,
    电视花费: '电视GRP',
    社交种草花费: '社交种草曝光',
    搜索花费: '搜索点击',
    户外花费: null,
  });
});
