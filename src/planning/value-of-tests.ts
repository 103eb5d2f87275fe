import { normalQuantile, randomStream, type RandomStream } from '../inference/index.js';
import { spendScenarios, type ChannelScenarios, type SampledModel, type TestDesign } from '../mixmodel/index.js';
import { summarise } from './evaluate/index.js';
import type { Summary } from '../mixmodel/index.js';
import { allocate } from './optimise/allocate.js';

/** What one lift test of one channel can be expected to be worth, before it is made. */
export interface TestValue {
  readonly channel: string;
  /** Spend under test ÷ usual spend: 0 goes dark. */
  readonly factor: number;
  readonly periods: number;
  /** Money that the test spends more (or less) than usual. */
  readonly money: number;
  /** What the model expects it to measure, and with what standard error, KPI units. */
  readonly effect: Summary;
  readonly sd: number;
  /** Standard deviation of the channel's ROI now, and expected after the test. */
  readonly roiSd: number;
  readonly roiSdAfter: number;
  /** 1 − roiSdAfter ÷ roiSd. */
  readonly reduction: number;
  /** By how much the loss of a wrong budget is expected to fall, money (or KPI units where they have no value). */
  readonly gain: number;
}

export interface TestValues {
  readonly kpi: string;
  /**
   * Expected value of perfect information for the budget: mean over draws of (best spread for that draw − the spread that
   * is best on average), same total as the history, every channel between `least` and `most` times its own.
   */
  readonly loss: number;
  readonly least: number;
  readonly most: number;
  /** The test that helps the budget most first. */
  readonly tests: readonly TestValue[];
}

export const testDesigns: readonly TestDesign[] = [
  { factor: 0, periods: 4 },
  { factor: 1.5, periods: 4 },
];
const multiples: readonly number[] = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5];
/** Draws of the posterior, and outcomes imagined per test. */
const drawsUsed = 500;
const outcomes = 200;
/** Draws whose own best spread is worked out. */
const perfectDraws = 200;

/**
 * Preposterior analysis (Raiffa & Schlaifer 1961) by nested reweighting of the posterior draws. A test of channel c in
 * design k would measure y = e_d + s·z: e_d the effect in draw d, s its standard error, z normal. For each imagined y the
 * draws get the weights w_d ∝ exp(−(y − e_d)² ÷ 2s²), and
 *
 *     spread after = mean over y of the weighted standard deviation of ROI_c
 *     gain         = mean over y of [ max_a Σ_c E_w V_c(a_c) − Σ_c E_w V_c(a*_c) ],   a* the best spread without a test
 *
 * with V_c(m) the value of the channel's history at m times its spend. The second is the expected value of sample
 * information for the budget; it lies between 0 and `loss`. Of the first KPI; null for panels, where it is not computed.
 */
export function valueOfTests(fitted: SampledModel): TestValues | null {
  const kpi = fitted.spec.kpis[0]?.id;
  if (kpi === undefined || fitted.panel.groups.length > 1) return null;
  const scenarios = spendScenarios(fitted, kpi, multiples, testDesigns, drawsUsed);
  const channels = scenarios.channels.filter(({ spend }) => spend > 0);
  if (channels.length === 0) return null;
  const { draws } = scenarios;
  const even = new Float64Array(draws).fill(1 / draws);
  const prior = best(channels, even);
  const random = randomStream(fitted.seed, 'value of tests', kpi);
  const tests = channels.flatMap((channel) =>
    testDesigns.map((design, k) => {
      const { effect, money } = channel.tests[k]!;
      const sd = scenarios.noise[k]!;
      const expected = expectedAfter(channels, channel, effect, sd, prior, random);
      const roiSd = weightedSd(channel.roi, even);
      return {
        channel: channel.id,
        factor: design.factor,
        periods: design.periods,
        money,
        effect: summarise(effect),
        sd,
        roiSd,
        roiSdAfter: expected.roiSd,
        reduction: roiSd > 0 ? Math.max(0, 1 - expected.roiSd / roiSd) : 0,
        gain: expected.gain,
      };
    }),
  );
  return {
    kpi,
    loss: perfectInformation(channels, prior, draws),
    least: multiples[0]!,
    most: multiples.at(-1)!,
    tests: tests.sort((a, b) => b.gain - a.gain || b.reduction - a.reduction),
  };
}

/** A spread as money per channel, and its value under the weights it was found with. */
interface Spread {
  readonly spend: Float64Array;
  readonly value: number;
}

function expectedAfter(
  channels: readonly ChannelScenarios[],
  tested: ChannelScenarios,
  effect: Float64Array,
  sd: number,
  prior: Spread,
  random: RandomStream,
): { readonly roiSd: number; readonly gain: number } {
  const draws = effect.length;
  // Every draw is as likely to be the truth, and every part of the noise: both are taken evenly, in an order of chance.
  const order = random.permutation(outcomes);
  let roiSd = 0;
  let gain = 0;
  for (let i = 0; i < outcomes; i++) {
    const truth = effect[Math.floor(((i + random.uniform()) * draws) / outcomes)]!;
    const y = truth + sd * normalQuantile((order[i]! + random.uniform()) / outcomes);
    const weights = weightsGiven(y, effect, sd);
    roiSd += weightedSd(tested.roi, weights) / outcomes;
    const curves = meanCurves(channels, weights);
    const after = bestOf(channels, curves);
    gain += Math.max(0, after.value - valueOf(channels, curves, prior.spend)) / outcomes;
  }
  return { roiSd, gain };
}

/** w_d ∝ exp(−(y − e_d)² ÷ 2s²), summing to 1. */
export function weightsGiven(y: number, effect: Float64Array, sd: number): Float64Array {
  const logs = effect.map((e) => -0.5 * ((y - e) / sd) ** 2);
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  const raw = logs.map((log) => Math.exp(log - most));
  const total = raw.reduce((a, b) => a + b, 0);
  return raw.map((weight) => weight / total);
}

export function weightedSd(values: Float64Array, weights: Float64Array): number {
  let mean = 0;
  for (let d = 0; d < values.length; d++) mean += weights[d]! * values[d]!;
  let variance = 0;
  for (let d = 0; d < values.length; d++) variance += weights[d]! * (values[d]! - mean) ** 2;
  return Math.sqrt(variance);
}

type Curve = ReturnType<typeof curveOf>;

function curveOf({ spend }: ChannelScenarios, y: Float64Array) {
  return { x: Float64Array.from(multiples, (multiple) => multiple * spend), y };
}

function meanCurves(channels: readonly ChannelScenarios[], weights: Float64Array): Curve[] {
  return channels.map((channel) =>
    curveOf(
      channel,
      Float64Array.from(channel.values, (values) => {
        let mean = 0;
        for (let d = 0; d < values.length; d++) mean += weights[d]! * values[d]!;
        return mean;
      }),
    ),
  );
}

const totalSpend = (channels: readonly ChannelScenarios[]): number =>
  channels.reduce((sum, { spend }) => sum + spend, 0);

function best(channels: readonly ChannelScenarios[], weights: Float64Array): Spread {
  return bestOf(channels, meanCurves(channels, weights));
}

function bestOf(channels: readonly ChannelScenarios[], curves: readonly Curve[]): Spread {
  const found = allocate(curves, totalSpend(channels), { spendAll: true, tolerance: 1e-6 });
  // The history itself keeps every bound, so that there is always a spread.
  if (found === null) throw new RangeError('no spread of the historical total keeps the bounds');
  return { spend: found.spend, value: found.objective };
}

function valueOf(channels: readonly ChannelScenarios[], curves: readonly Curve[], spend: Float64Array): number {
  return channels.reduce((sum, _, c) => sum + interpolated(curves[c]!, spend[c]!), 0);
}

function interpolated({ x, y }: Curve, at: number): number {
  const last = x.length - 1;
  let i = 1;
  while (i < last && x[i]! < at) i++;
  const share = Math.min(1, Math.max(0, (at - x[i - 1]!) / (x[i]! - x[i - 1]!)));
  return y[i - 1]! + share * (y[i]! - y[i - 1]!);
}

function perfectInformation(channels: readonly ChannelScenarios[], prior: Spread, draws: number): number {
  const used = Math.min(perfectDraws, draws);
  let loss = 0;
  for (let d = 0; d < used; d++) {
    const curves = channels.map((channel) =>
      curveOf(
        channel,
        Float64Array.from(channel.values, (values) => values[d]!),
      ),
    );
    loss += Math.max(0, bestOf(channels, curves).value - valueOf(channels, curves, prior.spend)) / used;
  }
  return loss;
}
