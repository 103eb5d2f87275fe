/**
 * Simulation-based calibration (Talts et al. 2018): truths drawn from the priors must rank uniformly among posterior
 * draws, whatever the model. A gradient that does not belong to its density, a lost Jacobian or a biased sampler bends
 * the ranks.
 */
import type { Panel } from '../../src/data/index.js';
import { gammaUpperTail } from '../../src/inference/index.js';
import { allRows, drawColumn } from '../../src/mixmodel/draw-columns.js';
import { fitModel } from '../../src/mixmodel/fit.js';
import type { ModelSpec } from '../../src/mixmodel/model-spec.js';
import { drawPriorMarket } from './prior-market.js';

export interface CalibrationOptions {
  readonly model: ModelSpec;
  /** Media and calendar of market `seed`. */
  readonly template: (seed: number) => Panel;
  readonly seeds: readonly number[];
  readonly chains?: number;
  /** Kept draws per chain. */
  readonly draws?: number;
}

/** Draws that a truth is ranked among: ranks run from 0 to this. */
export const rankedDraws = 99;

/** Ranks of the truth by column, one per market. */
export async function calibrationRanks(options: CalibrationOptions): Promise<ReadonlyMap<string, readonly number[]>> {
  const ranks = new Map<string, number[]>();
  for (const seed of options.seeds) {
    const market = drawPriorMarket(options.model, options.template(seed), seed);
    const { chains = 2, draws = 300 } = options;
    const fitted = await fitModel(market.spec, market.panel, { seed, chains, draws });
    const kpi = fitted.kpis[0]!;
    for (const name of kpi.columns) {
      const values = drawColumn(kpi, name, allRows(kpi));
      if (values.every((value) => value === values[0])) continue;
      // Thinned evenly, or the autocorrelation of a chain would pile ranks up at both ends.
      const thinned = Array.from(
        { length: rankedDraws },
        (_, i) => values[Math.floor((i * values.length) / rankedDraws)]!,
      );
      const list = ranks.get(name) ?? [];
      list.push(thinned.filter((value) => value < market.truth[name]!).length);
      ranks.set(name, list);
    }
  }
  return ranks;
}

/** Chi-squared probability of ranks at least as uneven as these, in `bins` equal bins. */
export function uniformity(ranks: readonly number[], bins: number): number {
  const counts = new Array<number>(bins).fill(0);
  for (const rank of ranks) counts[Math.min(bins - 1, Math.floor((rank * bins) / (rankedDraws + 1)))]! += 1;
  const expected = ranks.length / bins;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return gammaUpperTail(statistic / 2, (bins - 1) / 2);
}

/** Standard score of the mean rank: far from 0 where posteriors lean to one side. */
export function leaning(ranks: readonly number[]): number {
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
  const sd = Math.sqrt((rankedDraws * (rankedDraws + 2)) / 12);
  return ((mean - rankedDraws / 2) * Math.sqrt(ranks.length)) / sd;
}
