/**
 * Step size by dual averaging. Source: Hoffman & Gelman (2014), algorithm 5, with the constants of Stan:
 * γ = 0.05, t₀ = 10, κ = 0.75.
 */
const gamma = 0.05;
const delay = 10;
const decay = 0.75;

/** Plain numbers, so that it travels with the chain's state. */
export interface StepAdaptation {
  /** Where log ε is drawn to: ten times the first step. */
  readonly anchor: number;
  readonly count: number;
  /** Running mean of target − acceptance. */
  readonly shortfall: number;
  readonly logStep: number;
  readonly logAverage: number;
}

export function startAdaptation(stepSize: number): StepAdaptation {
  const logStep = Math.log(stepSize);
  return { anchor: Math.log(10) + logStep, count: 0, shortfall: 0, logStep, logAverage: 0 };
}

/** After one trajectory with mean acceptance probability `acceptance`. */
export function adaptStep(state: StepAdaptation, acceptance: number, target: number): StepAdaptation {
  const count = state.count + 1;
  const weight = 1 / (count + delay);
  const shortfall = (1 - weight) * state.shortfall + weight * (target - acceptance);
  const logStep = state.anchor - (shortfall * Math.sqrt(count)) / gamma;
  const share = count ** -decay;
  const logAverage = share * logStep + (1 - share) * state.logAverage;
  return { anchor: state.anchor, count, shortfall, logStep, logAverage };
}

/** The step to keep when adaptation ends: the averaged one. */
export function adaptedStep(state: StepAdaptation): number {
  return Math.exp(state.count === 0 ? state.logStep : state.logAverage);
}
