import { carryInOf, mediaHistory } from '../channel-model.js';
import { effectByPeriod, preparePath, type CarryIn, type PreparedPath } from '../evaluate/index.js';
import type { Problem } from '../resolve/problem.js';
import type { Market } from './market.js';

/** Money and media of one channel under a plan. */
export interface ChannelBuy {
  readonly money: number;
  /** `(window)` media. */
  readonly media: Float64Array;
}

/** What a plan's media cause, for one KPI. `(window + run-out × draws)` throughout. */
export interface MediaEffect {
  /** By channel. */
  readonly channels: readonly Float64Array[];
  /** By channel; null where nothing is bought. */
  readonly paths: readonly (PreparedPath | null)[];
  /** Sum over channels. */
  readonly total: Float64Array;
}

/** What media from before the window still do, by channel. */
export function carryInsOf(problem: Problem, market: Market): readonly CarryIn[] {
  const { window, runOut } = problem.timeline;
  return problem.channels.map((channel, c) => {
    const response = market.responses[c]!;
    return carryInOf(mediaHistory(channel, response), response, window.length, runOut.length);
  });
}

/** Media of the plan's money, at the lines' prices. */
export function buysOfLines(problem: Problem, money: readonly Float64Array[]): ChannelBuy[] {
  return problem.channels.map((channel, c) => {
    const amounts = money[c]!;
    const media = new Float64Array(channel.referenceSpend.length);
    channel.lines.forEach(({ shares, unitsPerMoney }, i) => {
      for (let t = 0; t < media.length; t++) media[t]! += amounts[i]! * shares[t]! * unitsPerMoney[t]!;
    });
    return { money: amounts.reduce((a, b) => a + b, 0), media };
  });
}

/** Media of the reference money, at the same prices. */
export function buysOfReference(problem: Problem): ChannelBuy[] {
  return problem.channels.map(({ referenceSpend, unitsPerMoney }) => ({
    money: referenceSpend.reduce((a, b) => a + b, 0),
    media: referenceSpend.map((spend, t) => spend * unitsPerMoney[t]!),
  }));
}

/** model(history + plan) − model(history), channel by channel. */
export function mediaEffect(carryIns: readonly CarryIn[], buys: readonly ChannelBuy[]): MediaEffect {
  const size = carryIns[0]?.effect.length ?? 0;
  const total = new Float64Array(size);
  const paths = buys.map(({ money, media }, c) => {
    if (!(money > 0)) return null;
    const fixed = new Float64Array(media.length);
    return preparePath(carryIns[c]!, { fixed, perMoney: media.map((units) => units / money) });
  });
  const channels = paths.map((path, c) => {
    const effect = path === null ? new Float64Array(size) : effectByPeriod(path, buys[c]!.money);
    for (let cell = 0; cell < size; cell++) total[cell]! += effect[cell]!;
    return effect;
  });
  return { channels, paths, total };
}
