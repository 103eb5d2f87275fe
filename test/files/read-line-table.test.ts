import { describe, expect, it } from 'vitest';
import { readTable, type Table } from '../../src/data/index.js';
import { codes, placed, readSample } from './samples.js';

const scenario = `schema: mixplan/scenario@1
id: q1
title: First quarter
model: {id: shop}
window: {start: 2025-01-06, end: 2025-04-06}
objective: {kind: maximise}
budget: {total: 1.2m}
lines_file: lines.csv
`;

function tableOf(text: string): Table {
  const { value, faults } = readTable('lines.csv', new TextEncoder().encode(text));
  expect(faults).toEqual([]);
  return value!;
}

function readWith(table: Table) {
  return readSample(scenario, { lineTable: () => Promise.resolve({ value: table, faults: [] }) });
}

describe('a table of lines', () => {
  it('reads English headers', async () => {
    const { value, faults } = await readWith(
      tableOf(
        'Channel,Campaign,Start,End,Budget,Locked,Min,Unit cost,Per,Notes\n' +
          'tv,spring,2025-01-06,2025-02-02,"1,200,000",yes,,41000,grp,agreed\n' +
          'search,,,,350000,,-20%,,,\n',
      ),
    );
    expect(faults).toEqual([]);
    expect(value?.lines).toMatchObject([
      {
        channel: 'tv',
        campaign: 'spring',
        amount: 1_200_000,
        lock: true,
        flight: { from: '2025-01-06', to: '2025-02-02' },
        cost: { per: 'grp', value: 41000 },
      },
      { channel: 'search', campaign: null, amount: 350_000, lock: false, min: { relative: -0.2 }, cost: null },
    ]);
  });

  it('reads Chinese headers, 万 and ¥, full-width brackets, and channels by their label', async () => {
    const { value, faults } = await readWith(
      tableOf(
        '\uFEFF渠道;活动;开始日期;结束日期;预算（元）;锁定\n短视频;年货节;2025年1月6日;2025/2/2;¥120万;是\ntv;;;;3亿;\n',
      ),
    );
    expect(faults).toEqual([]);
    expect(value?.lines).toMatchObject([
      {
        channel: 'video',
        campaign: '年货节',
        amount: 1_200_000,
        lock: true,
        flight: { from: '2025-01-06', to: '2025-02-02' },
      },
      { channel: 'tv', campaign: null, amount: 300_000_000, lock: false },
    ]);
  });

  it('reads decimal commas and Excel serial dates', async () => {
    const table: Table = {
      file: 'lines.xlsx',
      sheet: 'Plan',
      headers: ['channel', 'start', 'amount'],
      rows: [
        ['tv', 45663, '1.234,56'],
        ['search', 45670, '10.000,00'],
      ],
      lines: [2, 3],
      delimiter: null,
    };
    const { value, faults } = await readWith(table);
    expect(faults).toEqual([]);
    expect(value?.lines.map(({ amount, flight }) => [amount, flight.from])).toEqual([
      [1234.56, '2025-01-06'],
      [10_000, '2025-01-13'],
    ]);
  });

  it('places each fault at its cell', async () => {
    const { value, faults } = await readWith(
      tableOf('channel,start,budget,lock\ntvv,2025-01-06,10,\ntv,someday,plenty,perhaps\n,2025-01-06,3,\n'),
    );
    expect(value).toBeNull();
    expect(new Set(faults.map(({ where }) => where.file))).toEqual(new Set(['lines.csv']));
    expect(placed(faults)).toEqual([
      'unknown-channel 2:1',
      'bad-date 3:2',
      'bad-amount 3:3',
      'wrong-type 3:4',
      'missing-key 4:1',
    ]);
  });

  it('names columns that it cannot use, and the nearest that it can', async () => {
    const { faults } = await readWith(tableOf('channel,amuont,region\ntv,3,east\n'));
    expect(faults).toMatchObject([{ code: 'line-header-unknown', found: 'amuont', params: { nearest: 'amount' } }]);
  });

  it('needs a column for the channel, and each column once', async () => {
    expect(codes((await readWith(tableOf('budget,预算\n1,2\n'))).faults)).toEqual(
      expect.arrayContaining(['line-header-missing', 'line-header-twice']),
    );
  });
});
