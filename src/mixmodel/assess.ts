import { assessKpi } from './assess-kpi.js';
import { assessPanelKpi } from './assess-panel.js';
import type { SampledModel } from './fit.js';
import type { Assessment } from './fitted-model.js';
import { holdoutPlaceholder } from './holdout-origins.js';

/**
 * What a fitted model says of itself: contributions, returns, curves, accuracy, reviews and grades of every KPI. Pure:
 * the same fit gives the same digits. The holdout is computed apart, since it fits again; until then it says so.
 */
export function assess(fitted: SampledModel): Assessment {
  const ofKpi = fitted.panel.groups.length === 1 ? assessKpi : assessPanelKpi;
  const kpis = fitted.spec.kpis.map(({ id }) => ofKpi(fitted, id));
  return {
    kpis: kpis.map(({ assessment }) => assessment),
    reviews: kpis.flatMap(({ reviews }) => reviews),
    holdout: holdoutPlaceholder(fitted.spec, fitted.panel),
  };
}
