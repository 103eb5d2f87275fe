import { parseIsoDay, periodsFrom, type Panel, type Period } from '../../data/index.js';
import type { PromoAssumption } from '../scenario.js';

/**
 * A treatment with the promotions that are assumed for it: every day of a promotion takes the value that the treatment
 * had on the matching day of the earlier one, the other days of a period keep theirs; the period has their mean.
 *
 * @param values `(periods)` by the stated future
 * @param known `(data)` of the same treatment and group
 */
export function withPromotions(
  values: Float64Array,
  promotions: readonly PromoAssumption[],
  treatment: string,
  known: Float64Array,
  periods: readonly Period[],
  panel: Pick<Panel, 'periods' | 'grain'>,
): Float64Array {
  const own = promotions.filter((promo) => promo.treatment === treatment);
  if (own.length === 0) return values;
  const origin = panel.periods[0]!;
  return values.map((value, t) => {
    const { start, end } = periods[t]!;
    let sum = 0;
    for (let day = start; day <= end; day++) {
      const promo = own.find(({ from, to }) => parseIsoDay(from)! <= day && day <= parseIsoDay(to)!);
      const then = promo === undefined ? null : parseIsoDay(promo.sameAs.from)! + day - parseIsoDay(promo.from)!;
      sum += then === null ? value : (known[periodsFrom(origin, panel.grain, then)] ?? value);
    }
    return sum / (end - start + 1);
  });
}
