import type { Panel } from '../data/index.js';
import { kpiWindow } from './kpi-window.js';
import type { Prior } from './model-spec.js';

/** Mean and sd of the share of the KPI that all paid media explain: `p_mean`, `p_sd` of Google Meridian 1.3. */
export const commonMediaShare = { mean: 0.4, sd: 0.2 } as const;

type LogNormal = Extract<Prior, { family: 'lognormal' }>;

/**
 * The prior of Google Meridian 1.3 for a KPI without a value in money: one prior for all channels on their return in
 * KPI units per unit of money, log-normal, such that Σ_c return_c · spend_c with independent returns has mean 0.4 and
 * sd 0.2 of the KPI's total K: mean 0.4 · K ÷ Σ spend_c, sd 0.2 · K ÷ √Σ spend_c². Spend and K are summed over the KPI
 * window and all groups.
 * @returns null where nothing was spent or the KPI has no positive total
 */
export function commonMediaPrior(panel: Panel, kpiId: string): LogNormal | null {
  const kpi = panel.kpis.find(({ id }) => id === kpiId);
  if (kpi === undefined) throw new RangeError(`unknown KPI: ${kpiId}`);
  const { from, to } = kpiWindow(panel);
  const periods = panel.periods.length;
  const totalOf = (values: Float64Array): number => {
    let total = 0;
    for (let row = 0; row < values.length; row++) {
      const t = row % periods;
      if (t >= from && t < to && Number.isFinite(values[row])) total += values[row]!;
    }
    return total;
  };
  const kpiTotal = totalOf(kpi.values);
  const spends = panel.channels.map(({ spend }) => totalOf(spend));
  const spend = spends.reduce((sum, own) => sum + own, 0);
  if (!(kpiTotal > 0 && spend > 0)) return null;
  const mean = (commonMediaShare.mean * kpiTotal) / spend;
  const sd = (commonMediaShare.sd * kpiTotal) / Math.hypot(...spends);
  // Of a log-normal variable with this mean and sd.
  const variance = Math.log1p((sd / mean) ** 2);
  return { family: 'lognormal', mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance), shift: 0 };
}
