/**
 * The data-generating process of the public recovery benchmark, written anew from its description and source
 * (pymc-labs/mmm-param-recovery, Apache-2.0: `mmm_data_generator/channels.py`, `regions.py`, `core.py`, `transforms.py`
 * at 014efd9, 669d7cc and 1f84d93): the same process with the parameters of sets.ts, not the same random numbers. Here
 * every column has a random stream of its own; there control k shares the seed of channel k.
 */
import { dayOfYear, formatDay, parseIsoDay } from '../../src/data/index.js';
import { randomStream, type RandomStream } from '../../src/inference/index.js';
import { recoverySet, type ColumnSpec, type RecoverySet, type SetName } from './sets.js';

export interface RecoveryMarket {
  readonly set: RecoverySet;
  readonly dates: readonly string[];
  /** `(regions × periods)` */
  readonly kpi: Float64Array;
  /** One per channel: `(regions × periods)`. */
  readonly spend: readonly Float64Array[];
  readonly controls: readonly Float64Array[];
  readonly contributions: readonly Float64Array[];
}

/** Sundays from 5 January 2020, as pandas counts weeks from 1 January. */
const firstDay = parseIsoDay('2020-01-05')!;

/** Spread of a region's baseline and of its spend, ± of 1. */
const regionalVariation = 0.1;
const salesVolatility = 0.1;
const lags = 8;

export function recoveryMarket(name: SetName, seed: number): RecoveryMarket {
  const set = recoverySet(name, randomStream(seed, 'recovery', name, 'parameters'));
  const { periods, regions, channels, controls } = set;
  const days = Array.from({ length: periods }, (_, t) => firstDay + 7 * t);
  const size = regions.length * periods;
  const draw = (spec: ColumnSpec, kind: string): Float64Array => {
    const all = new Float64Array(size);
    regions.forEach((region, g) => {
      const random = randomStream(seed, 'recovery', name, kind, spec.name, region);
      const scale = 1 + regionalVariation * (2 * random.uniform() - 1);
      all.set(columnPath({ ...spec, base: spec.base * scale }, days, random), g * periods);
    });
    return all;
  };
  const spend = channels.map((spec) => draw(spec, 'channel'));
  const controlPaths = controls.map((spec) => draw(spec, 'control'));
  const contributions = channels.map((spec, c) => {
    const all = new Float64Array(size);
    regions.forEach((_, g) => {
      const path = spend[c]!.subarray(g * periods, (g + 1) * periods);
      all.set(contributionOf(spec, path, set.baseSales), g * periods);
    });
    return all;
  });
  const kpi = new Float64Array(size);
  regions.forEach((region, g) => {
    const random = randomStream(seed, 'recovery', name, 'baseline', region);
    const level = set.baseSales * (1 + regionalVariation * (2 * random.uniform() - 1));
    for (let t = 0; t < periods; t++) {
      const i = g * periods + t;
      const base = level * (1 + set.seasonalAmplitude * Math.sin((2 * Math.PI * t) / 52));
      const noisy = Math.max(0, base * (1 + salesVolatility * random.normal()));
      const caused = contributions.reduce((sum, path) => sum + path[i]!, 0);
      const controlled = controls.reduce((sum, spec, k) => sum + spec.effectiveness * controlPaths[k]![i]!, 0);
      kpi[i] = noisy + caused + controlled;
    }
  });
  return { set, dates: days.map(formatDay), kpi, spend, controls: controlPaths, contributions };
}

/** Hill of unnormalised geometric adstock of spend ÷ its largest, times effectiveness and base sales. */
export function contributionOf(
  { alpha, slope, kappa, effectiveness }: RecoverySet['channels'][number],
  spend: Float64Array,
  baseSales: number,
): Float64Array {
  const most = spend.reduce((a, b) => Math.max(a, b), 0);
  return spend.map((_, t) => {
    let stock = 0;
    for (let lag = 0; lag < lags && lag <= t; lag++) stock += alpha ** lag * (spend[t - lag]! / most);
    const raised = stock ** slope;
    return stock === 0 ? 0 : (effectiveness * baseSales * raised) / (kappa ** slope + raised);
  });
}

function columnPath(
  { pattern, base, volatility }: ColumnSpec,
  days: readonly number[],
  random: RandomStream,
): Float64Array {
  const periods = days.length;
  switch (pattern.kind) {
    case 'linear':
      return campaigns(periods, base, pattern.trend, volatility, random);
    case 'seasonal':
      return campaigns(periods, base, 0, volatility, random).map((value, t) =>
        Math.max(0, value * pattern.amplitude * Math.cos(pattern.phase + (4 * Math.PI * dayOfYear(days[t]!)) / 365.25)),
      );
    case 'delayed': {
      const path = campaigns(periods, base, 0, volatility, random);
      const end = Math.min(pattern.start + pattern.rampUp, periods, pattern.end ?? periods);
      const steps = end - pattern.start;
      return path.map((value, t) => {
        if (t < pattern.start) return 0;
        return t < end ? (value * (t - pattern.start)) / Math.max(1, steps - 1) : value;
      });
    }
    case 'on_off':
      return onOffPath(periods, base, volatility, pattern, random);
  }
}

/** A second-order process that cannot fall below zero: it looks like campaigns. Grows by `trend` a period. */
function campaigns(
  periods: number,
  base: number,
  trend: number,
  volatility: number,
  random: RandomStream,
): Float64Array {
  const sd = base * volatility;
  const path = new Float64Array(periods).map(() => sd * random.normal());
  for (let t = 2; t < periods; t++) {
    path[t] = Math.max(0, 0.6 * path[t - 1]! + 0.3 * path[t - 2]! + sd * random.normal());
  }
  // The original spreads trend · periods over the periods with both ends included.
  return path.map((value, t) => Math.max(0, value * (1 + (trend * periods * t) / Math.max(1, periods - 1))));
}

function onOffPath(
  periods: number,
  base: number,
  volatility: number,
  pattern: { readonly probability: number; readonly shortest: number; readonly longest: number },
  random: RandomStream,
): Float64Array {
  const path = new Float64Array(periods);
  let t = 0;
  while (t < periods) {
    if (random.uniform() >= pattern.probability) {
      t += 1;
      continue;
    }
    const end = Math.min(periods, t + pattern.shortest + random.integer(pattern.longest - pattern.shortest + 1));
    path.fill(base, t, end);
    t = end + 1;
  }
  return path.map((value) => (value > 0 ? Math.max(0, value + base * volatility * random.normal()) : 0));
}
