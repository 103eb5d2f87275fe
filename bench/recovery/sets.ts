/**
 * The parameters of the public recovery benchmark's sets (pymc-labs/mmm-param-recovery, Apache-2.0,
 * `mmm_data_generator/presets.py` and the defaults of `config.py`), as numbers.
 */
import type { RandomStream } from '../../src/inference/index.js';

/** How a column comes about; see generator.ts. Volatility is the spread of its steps ÷ its base. */
export interface ColumnSpec {
  readonly name: string;
  readonly pattern:
    | { readonly kind: 'linear'; readonly trend: number }
    | { readonly kind: 'seasonal'; readonly amplitude: number; readonly phase: number }
    | { readonly kind: 'delayed'; readonly start: number; readonly end: number | null; readonly rampUp: number }
    | { readonly kind: 'on_off'; readonly probability: number; readonly shortest: number; readonly longest: number };
  readonly base: number;
  readonly volatility: number;
  readonly effectiveness: number;
}

export interface ChannelOfSet extends ColumnSpec {
  readonly alpha: number;
  readonly slope: number;
  readonly kappa: number;
}

export interface RecoverySet {
  readonly periods: number;
  readonly regions: readonly string[];
  readonly channels: readonly ChannelOfSet[];
  readonly controls: readonly ColumnSpec[];
  readonly baseSales: number;
  readonly seasonalAmplitude: number;
}

export const setNames = ['small', 'growing', 'medium', 'large'] as const;
export type SetName = (typeof setNames)[number];

const linear = (trend: number) => ({ kind: 'linear', trend }) as const;
const seasonal = (amplitude: number, phase: number) => ({ kind: 'seasonal', amplitude, phase }) as const;
const delayed = (start: number, end: number | null, rampUp: number) =>
  ({ kind: 'delayed', start, end, rampUp }) as const;
const onOff = (probability: number, shortest: number, longest: number) =>
  ({ kind: 'on_off', probability, shortest, longest }) as const;

function column(
  name: string,
  pattern: ColumnSpec['pattern'],
  base: number,
  volatility: number,
  effectiveness: number,
): ColumnSpec {
  return { name, pattern, base, volatility, effectiveness };
}

function channel(spec: ColumnSpec, alpha: number, slope: number, kappa: number): ChannelOfSet {
  return { ...spec, alpha, slope, kappa };
}

/** @param random draws the parameters of the large set, which the original draws too */
export function recoverySet(name: SetName, random: RandomStream): RecoverySet {
  switch (name) {
    case 'small':
      return {
        periods: 104,
        regions: ['Local'],
        channels: [
          channel(column('Search-Ads', linear(0.004), 100, 0.8, 1.5), 0, 1, 1),
          channel(column('Social-Media', seasonal(0.4, 0.5), 500, 0.3, 1.2), 0.2, 1.5, 0.8),
          channel(column('Local-Ads', onOff(0.3, 2, 4), 500, 0.6, 0.9), 0.4, 1, 1.5),
          channel(column('Email', onOff(0.2, 1, 1), 100, 0.5, 1.2), 0.3, 2, 0.5),
        ],
        controls: [column('Event', onOff(0.04, 3, 5), 100, 0.5, 0.5), column('Sale', onOff(0.1, 1, 4), 50, 0.5, 0.5)],
        baseSales: 5000,
        seasonalAmplitude: 0.2,
      };
    case 'growing':
      return {
        periods: 131,
        regions: ['geo_a', 'geo_b'],
        channels: [
          channel(column('Search-Ads', linear(0.002), 300, 0.7, 0.3), 0, 1, 0.3),
          channel(column('Search-Ads-Brand', linear(0.002), 100, 0.8, 1.1), 0.2, 1.5, 1.5),
          channel(column('Video', delayed(25, null, 10), 500, 0.5, 1.4), 0.4, 0.8, 0.4),
          channel(column('Social-Media', seasonal(0.4, 0.5), 500, 0.6, 0.7), 0.3, 2, 0.5),
          // Four carry-overs for six channels: the original begins anew.
          channel(column('Display-Ads', onOff(0.3, 2, 4), 500, 0.5, 0.3), 0, 0.4, 2),
          channel(column('Email', onOff(0.2, 1, 1), 100, 0.4, 0.4), 0.2, 1.5, 1.25),
        ],
        controls: [column('Event', onOff(0.04, 3, 5), 500, 0.5, 0.5), column('Sale', onOff(0.1, 1, 4), 25, 0.5, 1.5)],
        baseSales: 5000,
        seasonalAmplitude: 0.2,
      };
    case 'medium':
      return {
        periods: 156,
        regions: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) => `geo_${letter}`),
        channels: [
          channel(column('Search-Ads', linear(0.002), 300, 0.8, 1.1), 0, 1, 1),
          channel(column('Search-Ads-Brand', linear(0.002), 100, 1.1, 1.2), 0.2, 1.5, 0.4),
          channel(column('Video', delayed(25, null, 10), 500, 0.9, 1.1), 0.4, 0.8, 0.55),
          channel(column('Video-2', delayed(75, 125, 4), 1000, 1.2, 0.9), 0.3, 2, 0.7),
          channel(column('Social-Media', seasonal(0.4, 0.5), 1000, 1.2, 0.5), 0.2, 1, 0.4),
          channel(column('Social-Media-2', seasonal(0.2, 0.25 * Math.PI), 1000, 0.9, 1.1), 0.1, 0.8, 1.2),
          channel(column('Display-Ads', onOff(0.3, 2, 4), 500, 0.7, 0.8), 0.05, 0.5, 0.5),
          channel(column('Influencer', onOff(0.1, 2, 6), 500, 1.1, 1.3), 0.1, 1.2, 0.9),
        ],
        controls: [
          column('Event-A', onOff(0.04, 3, 5), 500, 0.5, 0.5),
          column('Event-B', onOff(0.2, 1, 8), 1000, 0.5, 0.2),
          column('Linear', linear(0.005), 1000, 1, 0.8),
          column('Sale', onOff(0.1, 1, 4), 25, 0.5, 100),
        ],
        baseSales: 100_000,
        seasonalAmplitude: 0.6,
      };
    case 'large':
      return largeSet(random);
  }
}

function largeSet(random: RandomStream): RecoverySet {
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const whole = (low: number, below: number): number => low + random.integer(below - low);
  const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
  const spend = (name: string, pattern: ColumnSpec['pattern'], weakest: number): ColumnSpec =>
    column(name, pattern, between(500, 5000), between(0.8, 1.2), between(weakest, 2));
  const columns = [
    ...many(10, (n) => spend(`linear-${n}`, linear(between(0, 0.04)), 0.5)),
    ...many(5, (n) => spend(`delayed-start-${n}`, delayed(whole(10, 104), null, whole(10, 52)), 0.5)),
    ...many(5, (n) => spend(`seasonal-${n}`, seasonal(between(0.2, 1), between(0, Math.PI)), 0.5)),
    ...many(10, (n) => spend(`on-off-${n}`, onOff(between(0.05, 0.1), whole(1, n + 2), whole(n + 1, 11)), 0.1)),
  ];
  const control = (name: string, pattern: ColumnSpec['pattern']): ColumnSpec =>
    column(name, pattern, between(100, 1000), between(0.8, 1.2), between(0.1, 2));
  return {
    periods: 208,
    regions: many(50, (n) => `geo_${n + 1}`),
    channels: columns.map((spec) => channel(spec, between(0, 0.5), between(0, 2), between(0, 2))),
    controls: [
      ...many(6, (n) => control(`on-off-${n}`, onOff(between(0.01, 0.1), whole(1, n + 2), whole(n + 1, 9)))),
      ...many(3, (n) => control(`linear-${n}`, linear(between(0, 0.01)))),
      column('seasonal', seasonal(0.3, 0), 1000, 1, 0.5),
    ],
    baseSales: 10_000,
    seasonalAmplitude: 0.2,
  };
}
