import { mediaTotalPrior, priorSummary } from '../../mixmodel/index.js';
import type { KpiContext } from './context.js';

/** What the prior on the share of all paid media says and how it joins the others; null where there is none. */
export function mediaTotalNote({ fitted, kpi, assessed, words }: KpiContext): string | null {
  const prior = mediaTotalPrior(fitted.spec, kpi.id);
  if (prior === null) return null;
  const before = priorSummary(prior);
  return words.t('model.priors.media-total', {
    kpi: kpi.label,
    prior: `${words.percent(before.p50)} (${words.range(before, 'percent')})`,
    posterior: words.percent(1 - assessed.baselineShare.mean),
    ...words.width,
  });
}
