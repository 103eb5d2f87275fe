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
export { logGamma } from './log-gamma.js';
export { gammaCdf, gammaQuantile, gammaUpperTail, logGammaDensity } from './gamma-distribution.js';
export { betaCdf, betaQuantile, betaUpperTail, logBetaDensity } from './beta-distribution.js';
export { logStudentTDensity, studentTCdf, studentTQuantile } from './student-t.js';
export type { Target } from './target.js';
export * from './linear-algebra.js';
