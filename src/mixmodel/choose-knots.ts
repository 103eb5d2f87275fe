import type { Grain, Panel } from '../data/index.js';
import { findModes } from '../inference/index.js';
import { compileTarget } from './density.js';
import { firstKpiRow } from './kpi-window.js';
import type { KnotChoice, ModelSpec } from './model-spec.js';
import { scalesOf } from './scales.js';
import { searchStarts } from './search-starts.js';

/** Periods between knots that are tried: from about six weeks to two years. */
const candidates: Readonly<Record<Grain, readonly number[]>> = {
  daily: [42, 91, 182, 365, 730],
  weekly: [6, 13, 26, 52, 104],
  monthly: [3, 6, 12, 24],
  quarterly: [2, 4, 8],
};

/** Starts of the mode search of each candidate. */
const searches = 3;

/**
 * Places the knots of a trend `at: auto`: of a few spacings the one with the largest evidence, the likelihood of the
 * data with everything else integrated out, by Laplace's approximation at the mode (Kass & Raftery 1995, eq. 1):
 *
 *     log p(y) ≈ log p(y, θ̂) + ½ d log 2π + ½ log |Σ|,   Σ the inverse Hessian at the mode θ̂
 *
 * The prior of a step is that of the file at every spacing. Several KPIs share one choice: their evidence adds up. Any
 * other model comes back as it is.
 */
export function withChosenKnots(spec: ModelSpec, panel: Panel): ModelSpec {
  const { trend } = spec.baseline;
  if (trend.kind !== 'knots' || !('at' in trend) || trend.at !== 'auto') return spec;
  const span = panel.periods.length - 1 - firstKpiRow(panel);
  const possible = candidates[panel.grain].filter((every) => every <= span);
  const tried = possible.length > 0 ? possible : [Math.max(1, span)];
  const placed = (every: number): ModelSpec => ({
    ...spec,
    baseline: { ...spec.baseline, trend: { ...trend, at: 'auto', every } },
  });
  const figures = tried.map((every) => {
    const knots = Math.max(1, Math.ceil(span / every)) + 1;
    return { every, knots, logEvidence: logEvidence(placed(every), panel) };
  });
  const best = figures.reduce((a, b) => (b.logEvidence > a.logEvidence ? b : a));
  const choice: KnotChoice = { every: best.every, tried: figures };
  return { ...spec, baseline: { ...spec.baseline, trend: { ...trend, at: 'auto', every: best.every, choice } } };
}

/** Back to `at: auto`, for a refit on other rows that must choose for itself. */
export function withKnotsToChoose(spec: ModelSpec): ModelSpec {
  const { trend } = spec.baseline;
  if (trend.kind !== 'knots' || !('at' in trend) || trend.at !== 'auto') return spec;
  const { every: _every, choice: _choice, ...open } = trend;
  return { ...spec, baseline: { ...spec.baseline, trend: open } };
}

function logEvidence(spec: ModelSpec, panel: Panel): number {
  const scales = scalesOf(spec, panel);
  return spec.kpis.reduce((sum, { id }) => {
    const compiled = compileTarget(spec, panel, scales, id);
    const { target } = compiled;
    const { dimension } = target;
    const { modes } = findModes(target, { starts: searchStarts(compiled, searches, spec.fit.seed) });
    const { logDensity, metric } = modes[0]!;
    let logVolume = 0.5 * dimension * Math.log(2 * Math.PI);
    for (let i = 0; i < dimension; i++) logVolume += Math.log(metric.factor[i * dimension + i]!);
    return sum + logDensity + logVolume;
  }, 0);
}
