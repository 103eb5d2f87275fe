import type { Period } from '../data/index.js';
import { randomStream } from '../inference/index.js';
import type { Market } from './market.js';
import type { MarketGroup } from './market-groups.js';
import type { SpendPath } from './spend-paths.js';
import { effectOf, type TrueChannel } from './true-response.js';

/** One experiment beside the data: a second, undisturbed look at the same market, with a known error. */
export interface LiftTest {
  readonly channel: string;
  /** null: in every group. */
  readonly region: string | null;
  readonly from: Period;
  readonly to: Period;
  /** Spend of the counterfactual as share of the actual. */
  readonly spendFactor: number;
  /** KPI units through the end of the test: measured, and as it is. */
  readonly measured: number;
  readonly sd: number;
  readonly truth: number;
}

/** Share of the money under test that sets the error of a channel without effect. */
const nullEffectScale = 0.5;

export function drawLiftTests(
  market: Market,
  groups: readonly MarketGroup[],
  channels: readonly TrueChannel[],
  media: readonly SpendPath[],
  periods: readonly Period[],
  seed: number,
): LiftTest[] {
  return market.liftTests.flatMap((test, index) => {
    const at = market.channels.findIndex((channel) => channel.id === test.channel);
    const path = media[at];
    const channel = channels[at];
    if (!path || !channel) throw new RangeError(`lift test of an unknown channel: ${test.channel}`);
    const tested = groups.flatMap(({ id }, g) => (test.region === null || test.region === id ? [g] : []));
    const pathOf = (values: Float64Array, g: number) => values.subarray(g * periods.length, (g + 1) * periods.length);
    // There is nothing to switch off in a dark period: the test waits for the next flight, or is not held.
    const start = periods.findIndex((_, t) => t >= test.start && tested.some((g) => pathOf(path.media, g)[t]! > 0));
    if (start < 0) return [];
    const end = Math.min(start + test.periods, periods.length);
    let truth = 0;
    let money = 0;
    for (const g of tested) {
      const media = pathOf(path.media, g);
      const without = media.map((units, t) => (t >= start && t < end ? units * test.spendFactor : units));
      const factual = effectOf(channel, media, g);
      const counterfactual = effectOf(channel, without, g);
      for (let t = start; t < end; t++) {
        truth += factual[t]! - counterfactual[t]!;
        money += pathOf(path.spend, g)[t]! * (1 - test.spendFactor);
      }
    }
    const sd =
      test.relativeError * Math.max(Math.abs(truth), nullEffectScale * (money / (market.kpi.valuePerUnit ?? 1)));
    const error = randomStream(seed, 'lift test', test.channel, index).normal();
    return [
      {
        channel: test.channel,
        region: test.region,
        from: periods[start]!,
        to: periods[end - 1]!,
        spendFactor: test.spendFactor,
        measured: truth + sd * error,
        sd,
        truth,
      },
    ];
  });
}
