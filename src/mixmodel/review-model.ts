import type { KpiEvidence } from './assess-evidence.js';
import { explainedShare } from './assess-explained.js';
import type { Review } from './fitted-model.js';
import { levelBreak } from './review-break.js';
import { priorDrawCount } from './roi-prior.js';
import { reviewThresholds as limits } from './review-thresholds.js';

/** Reviews of the whole model of one KPI; only those that crossed their threshold. */
export function modelReviews(evidence: KpiEvidence): Review[] {
  const { context, figures } = evidence;
  const reviews: Review[] = [];
  const add = (
    code: string,
    severity: Review['severity'],
    value: number,
    threshold: number,
    subject: string | null = null,
  ): void => {
    reviews.push({ code, severity, kpi: context.kpi.id, subject, value, threshold });
  };

  const beyondAll = priorShareBeyondAll(evidence);
  if (beyondAll > limits.priorMediaShare) add('prior_media_share', 'review', beyondAll, limits.priorMediaShare);

  const baseline = (code: string, probability: number): void => {
    if (probability >= limits.negativeBaselineFail) add(code, 'fail', probability, limits.negativeBaselineFail);
    else if (probability >= limits.negativeBaseline) add(code, 'review', probability, limits.negativeBaseline);
  };
  baseline('negative_baseline', figures.baselineBelowZero);
  baseline('negative_baseline_quarter', figures.baselineBelowZeroInQuarter);

  const twoSided = figures.predictiveP.map((p) => 2 * Math.min(p, 1 - p));
  const outside = twoSided.filter((p) => p < 0.05).length / Math.max(1, twoSided.length);
  if (outside > limits.periodsOutside) add('periods_outside', 'review', outside, limits.periodsOutside);
  twoSided.forEach((p, index) => {
    if (p >= limits.periodP) return;
    const { periods, groups } = context.panel;
    const row = context.rows[index]!;
    const { label } = periods[row % periods.length]!;
    const group = groups.length > 1 ? ` ${groups[Math.floor(row / periods.length)]!}` : '';
    add('unlikely_period', 'note', p, limits.periodP, `${label}${group}`);
  });

  const jump = levelBreak(evidence);
  if (jump !== null && jump.statistic > limits.levelBreak) {
    add('level_break', 'fail', jump.statistic, limits.levelBreak, jump.period);
  }

  const lag = evidence.residualLag1;
  if (Math.abs(lag) > limits.residualLag1) add('residual_autocorrelation', 'review', lag, limits.residualLag1);

  const gain = explainedByMedia(evidence);
  if (gain !== null && gain < limits.mediaExplain) add('media_explain_little', 'review', gain, limits.mediaExplain);
  return reviews;
}

/** Probability, by the priors alone, that paid media together cause more than the whole KPI. */
function priorShareBeyondAll({ context, priors }: KpiEvidence): number {
  if (!(context.total > 0) || priors.length === 0) return 0;
  let beyond = 0;
  for (let d = 0; d < priorDrawCount; d++) {
    const caused = priors.reduce((sum, { counted }) => sum + counted[d]!, 0);
    if (caused > context.total) beyond += 1;
  }
  return beyond / priorDrawCount;
}

/**
 * Share of the KPI's variance explained with media less that without, each adjusted for its number of columns (by
 * least squares, media at their typical transforms); null where there are too few rows to say.
 */
function explainedByMedia({ context, linearColumns, typicalPaths }: KpiEvidence): number | null {
  const kpi = Float64Array.from(context.rows, (row) => context.kpi.values[row]!);
  const adjusted = (columns: readonly Float64Array[]): number | null => {
    const freedom = kpi.length - columns.length - 1;
    return freedom > 0 ? 1 - ((1 - explainedShare(columns, kpi)) * (kpi.length - 1)) / freedom : null;
  };
  const without = adjusted(linearColumns);
  const withMedia = adjusted([...linearColumns, ...typicalPaths]);
  return without === null || withMedia === null || typicalPaths.length === 0 ? null : withMedia - without;
}
