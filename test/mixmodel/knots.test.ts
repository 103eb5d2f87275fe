import { describe, expect, it } from 'vitest';
import { makePeriods, type Panel } from '../../src/data/index.js';
import { randomStream } from '../../src/inference/index.js';
import { withChosenKnots, withKnotsToChoose } from '../../src/mixmodel/choose-knots.js';
import { compileTarget } from '../../src/mixmodel/density.js';
import { dataRows, linearDesign } from '../../src/mixmodel/linear-design.js';
import type { ModelSpec } from '../../src/mixmodel/model-spec.js';
import { scalesOf } from '../../src/mixmodel/scales.js';
import { channelSpec, flights, modelSpec, panelOf, prior } from './example-model.js';

const periods = 130;

function specWith(trend: ModelSpec['baseline']['trend']): ModelSpec {
  const base = modelSpec();
  return modelSpec({ channels: [channelSpec('tv')], baseline: { ...base.baseline, trend, season: { kind: 'none' } } });
}

/** Sales around a level that turns every `turn` weeks. */
function market(turn: number | null): Panel {
  const random = randomStream(31, 'knots');
  const tv = flights(periods, 60, 0.6, random);
  const kpi = Float64Array.from({ length: periods }, (_, t) => {
    const along = turn === null ? 0 : Math.abs(((t / turn) % 2) - 1);
    return 1000 + 300 * along + 1.5 * tv[t]! + 20 * random.normal();
  });
  return panelOf(periods, { kpi, channels: { tv } });
}

describe('knots chosen by the data', () => {
  const auto = specWith({ kind: 'knots', at: 'auto', step: prior.normal(0, 1) });
  const chosen = (panel: Panel) => {
    const { trend } = withChosenKnots(auto, panel).baseline;
    if (trend.kind !== 'knots' || !('at' in trend) || trend.at !== 'auto' || trend.choice === undefined) {
      throw new Error('no choice');
    }
    return { every: trend.every, choice: trend.choice };
  };

  it('stand as close as the level turns, and far apart where it does not move', () => {
    const turning = chosen(market(13));
    expect(turning.every).toBe(13);
    expect(turning.choice.tried.map(({ every }) => every)).toEqual([6, 13, 26, 52, 104]);
    const [six, thirteen, half] = turning.choice.tried.map(({ logEvidence }) => logEvidence);
    expect(thirteen!).toBeGreaterThan(six!);
    // A level that turns twice between knots is not followed at all.
    expect(thirteen! - half!).toBeGreaterThan(20);
    expect(chosen(market(null)).every).toBeGreaterThanOrEqual(52);
  });

  it('are the same however often one asks, and can be left open again', () => {
    const panel = market(13);
    expect(chosen(panel)).toEqual(chosen(panel));
    const once = withChosenKnots(auto, panel);
    expect(withKnotsToChoose(once)).toEqual(auto);
    expect(withChosenKnots(specWith({ kind: 'drift', stepSd: prior.halfnormal(0.1) }), panel).baseline.trend.kind).toBe(
      'drift',
    );
    expect(() => compileTarget(auto, panel, scalesOf(auto, panel), 'sales')).toThrow(/still to be chosen/);
  });
});

describe('knots with a prior on their values', () => {
  it('are hats that sum to one, held before the first and after the last', () => {
    const panel = market(null);
    const spec = specWith({ kind: 'knots', every: 26, value: prior.normal(0, 5) });
    const design = linearDesign(spec, panel, scalesOf(spec, panel));
    const names = design.terms.flatMap(({ name, kind }) => (kind === 'knot' ? [name] : []));
    expect(names).toEqual(['knot[1]', 'knot[2]', 'knot[3]', 'knot[4]', 'knot[5]', 'knot[6]']);
    const fitted = design.regressors(dataRows(panel), 'fitted');
    expect([...design.regressors(dataRows(panel), 'recorded')]).toEqual([...fitted]);
    const width = design.terms.length;
    for (let t = 0; t < periods; t++) {
      const hats = design.terms.flatMap(({ kind }, k) => (kind === 'knot' ? [fitted[t * width + k]!] : []));
      expect(hats.reduce((sum, hat) => sum + hat, 0)).toBeCloseTo(1, 12);
      expect(Math.min(...hats)).toBeGreaterThanOrEqual(0);
    }
    const coefficients = Float64Array.from({ length: width }, (_, k) => k);
    const kept = Float64Array.from(coefficients);
    design.record(coefficients);
    expect([...coefficients]).toEqual([...kept]);
  });
});

describe('weekday terms', () => {
  it('stand in daily models alone, six contrasts whose seven effects sum to zero', () => {
    const spec: ModelSpec = {
      ...specWith({ kind: 'none' }),
      baseline: {
        ...specWith({ kind: 'none' }).baseline,
        season: { kind: 'fourier', pairs: 1, weekday: 'auto', coefficient: prior.normal(0, 1) },
      },
    };
    const weekly = market(null);
    const namesOf = (panel: Panel) => linearDesign(spec, panel, scalesOf(spec, panel)).terms.map(({ name }) => name);
    expect(namesOf(weekly).some((name) => name.startsWith('weekday'))).toBe(false);
    // From Monday 3 January 2022.
    const days = makePeriods(
      Array.from({ length: periods }, (_, day) => 18995 + day),
      'daily',
      'start',
    );
    const daily: Panel = { ...weekly, grain: 'daily', periods: days };
    const names = namesOf(daily);
    expect(names.filter((name) => name.startsWith('weekday'))).toEqual(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => `weekday[${day}]`),
    );
    const rows = linearDesign(spec, daily, scalesOf(spec, daily)).regressors(dataRows(daily), 'recorded');
    const first = names.indexOf('weekday[mon]');
    for (let column = first; column < first + 6; column++) {
      let sum = 0;
      for (let day = 0; day < 7; day++) sum += rows[day * names.length + column]!;
      expect(sum).toBe(0);
    }
    expect(rows[0 * names.length + first]).toBe(1);
    expect(rows[6 * names.length + first]).toBe(-1);
  });
});
