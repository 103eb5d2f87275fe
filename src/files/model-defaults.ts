import type { EffectInFile } from './schema/model-schema.js';
import type { PriorInFile } from './schema/prior-schema.js';

const written = (prior: PriorInFile): PriorInFile => prior;
const effect = (prior: EffectInFile): EffectInFile => prior;

/**
 * The defaults of a model file, as they would be written. Those of the file format are fixed there; the ones that
 * the format leaves open are marked and explained.
 */
export const modelDefaults = {
  currency: 'CNY',
  future: 'last_year' as const,
  adstock: { kind: 'geometric' as const, periods: 8, alpha: written({ beta: [1, 3] }), normalised: true },
  /**
   * Left open by the format: the parameters of the other kinds of adstock. Delayed and Weibull as PyMC-Marketing 0.15
   * has them (means: shape 3, scale 2 periods); a peak that falls within two periods three times in four.
   */
  delayedPeak: written({ halfnormal: 1.75 }),
  weibullShape: written({ gamma: [9, 3] }),
  weibullScale: written({ gamma: [4, 2] }),
  order: 'adstock_first' as const,
  saturation: {
    kind: 'hill' as const,
    half: written({ lognormal: [-0.2, 0.7] }),
    slope: written(1),
    /**
     * Left open by the format. The logistic curve is at its half where rate · media = ln 3, so this is the prior of
     * the Hill half-saturation said of the rate: log rate = log ln 3 − log half ~ Normal(0.29, 0.7).
     */
    rate: written({ lognormal: [0.29, 0.7] }),
  },
  /**
   * Left open by the format: where saturation acts on frequency, half and slope are those of Google Meridian 1.3
   * (half-saturation 0.1 + LogNormal(0.7, 0.4) times seen, slope LogNormal(0.7, 0.4)); the rate as above, of that half.
   */
  saturationOfFrequency: {
    kind: 'hill' as const,
    half: written({ lognormal: [0.7, 0.4], shift: 0.1 }),
    slope: written({ lognormal: [0.7, 0.4] }),
    rate: written({ lognormal: [-0.65, 0.4] }),
  },
  /** Paid media on a KPI that is money or has a money value. */
  effectOnMoney: effect({ roi: { lognormal: [0.2, 0.9] } }),
  /**
   * Left open by the format: a count without a value has no ROI in money. With the data at hand `data-defaults.ts` puts
   * the common prior on the media total in its place; this one (5 % of the KPI on average, little known) stays where
   * nothing was spent or counted.
   */
  effectOnCount: effect({ contribution: { beta: [1, 19] } }),
  /** Left open by the format: rates and scores have no total to take a share of; in scaled KPI. */
  effectOnScore: effect({ coefficient: { halfnormal: 1 } }),
  organicEffect: effect({ contribution: { beta: [1, 99] } }),
  treatmentCoefficient: written({ normal: [0, 5] }),
  controlCoefficient: written({ normal: [0, 5] }),
  intercept: written({ normal: [0, 5] }),
  noIntercept: written(0),
  trend: {
    kind: 'knots' as const,
    every: 26,
    step: written({ normal: [0, 0.5] }),
    /** Left open by the format: sd of the step of a drifting level per period, in scaled KPI. */
    stepSd: written({ halfnormal: 0.1 }),
    /** Left open by the format: the rise of a linear trend over all data, in scaled KPI. */
    coefficient: written({ normal: [0, 1] }),
  },
  season: { kind: 'fourier' as const, pairs: 3, weekday: 'auto' as const, coefficient: written({ normal: [0, 1] }) },
  holidayCoefficient: written({ normal: [0, 1] }),
  holidayWindows: { spring_festival: { before: 21, days: 8, after: 14 } },
  groups: {
    pooling: 'partial' as const,
    effects: 'normal' as const,
    spread: written({ halfnormal: 1 }),
    intercept: written({ normal: [0, 5] }),
    controlsSpread: written({ halfnormal: 5 }),
  },
  noiseSd: written({ halfnormal: 2 }),
  noiseAr: written(0),
  /** Gamma(2, 0.1) as Juárez & Steel (2010) advise, moved up so that the variance is finite. */
  noiseDf: written({ gamma: [2, 0.1], shift: 2.5 }),
  holdout: { periods: 13, origins: 3 },
  fit: { chains: 4, warmup: 'auto' as const, draws: 'auto' as const, seed: 7 },
};
