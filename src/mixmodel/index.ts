/** The regression: transforms, priors, density and gradient, fit, and what a fitted model can answer. */
export type * from './fitted-model.js';
export type * from './model-spec.js';
export { fitModel, type FitOptions, type SampledModel } from './fit.js';
export type { FitProgress } from './fit-kpi.js';
export type { FitPreview } from './fit-preview.js';
export { chainCommandExecutor, inThreadRunner } from './in-thread-runner.js';
export type { ChainCommand, ChainReplies, ChainRunner, RecordedBlock, ReplyTo } from './chain-command.js';
export { withChosenKnots } from './choose-knots.js';
export { compileTarget, type CompiledTarget } from './density.js';
export { commonMediaPrior } from './common-media-prior.js';
export { hasTotal, mediaTotalPrior } from './media-total-term.js';
export { faultsAgainstData } from './faults-against-data.js';
export { kernelName, type KernelName } from './kernels/kernel-space.js';
export { scalesOf } from './scales.js';
export { fixedValue, priorDensity, priorSupport, type PriorDensity, type Support } from './priors.js';
export { isStretchable, stretchable } from './treatment-prior.js';
export { priorAtScore, priorQuantile, samplePrior } from './prior-quantile.js';
export { firstKpiRow, kpiWindow } from './kpi-window.js';
export { likelihoodRows, openingRows } from './media-history.js';
export { adstockDecay, adstockGain, adstockLags, geometricAdstock } from './adstock.js';
export type { AdstockForm } from './lag-weights.js';
export { shapeNames, shapeParameters, type MediaShape, type ShapeName } from './media-shape.js';
export { saturate } from './saturation.js';
export {
  averageActive,
  curveMultiples,
  steadyStateEffect,
  type MediaLevel,
  type MediaParameters,
} from './media-curve.js';
export { dataRows, linearDesign, type LinearDesign, type LinearTerm, type RegressorRows } from './linear-design.js';
export { mediaResponse, mediaResponses, responseAtDraws, type MediaResponse } from './media-response.js';
export { allRows, drawColumn, drawCount, kpiOf, type FittedDraws } from './draw-columns.js';
export { planningDrawCount, planningDraws } from './planning-draws.js';
export { baselinePaths, type BaselineComponent, type BaselineOptions, type BaselinePaths } from './baseline.js';
export { keyedNoise, type NoiseOptions } from './keyed-noise.js';
export { assess } from './assess.js';
export { groupView } from './group-view.js';
export { summaryNames } from './fitted-model.js';
export {
  parameterDetail,
  parameterFigures,
  priorSummary,
  type ParameterDetail,
  type ParameterFigure,
} from './parameter-figures.js';
export { holdoutByOrigin, type OriginScore } from './holdout-by-origin.js';
export { holdoutOrigins, holdoutPlaceholder, type HoldoutOrigin } from './holdout-origins.js';
export { hasDemandControl } from './review-demand.js';
export { reviewThresholds } from './review-thresholds.js';
export { computeHoldout, type HoldoutOptions } from './holdout.js';
export { computeCalibration, type Calibration, type RefitOptions } from './calibration.js';
export { computeRefresh, scaleFigures, type Refresh, type RefreshStep } from './refresh.js';
export type { Restatement } from './restated.js';
export { spendScenarios, type ChannelScenarios, type SpendScenarios, type TestDesign } from './spend-scenarios.js';
