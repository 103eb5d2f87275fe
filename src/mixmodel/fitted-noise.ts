import type { Summary } from '../inference/index.js';

/** The process beside the regression; null for what the model does not have. */
export interface NoiseAssessment {
  /** Correlation of the noise with that of the period before. */
  readonly correlation: Summary | null;
  /** Degrees of freedom of the Student t. */
  readonly df: Summary | null;
  /** Step of a drifting level per period, KPI units. */
  readonly stepSd: Summary | null;
}
