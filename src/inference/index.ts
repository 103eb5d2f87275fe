/** Samplers, optimisers and diagnostics for any smooth density. Knows no marketing; usable alone. */
export { keyOf, extendKey, type Key, type KeyPart } from './key-hash.js';
export {
  keyedNormal,
  keyedUniform,
  randomStream,
  resumeStream,
  type RandomState,
  type RandomStream,
} from './random.js';
export { erf, logNormalCdf, logNormalCdfSlope, logNormalDensity, normalCdf, normalQuantile } from './normal.js';
export { digamma } from './digamma.js';
export { logGamma } from './log-gamma.js';
export { gammaCdf, gammaQuantile, gammaUpperTail, logGammaDensity } from './gamma-distribution.js';
export { betaCdf, betaQuantile, betaUpperTail, logBetaDensity } from './beta-distribution.js';
export { logStudentTDensity, studentTCdf, studentTQuantile } from './student-t.js';
export type { Target } from './target.js';
export * from './linear-algebra.js';
export { metricFromCovariance, unitMetric, type Metric } from './metric.js';
export { searchMode, type ModeSearch, type SearchOptions } from './search-mode.js';
export {
  distinctModes,
  findMode,
  findModes,
  scatterStarts,
  withLaplaceMetric,
  type FindModeOptions,
  type FindModesOptions,
  type Mode,
} from './find-mode.js';
export { withMetric, type ChainState } from './chain-state.js';
export { startChain, type StartOptions } from './start-chain.js';
export { advance, draw, type AdvanceOptions, type DrawnBlock, type DrawStats } from './advance.js';
export { poolMetric } from './pool-metric.js';
export { quantityOf, splitChains, type Draws } from './draws.js';
export { quantileOfSorted, quantiles } from './quantiles.js';
export { bulkEss, meanEss, quantileEss, tailEss } from './effective-sample-size.js';
export { rhat } from './rhat.js';
export { meanError, quantileError } from './monte-carlo-error.js';
export { energyBfmi } from './energy-bfmi.js';
export { binomialQuantile } from './binomial.js';
export { rankHistogram, type RankHistogram } from './rank-histogram.js';
export {
  convergence,
  summarise,
  summariseQuantity,
  summary,
  type Convergence,
  type QuantitySummary,
  type Summary,
} from './summarise.js';
export { checkGate, meetsThresholds, type GateOptions, type GateReport, type GateThresholds } from './gate.js';
export { collectDraws } from './collect-draws.js';
export {
  sampleNuts,
  type DerivedQuantities,
  type DrawUntil,
  type SampleDiagnostics,
  type SampleOptions,
  type SampleResult,
  type WarmUp,
} from './sample-nuts.js';
export { checkGradient, type GradientCheck } from './finite-differences.js';
