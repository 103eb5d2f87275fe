import { describe, expect, it } from 'vitest';
import { readTable, type Table } from '../../src/data/index.js';
import { placed, readSample, samplePanel, sampleSpec } from './samples.js';

const scenario = `schema: mixplan/scenario@1
id: q1
title: First quarter
model: {id: shop}
window: {start: 2025-01-06, end: 2025-02-02}
objective: {kind: maximise}
budget: {total: 1.2m}
lines_file: lines.csv
`;
const panel = samplePanel(sampleSpec());
const model = () => Promise.resolve({ spec: sampleSpec(), grain: panel.grain, panel });

function tableOf(text: string): Table {
  const { value, faults } = readTable('lines.csv', new TextEncoder().encode(text));
  expect(faults).toEqual([]);
  return value!;
}

const read = (text: string) =>
  readSample(scenario, { model, lineTable: () => Promise.resolve({ value: tableOf(text), faults: [] }) });

/** Amount and weights by line, from the first period with money to the last. */
async function flights(text: string) {
  const { value, faults } = await read(text);
  expect(faults).toEqual([]);
  return value!.lines.map(({ channel, amount, flight }) => [channel, amount, flight.from, flight.to, flight.shape]);
}

const custom = (...weights: number[]) => ({ kind: 'custom', weights });
const asExpected = [
  ['tv', 600, '2025-01-06', '2025-02-02', custom(100, 0, 200, 300)],
  ['video', 50, '2025-01-13', '2025-01-19', custom(50)],
];

describe('a calendar grid', () => {
  it.each([
    ['dates', 'channel,2025-01-06,2025-01-13,2025-01-20,2025-01-27', ','],
    ['Excel serial numbers', 'channel,45663,45670,45677,45684', ','],
    ['month first without a year', 'channel,1/6,1/13,1/20,1/27', ','],
    ['day first without a year', 'channel;6/1;13/1;20/1;27/1', ';'],
    ['names of months', 'Channel,6 Jan,13 Jan,20 Jan,27 Jan', ','],
    ['ISO weeks', 'channel,2025-W02,2025-W03,2025-W04,2025-W05', ','],
    ['weeks without a year', 'channel,W2,W3,W4,W5', ','],
    ['Chinese weeks', '渠道,第2周,第3周,第4周,第5周', ','],
    ['Chinese weeks with a year', '渠道,2025年第2周,2025年第3周,2025年第4周,2025年第5周', ','],
    ['Chinese dates', '渠道;1月6日;1月13日;1月20日;1月27日', ';'],
  ])('reads %s as its columns', async (_, header, mark) => {
    const row = (...cells: (string | number)[]) => cells.join(mark);
    expect(await flights(`${header}\n${row('tv', 100, '', 200, 300)}\n${row('video', '', 50, '-', 0)}\n`)).toEqual(
      asExpected,
    );
  });

  it('reads what stands left of the weeks, Chinese money, and a row without weeks by its own amount', async () => {
    const { value, faults } = await read(
      '渠道,活动,锁定,预算,1月6日,1月13日\n短视频,年货节,是,15万,10万,5万\nsearch,,,300,,\n',
    );
    expect(faults).toEqual([]);
    expect(value!.lines).toMatchObject([
      { channel: 'video', campaign: '年货节', lock: true, amount: 150_000, flight: { shape: custom(100_000, 50_000) } },
      { channel: 'search', amount: 300, flight: { from: null, shape: { kind: 'even' } } },
    ]);
  });

  it('divides months among the weeks of the model by days', async () => {
    const { value } = await readSample(scenario.replace('2025-01-06', '2024-12-30'), {
      model,
      lineTable: () => Promise.resolve({ value: tableOf('channel,2025-01\ntv,3100\n'), faults: [] }),
    });
    // 1 January 2025 is a Wednesday: five days of January, three whole weeks, five days before 1 February.
    expect(value!.lines[0]).toMatchObject({ amount: 3100, flight: { shape: custom(500, 700, 700, 700, 500) } });
  });

  it('says what cannot be read at its cell, and a total that is not the sum', async () => {
    const { faults } = await read('channel,budget,2025-01-06,2025-01-13\ntv,500,100,lots\nvideo,70,30,30\n');
    expect(placed(faults)).toEqual(['grid-total-differs 2:2', 'grid-cell-unreadable 2:4', 'grid-total-differs 3:2']);
  });

  it('says a week outside the window at its column', async () => {
    const { faults } = await read('channel,2025-01-27,2025-02-03\ntv,100,100\n');
    expect(placed(faults).map((text) => text.split(' ')[0])).toContain('flight-outside-window');
  });
});

describe('a table with a row per period', () => {
  it('joins rows that are alike but for period and money', async () => {
    const text = [
      'channel,week,budget',
      'tv,2025-01-27,300',
      'tv,2025-01-06,100',
      'tv,2025-01-20,200',
      'video,2025-01-13,50',
    ].join('\n');
    expect(await flights(`${text}\n`)).toEqual(asExpected);
  });

  it('keeps lines of different campaigns apart, and says a period that is none', async () => {
    const { value } = await read('渠道,活动,周次,预算\ntv,a,第2周,100\ntv,b,第2周,30\ntv,a,第3周,20\n');
    expect(value!.lines).toMatchObject([
      { campaign: 'a', amount: 120, flight: { shape: custom(100, 20) } },
      { campaign: 'b', amount: 30 },
    ]);
    const { faults } = await read('channel,week,budget\ntv,soon,100\n');
    expect(placed(faults)).toEqual(['line-period-unreadable 2:2']);
  });
});
