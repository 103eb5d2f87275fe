import { bulkEss, checkGate, quantiles } from '../../src/inference/index.js';
import { crpsOfDraws } from '../../src/mixmodel/holdout-score.js';
import type { CellBlocks, CellHeader } from './cell-files.js';
import type { PeerSet } from './sets.js';

/** The figures of one program on one set, the same code for every program. */
export interface Score {
  /** Least bulk ESS over the channels' contributions and ROI (one is the other ÷ spend, so their ESS is the same). */
  readonly ess: number;
  readonly essPerSecond: number;
  /** Draws per chain and seconds after which every parameter and contribution has R-hat < 1.01 and ESS ≥ 400. */
  readonly gate: { readonly reached: boolean; readonly drawsPerChain: number; readonly seconds: number };
  /** RMSE of the weekly contribution ÷ mean true contribution, over channels and regions; null without a truth. */
  readonly contributionError: number | null;
  /** How many of the true ROI, per channel and region, lie in their 90 % interval. */
  readonly coverage: { readonly held: number; readonly of: number } | null;
  /** CRPS of the weekly contribution ÷ mean true contribution, over channels and regions. */
  readonly crpsContribution: number | null;
  /** In-sample CRPS of the KPI ÷ its mean. */
  readonly crpsKpi: number;
}

const gateStep = 250;

export function scoreCell(header: CellHeader, blocks: CellBlocks, set: PeerSet): Score {
  const perChannel = channelTotals(header, blocks);
  const ess = Math.min(...perChannel.map((values) => bulkEss(values, header.chains) ?? 0));
  return {
    ess,
    essPerSecond: ess / header.seconds.draws,
    gate: gateOf(header, blocks, perChannel),
    ...(set.truth === null
      ? { contributionError: null, coverage: null, crpsContribution: null }
      : againstTruth(header, blocks, set.truth)),
    crpsKpi: kpiScore(header, blocks, set),
  };
}

/** `(draws)` per channel, summed over the regions. */
function channelTotals(header: CellHeader, { totals }: CellBlocks): Float64Array[] {
  const { draws, groups, channels } = header;
  return channels.map((_, c) => {
    const sum = new Float64Array(draws);
    groups.forEach((_group, g) => {
      const at = (c * groups.length + g) * draws;
      for (let d = 0; d < draws; d++) sum[d]! += totals[at + d]!;
    });
    return sum;
  });
}

function gateOf(header: CellHeader, blocks: CellBlocks, perChannel: readonly Float64Array[]): Score['gate'] {
  const { chains, draws, seconds, warmUpShare, ownGate } = header;
  if (ownGate !== undefined) return ownGate;
  const perChain = draws / chains;
  const quantities = [
    ...header.parameters.map((_, p) => blocks.parameters.subarray(p * draws, (p + 1) * draws)),
    ...perChannel,
  ];
  let first = 0;
  for (let n = Math.min(gateStep, perChain); ; n = Math.min(n + gateStep, perChain)) {
    const prefixes = quantities.map((values) => firstDraws(values, chains, perChain, n));
    const report = checkGate(prefixes, chains, { maxRhat: 1.01, minEss: 400, stopEarly: true, first });
    const sampling = seconds.draws - seconds.model;
    const spent = seconds.model + sampling * (warmUpShare + (1 - warmUpShare) * (n / perChain));
    if (report.passed || n === perChain) return { reached: report.passed, drawsPerChain: n, seconds: spent };
    first = report.failing[0] ?? 0;
  }
}

/** The first n draws of every chain. */
function firstDraws(values: Float64Array, chains: number, perChain: number, n: number): Float64Array {
  const out = new Float64Array(chains * n);
  for (let chain = 0; chain < chains; chain++) {
    out.set(values.subarray(chain * perChain, chain * perChain + n), chain * n);
  }
  return out;
}

function againstTruth(
  header: CellHeader,
  blocks: CellBlocks,
  truth: readonly Float64Array[],
): Pick<Score, 'contributionError' | 'coverage' | 'crpsContribution'> {
  const { groups, periods, draws, thinned } = header;
  const errors: number[] = [];
  const scores: number[] = [];
  let held = 0;
  let judged = 0;
  truth.forEach((channel, c) => {
    groups.forEach((_, g) => {
      const cell = c * groups.length + g;
      const actual = channel.subarray(g * periods, (g + 1) * periods);
      const mean = actual.reduce((sum, value) => sum + value, 0) / periods;
      // A channel that never ran in a region has neither a contribution nor an ROI to be judged by.
      if (!(mean > 0)) return;
      let squares = 0;
      let crps = 0;
      for (let t = 0; t < periods; t++) {
        squares += (blocks.means[cell * periods + t]! - actual[t]!) ** 2;
        const at = (cell * periods + t) * thinned;
        crps += crpsOfDraws(blocks.paths.subarray(at, at + thinned), actual[t]!);
      }
      errors.push(Math.sqrt(squares / periods) / mean);
      scores.push(crps / periods / mean);
      const [low, high] = quantiles(blocks.totals.subarray(cell * draws, (cell + 1) * draws), [0.05, 0.95]);
      // Contribution and ROI differ by the spend, which is known.
      const total = mean * periods;
      judged += 1;
      if (low! <= total && total <= high!) held += 1;
    });
  });
  return { contributionError: average(errors), crpsContribution: average(scores), coverage: { held, of: judged } };
}

function kpiScore(header: CellHeader, blocks: CellBlocks, set: PeerSet): number {
  const { thinned } = header;
  let sum = 0;
  let size = 0;
  set.actual.forEach((actual, index) => {
    sum += crpsOfDraws(blocks.predicted.subarray(index * thinned, (index + 1) * thinned), actual);
    size += Math.abs(actual);
  });
  return sum / size;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
