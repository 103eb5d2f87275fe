import { describe, expect, it } from 'vitest';
import { counterfactualMedia, experimentRows } from '../../src/mixmodel/experiment-media.js';
import { likelihoodRows, mediaBefore } from '../../src/mixmodel/media-history.js';
import type { ExperimentSpec } from '../../src/mixmodel/model-spec.js';
import { channelSpec, defaultAdstock, modelSpec, panelOf } from './example-model.js';

const spend = Float64Array.of(10, 20, 0, 0, 30, 40, 50, 60);
const panel = {
  ...panelOf(8, { kpi: new Float64Array(8).fill(1), channels: { tv: spend } }),
  extras: [{ id: 'planned', values: Float64Array.of(NaN, 7, 8, 9, NaN, NaN, NaN, NaN) }],
};
// Two units of media for every money.
const channel = { ...panel.channels[0]!, media: spend.map((money) => 2 * money), mediaIsSpend: false };

function test(fields: Partial<ExperimentSpec>): ExperimentSpec {
  return {
    channel: 'tv',
    kpi: 'sales',
    start: '2022-01-10',
    end: '2022-01-23',
    counterfactual: { pctOfActual: 50 },
    effect: 1,
    sd: 1,
    effectThrough: 'end',
    inData: true,
    sdFromElsewhere: false,
    shareOfMarket: 1,
    source: '',
    ...fields,
  };
}

describe('lift tests on the calendar', () => {
  it('take the periods of which most days lie inside', () => {
    expect(experimentRows(test({}), panel)).toEqual({ from: 1, to: 3 });
    expect(experimentRows(test({ start: '2022-01-08', end: '2022-01-20' }), panel)).toEqual({ from: 1, to: 3 });
  });

  it('take the last period also where the end is its label', () => {
    expect(experimentRows(test({ end: '2022-01-17' }), panel)).toEqual({ from: 1, to: 3 });
  });

  it('find nothing outside the data', () => {
    expect(experimentRows(test({ start: '2030-01-01', end: '2030-02-01' }), panel)).toEqual({ from: 0, to: 0 });
  });
});

describe('counterfactual media', () => {
  const rows = { from: 4, to: 6 };
  const media = (fields: Partial<ExperimentSpec>, range = rows) => [
    ...counterfactualMedia(test(fields), panel, channel, range),
  ];

  it('scales by a per cent of actual, and leaves the rest alone', () => {
    expect(media({ counterfactual: { pctOfActual: 50 } })).toEqual([20, 40, 0, 0, 30, 40, 100, 120]);
  });

  it('spreads a stated spend as the actual spend, at the cost of each period', () => {
    expect(media({ counterfactual: { spend: 140 } })).toEqual([20, 40, 0, 0, 120, 160, 100, 120]);
  });

  it('spreads it evenly, at the cost of the whole data, over a dark period', () => {
    expect(media({ counterfactual: { spend: 30 } }, { from: 2, to: 4 })).toEqual([20, 40, 30, 30, 60, 80, 100, 120]);
  });

  it('counts money of a part of the market for the whole of it', () => {
    expect(media({ counterfactual: { spend: 35 }, shareOfMarket: 0.25 })).toEqual([20, 40, 0, 0, 120, 160, 100, 120]);
  });

  it('reads spend by period from a column, blanks as nothing', () => {
    expect(media({ counterfactual: { column: 'planned' } }, { from: 2, to: 5 })).toEqual([
      20, 40, 16, 18, 0, 80, 100, 120,
    ]);
    expect(() => media({ counterfactual: { column: 'absent' } })).toThrow(/absent/);
  });
});

describe('rows and history', () => {
  it('leaves rows of a lift test out unless its error comes from elsewhere', () => {
    const spec = (fields: Partial<ExperimentSpec>) =>
      modelSpec({ channels: [channelSpec('tv')], experiments: [test(fields)] });
    expect([...likelihoodRows(spec({}), panel, 'sales')]).toEqual([0, 3, 4, 5, 6, 7]);
    for (const fields of [{ sdFromElsewhere: true }, { inData: false }, { kpi: 'visits' }]) {
      expect(likelihoodRows(spec(fields), panel, 'sales').length).toBe(8);
    }
  });

  it('leaves out the rows whose carry-over is unknown under `drop`, and no others', () => {
    const base = modelSpec().data;
    const short = channelSpec('tv', { adstock: { ...defaultAdstock, periods: 3 } as typeof defaultAdstock });
    const spec = modelSpec({ channels: [short], data: { ...base, historyBefore: 'drop' } });
    expect([...likelihoodRows(spec, panel, 'sales')]).toEqual([2, 3, 4, 5, 6, 7]);
    expect(mediaBefore(spec, short, spend)).toBe(0);
    const mean = modelSpec({ channels: [short], data: { ...base, historyBefore: 'first_mean' } });
    expect(mediaBefore(mean, short, spend)).toBe(10);
    expect(likelihoodRows(mean, panel, 'sales').length).toBe(8);
  });
});
