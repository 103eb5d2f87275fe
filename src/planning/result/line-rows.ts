import { attributeToBuys, summarise } from '../evaluate/index.js';
import { aggregation } from '../forecast/outcome.js';
import { wholeCents } from '../line-money.js';
import type { FlowRow, PlanLine } from '../plan.js';
import { sumOf, toCents, type Problem } from '../resolve/problem.js';
import { primaryMarket, type Evaluated } from './evaluated.js';

/** `(window)` money of one line by period in whole cents, adding up to the line's money. */
export function moneyByPeriod(amount: number, shares: Float64Array): Float64Array {
  return wholeCents(shares.map((share) => share * amount));
}

/** The flowchart: a row per line, even where nothing is bought, so that a decision for zero can be seen. */
export function flowRows({ problem, money }: Evaluated): FlowRow[] {
  return problem.channels.flatMap((channel, c) =>
    channel.lines.map((line, i) => ({
      channel: channel.channel,
      label: channel.label,
      campaign: line.campaign,
      region: line.region ?? channel.region,
      audience: line.audience ?? channel.audience,
      locked: line.locked,
      total: toCents(money[c]![i]!),
      spend: [...moneyByPeriod(money[c]![i]!, line.shares)],
    })),
  );
}

/**
 * Every buy with the whole effect that its media cause, by group of the model. Within a cell the effect follows the
 * media: lines that share one are split by their share of it, and say so.
 */
export function lineRows(evaluated: Evaluated): PlanLine[] {
  const { problem, money, plan } = evaluated;
  const { market } = primaryMarket(evaluated);
  const { window } = problem.timeline;
  const factor = aggregation(market, window.length);
  const effects = plan.effects.get(market.kpi.id)!;
  const nothing = summarise(new Float64Array(market.draws));
  return problem.channels.flatMap((unit, u) => {
    const spendOf = unit.lines.map((line, i) => cellMoney(problem, u, i, moneyByPeriod(money[u]![i]!, line.shares)));
    const byBuy = unit.cells.map((at) => {
      const path = effects.paths[at]!;
      const { money: bought, media } = plan.buys[at]!;
      return path === null ? null : attributeToBuys(path, bought, media, effects.cells[at]!);
    });
    return unit.lines.flatMap((line, i) =>
      unit.cells.flatMap((at, k) => {
        const { group, lines } = problem.cells[at]!;
        const { shares, unitsPerMoney } = lines[i]!;
        if (unit.cells.length > 1 && shares.every((share) => share === 0)) return [];
        const address = problem.groups[group]!;
        return window.map((period, t): PlanLine => {
          const acting = money[u]![i]! * shares[t]! * unitsPerMoney[t]!;
          const bought = plan.buys[at]!.media[t]!;
          const share = bought > 0 ? (factor * acting) / bought : 0;
          const draws =
            share === 0 || byBuy[k] === null ? null : byBuy[k]!.subarray(t * market.draws, (t + 1) * market.draws);
          return {
            channel: unit.channel,
            campaign: line.campaign,
            region: line.region ?? address.region,
            audience: line.audience ?? address.audience,
            period: period.label,
            spend: spendOf[i]![k]![t]!,
            units: unit.mediaIsSpend ? null : acting / line.responseIndex,
            incremental: draws === null ? nothing : summarise(draws.map((value) => share * value)),
            mark: line.mark,
          };
        });
      }),
    );
  });
}

/** A line's money by cell and period in whole cents, adding up over cells to the line's in every period. */
export function cellMoney(problem: Problem, unit: number, line: number, byPeriod: Float64Array): Float64Array[] {
  const { cells } = problem.channels[unit]!;
  if (cells.length === 1) return [byPeriod];
  const out = cells.map(() => new Float64Array(byPeriod.length));
  byPeriod.forEach((money, t) => {
    const shares = Float64Array.from(cells, (at) => problem.cells[at]!.lines[line]!.shares[t]!);
    const whole = sumOf(shares);
    if (!(whole > 0)) return;
    wholeCents(shares.map((share) => (money * share) / whole)).forEach((cents, k) => (out[k]![t] = cents));
  });
  return out;
}
