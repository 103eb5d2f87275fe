import { summary } from '../inference/index.js';
import type { KpiContext } from './assess-context.js';
import type { ReachAssessment } from './fitted-model.js';
import { adstockParameters } from './media-shape.js';
import type { SaturationSpec } from './model-spec.js';
import type { AssessedMedium } from './roi-medium.js';

/**
 * The frequency q ≥ 1 at which S(q) ÷ q is largest: for the same impressions, reach × S(frequency) is (impressions ÷ q)
 * S(q). Hill with slope s above 1: q = k (s − 1)^(1/s); everything concave falls from 1 on.
 * @param first half-saturation or rate
 */
export function optimalFrequency(kind: SaturationSpec['kind'], first: number, slope: number): number {
  if (kind !== 'hill' || slope <= 1) return 1;
  return Math.max(1, first * Math.pow(slope - 1, 1 / slope));
}

/** @param scale people per unit of scaled reach */
export function assessReach(context: KpiContext, medium: AssessedMedium, scale: number): ReachAssessment | null {
  const series = context.panel.channels.find(({ id }) => id === medium.id);
  const { reachCurve: curve } = medium;
  if (series?.frequency === undefined || curve === null) return null;
  const { adstock, saturation } = medium.spec;
  const first = adstockParameters(adstock).length;
  const best = Float64Array.from({ length: context.drawCount }, (_, d) => {
    const { shape } = medium.parametersOf(d);
    return optimalFrequency(saturation.kind, shape[first] ?? 1, shape[first + 1] ?? 1);
  });
  let people = 0;
  let impressions = 0;
  for (let row = context.window.from; row < context.window.to; row++) {
    people += series.media[row]!;
    impressions += series.media[row]! * series.frequency[row]!;
  }
  return {
    optimalFrequency: summary(best),
    seenFrequency: people > 0 ? impressions / people : 0,
    curve: { universe: curve.universe * scale, perImpression: curve.perImpression, rSquared: curve.rSquared },
  };
}
