import { attributeToBuys, summarise } from '../evaluate/index.js';
import { aggregation } from '../forecast/outcome.js';
import { wholeCents } from '../line-money.js';
import type { FlowRow, PlanLine } from '../plan.js';
import { toCents } from '../resolve/problem.js';
import { primaryMarket, type Evaluated } from './evaluated.js';

/** `(window)` money of one line by period in whole cents, adding up to the line's money. */
export function moneyByPeriod(amount: number, shares: Float64Array): Float64Array {
  return wholeCents(shares.map((share) => share * amount));
}

/** The flowchart: a row per line, even where nothing is bought, so that a decision for zero can be seen. */
export function flowRows({ problem, money }: Evaluated): FlowRow[] {
  return problem.channels.flatMap((channel, c) =>
    channel.lines.map((line, i) => ({
      channel: channel.id,
      label: channel.label,
      campaign: line.campaign,
      region: line.region,
      audience: line.audience,
      locked: line.locked,
      total: toCents(money[c]![i]!),
      spend: [...moneyByPeriod(money[c]![i]!, line.shares)],
    })),
  );
}

/**
 * Every buy with the whole effect that its media cause. Within a channel the effect follows the media: lines of a
 * channel that has several are split by their share of it, and say so.
 */
export function lineRows(evaluated: Evaluated): PlanLine[] {
  const { problem, money, plan } = evaluated;
  const { market } = primaryMarket(evaluated);
  const { window } = problem.timeline;
  const factor = aggregation(market, window.length);
  const effects = plan.effects.get(market.kpi.id)!;
  const nothing = summarise(new Float64Array(market.draws));
  return problem.channels.flatMap((channel, c) => {
    const buy = plan.buys[c]!;
    const path = effects.paths[c]!;
    const byBuy = path === null ? null : attributeToBuys(path, buy.money, buy.media, effects.channels[c]!);
    return channel.lines.flatMap((line, i) => {
      const spend = moneyByPeriod(money[c]![i]!, line.shares);
      return window.map((period, t): PlanLine => {
        const units = money[c]![i]! * line.shares[t]! * line.unitsPerMoney[t]!;
        const share = buy.media[t]! > 0 ? (factor * units) / buy.media[t]! : 0;
        const cells = share === 0 || byBuy === null ? null : byBuy.subarray(t * market.draws, (t + 1) * market.draws);
        return {
          channel: channel.id,
          campaign: line.campaign,
          region: line.region,
          audience: line.audience,
          period: period.label,
          spend: spend[t]!,
          units: channel.mediaIsSpend ? null : units,
          incremental: cells === null ? nothing : summarise(cells.map((value) => share * value)),
          mark: channel.lines.length === 1 ? 'modelled' : 'allocated',
        };
      });
    });
  });
}
