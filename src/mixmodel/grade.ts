import { parseIsoDay } from '../data/index.js';
import { summary } from '../inference/index.js';
import type { KpiEvidence } from './assess-evidence.js';
import type { Grade, Review } from './fitted-model.js';
import { fixedValue } from './priors.js';
import { hasDemandControl } from './review-demand.js';
import { reviewThresholds } from './review-thresholds.js';

export interface Grading {
  readonly grade: Grade;
  /** Codes, see the catalogue `grade.<code>`: first what decided the grade. */
  readonly reasons: readonly string[];
}

/** Days for which a lift test counts as recent. */
const testFreshDays = 730;
/** What the data must have done to the prior's spread. */
const narrowed = 0.5;

/** Reviews of a channel that its own effect does not survive, whatever the spread says. */
const cappingReviews = new Set([
  'unstable_effect',
  'negative_effect',
  'half_below_data',
  'flat_always_on',
  'baseline_swallows',
]);

/**
 * Evidence grade of one channel. B: the spread of ROI at least halved against the prior, or its 90 % interval on one
 * side of break-even with its width halved, and the channel told apart from all other columns (R² < 0.9). A: as B, with
 * a lift test less than two years old. D: the effect is assumed. C: the rest; demand-driven channels without a demand
 * control or test; and everything under a failed review.
 * @param reviews of the whole model and of this channel
 */
export function gradeOf(
  evidence: KpiEvidence,
  index: number,
  collinearity: number,
  reviews: readonly Review[],
): Grading {
  const { context, figures, priors, channels } = evidence;
  const medium = channels[index]!;
  if (fixedValue(medium.effect.prior) !== null) return { grade: 'D', reasons: ['assumed'] };
  const test = liftTestAge(evidence, index);
  const posterior = figures.channels[index]!.roi;
  const prior = priors[index]!.roi;
  const halved = spreadRatio(posterior, prior) <= narrowed;
  const clear = context.inMoney && onOneSideOfBreakEven(posterior) && widthRatio(posterior, prior) <= narrowed;

  const against: string[] = [];
  const failed = reviews.filter(({ severity }) => severity === 'fail');
  if (failed.length > 0) against.push('review_failed');
  for (const { code } of reviews) if (cappingReviews.has(code)) against.push(code);
  if (context.spec.channels[index]!.demandDriven && !hasDemandControl(context.spec) && test === 'none') {
    against.push('demand_driven');
  }
  if (!halved && !clear) against.push('spread_not_halved');
  if (collinearity >= reviewThresholds.collinearity) against.push('collinear');
  if (against.length > 0) return { grade: 'C', reasons: against };

  const why = [...(halved ? ['spread_halved'] : []), ...(clear ? ['one_side_of_break_even'] : []), 'told_apart'];
  if (test === 'recent') return { grade: 'A', reasons: ['lift_test', ...why] };
  return { grade: 'B', reasons: [...why, test === 'old' ? 'lift_test_old' : 'no_lift_test'] };
}

/**
 * Spread of the posterior ÷ spread of the prior: standard deviations of log ROI, or where either reaches 0 or below
 * (normal coefficients) the widths of the 90 % intervals of ROI.
 */
export function spreadRatio(posterior: Float64Array, prior: Float64Array): number {
  const positive = (values: Float64Array): boolean => values.every((value) => value > 0);
  if (!positive(posterior) || !positive(prior)) return widthRatio(posterior, prior);
  return summary(posterior.map(Math.log)).sd / summary(prior.map(Math.log)).sd;
}

function widthRatio(posterior: Float64Array, prior: Float64Array): number {
  const width = (values: Float64Array): number => {
    const { p05, p95 } = summary(values);
    return p95 - p05;
  };
  return width(posterior) / width(prior);
}

function onOneSideOfBreakEven(roi: Float64Array): boolean {
  const { p05, p95 } = summary(roi);
  return p05 > 1 || p95 < 1;
}

function liftTestAge({ context, channels }: KpiEvidence, index: number): 'recent' | 'old' | 'none' {
  const { spec, panel, kpi } = context;
  const ends = spec.experiments
    .filter((test) => test.channel === channels[index]!.id && test.kpi === kpi.id)
    .flatMap((test) => parseIsoDay(test.end) ?? []);
  if (ends.length === 0) return 'none';
  return panel.periods.at(-1)!.end - Math.max(...ends) < testFreshDays ? 'recent' : 'old';
}
