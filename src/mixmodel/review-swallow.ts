import type { KpiEvidence } from './assess-evidence.js';
import type { LinearTerm } from './linear-design.js';
import { normalOf, regress } from './review-halves.js';
import { reviewThresholds as limits } from './review-thresholds.js';
import { typicalPrecision } from './typical-precision.js';

/** What of the design makes the baseline; controls and treatments are things that one can look at. */
const baselineKinds: ReadonlySet<LinearTerm['kind']> = new Set(['trend', 'knot', 'season', 'weekday', 'holiday']);

/** A prior that says nothing, in scaled KPI. */
const flat = { mean: 0, sd: 1e4 };

/**
 * How much of what the data could say of a channel its baseline takes away: 1 − I(with the baseline) ÷ I(without), I the
 * information about the channel's coefficient at typical transforms, 1 ÷ its variance in the regression of the KPI on
 * the channel and an intercept, beside the baseline's terms (with their priors, and the drifting level) or not. With
 * flat priors and independent noise this is R² of the channel's path on the baseline.
 * @returns null for a channel that is not always on, and for several groups (which differ in their media)
 */
export function swallowedShare(evidence: KpiEvidence, index: number): number | null {
  const { context, linearTerms, typicalPaths } = evidence;
  if (context.panel.groups.length > 1 || !isAlwaysOn(evidence, index)) return null;
  const path = typicalPaths[index]!;
  const terms = linearTerms.filter(({ kind }) => baselineKinds.has(kind));
  const one = new Float64Array(path.length).fill(1);
  const nothing = new Float64Array(path.length);
  const alone = regress([path, one], nothing, [flat, flat], typicalPrecision(context, false));
  const beside = regress(
    [path, one, ...terms.map(({ column }) => column)],
    nothing,
    [flat, flat, ...terms.map(({ prior }) => normalOf(prior))],
    typicalPrecision(context, true),
  );
  if (alone === null || beside === null) return null;
  const share = 1 - alone.covariance[0]! / beside.covariance[0]!;
  return Math.min(1, Math.max(0, share));
}

/** Whether a channel has media in nearly every period of the likelihood. */
export function isAlwaysOn({ context }: KpiEvidence, index: number): boolean {
  const { panel, rows, spec } = context;
  const { media } = panel.channels.find(({ id }) => id === spec.channels[index]!.id)!;
  const on = rows.reduce((count, row) => count + (media[row]! > 0 ? 1 : 0), 0) / Math.max(1, rows.length);
  return on >= limits.alwaysOn;
}
