import { quantiles } from '../inference/index.js';
import type { KpiEvidence } from './assess-evidence.js';
import { allRows, drawColumn } from './draw-columns.js';
import type { Review } from './fitted-model.js';
import { adstockParameters } from './media-shape.js';
import { hasDemandControl } from './review-demand.js';
import { halvesDistance } from './review-halves.js';
import { isAlwaysOn, swallowedShare } from './review-swallow.js';
import { reviewThresholds as limits } from './review-thresholds.js';

/** Reviews of one channel; only those that crossed their threshold. */
export function channelReviews(evidence: KpiEvidence, index: number): Review[] {
  const { context, channels } = evidence;
  const medium = channels[index]!;
  const reviews: Review[] = [];
  const add = (code: string, value: number, threshold: number): void => {
    reviews.push({ code, severity: 'review', kpi: context.kpi.id, subject: medium.id, value, threshold });
  };

  const negative = negativeShare(context, medium.id);
  if (negative > limits.negativeEffect) add('negative_effect', negative, limits.negativeEffect);

  const distance = halvesDistance(evidence, index);
  if (distance !== null && distance > limits.halvesDistance) add('unstable_effect', distance, limits.halvesDistance);

  const half = halfSaturationShare(evidence, index);
  if (half !== null && half < limits.halfSaturation) add('half_below_data', half, limits.halfSaturation);

  const flat = alwaysOnVariation(evidence, index);
  if (flat !== null && flat < limits.flatVariation) add('flat_always_on', flat, limits.flatVariation);

  const swallowed = swallowedShare(evidence, index);
  if (swallowed !== null && swallowed > limits.swallowed) add('baseline_swallows', swallowed, limits.swallowed);

  if (context.spec.channels[index]!.demandDriven && !hasDemandControl(context.spec)) {
    add('demand_without_control', 0, 1);
  }
  return reviews;
}

/** Probability of a negative effect; of several groups, in the one where it is largest. */
function negativeShare({ fitted, panel }: KpiEvidence['context'], id: string): number {
  const names = panel.groups.length === 1 ? [id] : panel.groups.map((group) => `${id}@${group}`);
  const shares = names.map((name) => {
    const coefficients = drawColumn(fitted, `coefficient[${name}]`, allRows(fitted));
    return coefficients.filter((b) => b < 0).length / Math.max(1, coefficients.length);
  });
  return Math.max(...shares);
}

/** Typical half-saturation ÷ 5 % quantile of what saturates over the window; null where nothing does. */
function halfSaturationShare(
  { channels, typicalParameters, typicalInputs }: KpiEvidence,
  index: number,
): number | null {
  const medium = channels[index]!;
  const parameters = typicalParameters[index]!;
  const { kind } = medium.spec.saturation;
  if (kind === 'none') return null;
  const first = parameters.shape[adstockParameters(medium.spec.adstock).length]!;
  // tanh(λu/2) = ½ at u = ln 3 ÷ λ.
  const half = kind === 'hill' ? first : Math.log(3) / first;
  const [low] = quantiles(typicalInputs[index]!, [0.05]);
  return low! > 0 ? half / low! : null;
}

/** Coefficient of variation of the saturated path of an always-on channel; null for any other. */
function alwaysOnVariation(evidence: KpiEvidence, index: number): number | null {
  if (!isAlwaysOn(evidence, index)) return null;
  const { typicalPaths } = evidence;
  const path = typicalPaths[index]!;
  const mean = path.reduce((sum, value) => sum + value, 0) / path.length;
  const variance = path.reduce((sum, value) => sum + (value - mean) ** 2, 0) / path.length;
  return mean > 0 ? Math.sqrt(variance) / mean : null;
}
