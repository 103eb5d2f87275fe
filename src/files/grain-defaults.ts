import type { Grain } from '../data/index.js';
import type { AdstockSpec, ModelSpec } from '../mixmodel/model-spec.js';
import type { DefaultUsed } from './defaults.js';
import { priorValue } from './prior-value.js';
import type { PriorInFile } from './schema/prior-schema.js';

/** Carry-over, periods of a held-out stretch and between knots, and season pairs, where the file does not say. */
interface GrainLengths {
  readonly adstock: number;
  /** Of the share that carries over from one period to the next: about that of weeks to the power 1/7, or 13. */
  readonly alpha: PriorInFile;
  readonly holdout: number;
  readonly every: number;
  readonly pairs: number;
}

/**
 * The defaults of the format count weeks. Where the data turn out to be daily or quarterly, these stand for about the
 * same time instead: eight weeks would be eight days of carry-over, or two years. A quarter has three other quarters to
 * differ from, which two pairs say in full.
 */
const lengths: Readonly<Partial<Record<Grain, GrainLengths>>> = {
  daily: { adstock: 42, alpha: { beta: [5, 1.5] }, holdout: 28, every: 182, pairs: 3 },
  quarterly: { adstock: 2, alpha: { beta: [1, 9] }, holdout: 2, every: 4, pairs: 2 },
};

export interface GrainDefaults {
  readonly spec: ModelSpec;
  /** Those of the file, with the values that hold for this grain. */
  readonly defaultsUsed: readonly DefaultUsed[];
}

/** Gives the defaults that count periods the length that fits the grain of the data; what the file states stays. */
export function withGrainDefaults(spec: ModelSpec, defaultsUsed: readonly DefaultUsed[], grain: Grain): GrainDefaults {
  const usual = lengths[grain];
  if (usual === undefined) return { spec, defaultsUsed };
  const isDefault = (path: string): boolean => defaultsUsed.some((used) => used.path === path);
  const adstockOf = (adstock: AdstockSpec, path: string): AdstockSpec => {
    if (adstock.kind === 'none') return adstock;
    const counted = isDefault(`${path}.adstock.periods`) ? { ...adstock, periods: usual.adstock } : adstock;
    const isUsual = counted.kind === 'geometric' && isDefault(`${path}.adstock.alpha`);
    return isUsual ? { ...counted, alpha: priorValue(usual.alpha) } : counted;
  };
  const { trend, season } = spec.baseline;
  return {
    spec: {
      ...spec,
      channels: spec.channels.map((channel, index) => ({
        ...channel,
        adstock: adstockOf(channel.adstock, `channels.${index}`),
      })),
      organic: spec.organic.map((organic, index) => ({
        ...organic,
        adstock: adstockOf(organic.adstock, `organic.${index}`),
      })),
      baseline: {
        ...spec.baseline,
        trend:
          trend.kind === 'knots' && !('at' in trend) && isDefault('baseline.trend.every')
            ? { ...trend, every: usual.every }
            : trend,
        season:
          season.kind === 'fourier' && isDefault('baseline.season.pairs') ? { ...season, pairs: usual.pairs } : season,
      },
      holdout: isDefault('holdout.periods') ? { ...spec.holdout, periods: usual.holdout } : spec.holdout,
    },
    defaultsUsed: defaultsUsed.map((used) => ({ ...used, value: valueOf(used, usual) })),
  };
}

function valueOf({ path, value }: DefaultUsed, usual: GrainLengths): unknown {
  if (/^(channels|organic)\.\d+\.adstock\.periods$/.test(path)) return usual.adstock;
  if (/^(channels|organic)\.\d+\.adstock\.alpha$/.test(path)) return usual.alpha;
  if (path === 'baseline.trend.every') return usual.every;
  if (path === 'baseline.season.pairs') return usual.pairs;
  if (path === 'holdout.periods') return usual.holdout;
  return value;
}
