import { describe, expect, it } from 'vitest';
import { placed, readSample, samplePanel, sampleSpec } from './samples.js';

const head = `schema: mixplan/scenario@1
id: q1
title: First quarter
model: {id: shop}
window: {start: 2025-01-06, end: 2025-04-06}
objective: {kind: maximise}
budget: {total: 1.2m}
`;

const panel = samplePanel(sampleSpec());
const model = () => Promise.resolve({ spec: sampleSpec(), grain: panel.grain, panel });
const read = (text: string) => readSample(head + text, { model });

describe('what a scenario says of lines, money and time', () => {
  it('reads every shape of flight, amounts by period, places and currencies', async () => {
    const { value, faults } = await read(`currency: {rates: {USD: {rate: 0.92, as_of: 2025-01-01}}}
calendar: {pattern: 4-4-5, year_start: 2025-01-06, week53: drop}
carry_in: {gap_fill: lines}
lines:
  - {channel: tv, region: east, audience: a25_44, amount: 1k, currency: USD, flight: {shape: pulse, weeks_on: 2, weeks_off: 1}}
  - {channel: tv, campaign: launch, amount: 2k, flight: {shape: burst, weeks_on: 4}}
  - {channel: video, flight: {from: 2025-01-06, to: 2025-01-26, amounts: [10, 1k, 20]}}
  - {channel: search, amount: 5, flight: {shape: last_year}}
  - {channel: search, amount: 50, flight: {from: 2024-12-30, to: 2025-01-05}}
`);
    expect(faults).toEqual([]);
    expect(value).toMatchObject({
      calendar: { pattern: '4-4-5', yearStart: '2025-01-06', week53: 'drop' },
      carryIn: { gapFill: 'lines' },
      currency: { rates: { USD: { rate: 0.92, asOf: '2025-01-01' } } },
      lines: [
        {
          region: 'east',
          audience: 'a25_44',
          currency: 'USD',
          flight: { shape: { kind: 'pulse', weeksOn: 2, weeksOff: 1 } },
        },
        { campaign: 'launch', flight: { shape: { kind: 'burst', weeksOn: 4 } } },
        { amount: 1030, flight: { shape: { kind: 'custom', weights: [10, 1000, 20] } } },
        { flight: { shape: { kind: 'last_year' } } },
        { amount: 50, flight: { from: '2024-12-30', to: '2025-01-05' } },
      ],
    });
  });

  it.each([
    [
      'currency-without-rate',
      'lines: [{channel: tv, amount: 5, currency: UDS}]\ncurrency: {rates: {USD: {rate: 1}}}\n',
      8,
    ],
    ['rate-of-report-currency', 'currency: {rates: {EUR: {rate: 1.1}}}\n', 8],
    ['fiscal-year-start-unused', 'calendar: {pattern: broadcast, year_start: 2025-01-01}\n', 8],
    ['fiscal-week53-unused', 'calendar: {week53: drop}\n', 8],
    ['shape-without-weeks', 'lines:\n  - {channel: tv, amount: 5, flight: {shape: pulse, weeks_on: 1}}\n', 9],
    ['weeks-without-shape', 'lines:\n  - {channel: tv, amount: 5, flight: {weeks_on: 1}}\n', 9],
    ['amounts-twice', 'lines:\n  - {channel: tv, amount: 5, flight: {to: 2025-01-12, amounts: [5]}}\n', 9],
    ['flight-weights-count', 'lines:\n  - {channel: tv, flight: {to: 2025-01-12, amounts: [5, 6]}}\n', 9],
    [
      'promo-length',
      'assumptions:\n  promo:\n    - {treatment: price, from: 2025-02-01, to: 2025-02-03, same_as: {from: 2024-02-01, to: 2024-02-04}}\n',
      10,
    ],
    [
      'promo-outside-window',
      'assumptions:\n  promo:\n    - {treatment: price, from: 2025-01-01, to: 2025-01-07, same_as: {from: 2024-01-01, to: 2024-01-07}}\n',
      10,
    ],
    [
      'promo-outside-data',
      'assumptions:\n  promo:\n    - {treatment: price, from: 2025-02-01, to: 2025-02-03, same_as: {from: 2021-02-01, to: 2021-02-03}}\n',
      10,
    ],
    [
      'promo-end-before-start',
      'assumptions:\n  promo:\n    - {treatment: price, from: 2025-02-04, to: 2025-02-03, same_as: {from: 2024-02-01, to: 2024-02-04}}\n',
      10,
    ],
    [
      'unknown-treatment',
      'assumptions:\n  promo:\n    - {treatment: prise, from: 2025-02-01, to: 2025-02-03, same_as: {from: 2024-02-01, to: 2024-02-03}}\n',
      10,
    ],
    ['assumption-order', 'assumptions:\n  long_term_multiplier: {use: true, low: 2, mid: 1.5}\n', 9],
  ])('says %s at its line', async (code, text, line) => {
    const { faults } = await read(text);
    expect(placed(faults).map((text) => text.split(':')[0])).toContain(`${code} ${line}`);
  });

  it('names the nearest region of a model that has regions', async () => {
    const regions = { ...sampleSpec(), data: { ...sampleSpec().data, region: 'region' } };
    const grouped = { ...panel, groups: ['north', 'south'] };
    const { faults } = await readSample(`${head}lines: [{channel: tv, amount: 5, region: nort}]\n`, {
      model: () => Promise.resolve({ spec: regions, grain: panel.grain, panel: grouped }),
    });
    expect(faults).toMatchObject([{ code: 'unknown-region', params: { nearest: 'north' } }]);
  });
});
