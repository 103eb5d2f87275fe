/** Climbs from one start to a mode of the density. */
import { dot } from './linear-algebra.js';
import { lineSearch, type LinePoint } from './line-search.js';
import type { Target } from './target.js';

export interface SearchOptions {
  /** Iterations at most. Default 500. */
  readonly maxIterations?: number;
  /** Stops when the remaining rise, estimated in nats as ½ gᵀHg, is below this. Default 1e-6. */
  readonly tolerance?: number;
  readonly signal?: AbortSignal;
}

export interface ModeSearch {
  /** Length n; the best point found, whether or not the search converged. */
  readonly position: Float64Array;
  readonly logDensity: number;
  readonly gradient: Float64Array;
  /** Rough standard deviations: roots of the diagonal of the inverse Hessian that the search has built up. Length n. */
  readonly scale: Float64Array;
  readonly gradients: number;
  readonly converged: boolean;
}

/** Pairs kept; more costs n flops each and saves gradients. */
const memory = 20;

/**
 * L-BFGS with a strong-Wolfe line search. Source: Nocedal & Wright (2006), algorithms 7.4 and 7.5.
 * Throws where the density is not finite at the start.
 */
export function searchMode(target: Target, initial: Float64Array, options: SearchOptions = {}): ModeSearch {
  const { maxIterations = 500, tolerance = 1e-6, signal } = options;
  const n = target.dimension;
  const objective = new Objective(target, initial);
  const pairs = new PairMemory(n);
  const direction = new Float64Array(n);
  /** The rise still expected when the line search last found nothing; null while it finds. */
  let missed: number | null = null;
  let converged = false;
  for (let iteration = 0; iteration < maxIterations && !converged; iteration++) {
    signal?.throwIfAborted();
    pairs.apply(objective.gradient, direction);
    const slope = -dot(objective.gradient, direction, n);
    // With no pairs yet the product says nothing about the rise that is left.
    if (slope === 0 || (pairs.count >= Math.min(n, 3) && -slope / 2 < tolerance)) {
      converged = true;
      break;
    }
    const first = pairs.count === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    const found = objective.search(direction, slope, first);
    if (found) {
      missed = null;
      pairs.add(objective.lastStep, objective.lastChange);
    } else if (pairs.count > 0) {
      missed = -slope / 2;
      pairs.clear();
    } else {
      // Nothing along the gradient itself either: the mode, if what was expected is near the limit of rounding.
      converged = missed !== null && missed < Math.max(tolerance, 1e-8 * Math.abs(objective.value));
      break;
    }
  }
  return {
    position: objective.position,
    logDensity: -objective.value,
    gradient: objective.gradient.map((g) => -g),
    scale: pairs.scale(),
    gradients: objective.gradients,
    converged,
  };
}

/** −log density, with the current point and the line through it. */
class Objective {
  readonly position: Float64Array;
  /** Gradient of −log density at the position. */
  readonly gradient: Float64Array;
  value: number;
  gradients = 1;
  readonly lastStep: Float64Array;
  readonly lastChange: Float64Array;
  private readonly trial: Float64Array;
  private readonly trialGradient: Float64Array;

  constructor(
    private readonly target: Target,
    initial: Float64Array,
  ) {
    const n = target.dimension;
    this.position = Float64Array.from(initial);
    this.gradient = new Float64Array(n);
    this.trial = new Float64Array(n);
    this.trialGradient = new Float64Array(n);
    this.lastStep = new Float64Array(n);
    this.lastChange = new Float64Array(n);
    this.value = -target.logDensityAndGradient(this.position, this.gradient);
    negate(this.gradient);
    if (!Number.isFinite(this.value) || !this.gradient.every(Number.isFinite)) {
      throw new RangeError('the mode search cannot start: the density is not finite there');
    }
  }

  /** Moves along −direction; false where nothing lower was found. */
  search(direction: Float64Array, slope: number, firstStep: number): boolean {
    const n = this.position.length;
    let evaluatedStep = 0;
    const evaluate = (step: number): LinePoint => {
      for (let i = 0; i < n; i++) this.trial[i] = this.position[i]! - step * direction[i]!;
      const value = -this.target.logDensityAndGradient(this.trial, this.trialGradient);
      negate(this.trialGradient);
      this.gradients++;
      evaluatedStep = step;
      return { step, value, slope: -dot(this.trialGradient, direction, n) };
    };
    const found = lineSearch({ step: 0, value: this.value, slope }, firstStep, evaluate);
    if (!found) return false;
    if (evaluatedStep !== found.step) evaluate(found.step);
    for (let i = 0; i < n; i++) {
      this.lastStep[i] = this.trial[i]! - this.position[i]!;
      this.lastChange[i] = this.trialGradient[i]! - this.gradient[i]!;
    }
    this.position.set(this.trial);
    this.gradient.set(this.trialGradient);
    this.value = found.value;
    return true;
  }
}

/** The last steps s and gradient changes y, which stand for an inverse Hessian H. */
class PairMemory {
  private steps: Float64Array[] = [];
  private changes: Float64Array[] = [];
  private products: number[] = [];
  private readonly weights = new Float64Array(memory);

  constructor(private readonly n: number) {}

  get count(): number {
    return this.steps.length;
  }

  clear(): void {
    this.steps = [];
    this.changes = [];
    this.products = [];
  }

  add(step: Float64Array, change: Float64Array): void {
    const product = dot(step, change, this.n);
    const lengths = Math.sqrt(dot(step, step, this.n) * dot(change, change, this.n));
    // Strong Wolfe steps have sᵀy > 0; rounding near the mode may not.
    if (!(product > 1e-10 * lengths && lengths < Infinity)) return;
    this.steps.push(Float64Array.from(step));
    this.changes.push(Float64Array.from(change));
    this.products.push(product);
    if (this.steps.length > memory) {
      this.steps.shift();
      this.changes.shift();
      this.products.shift();
    }
  }

  /** out = H g by the two-loop recursion; g itself while there are no pairs. */
  apply(gradient: Float64Array, out: Float64Array): void {
    const { n, steps, changes, products, weights } = this;
    out.set(gradient);
    for (let k = steps.length - 1; k >= 0; k--) {
      const weight = dot(steps[k]!, out, n) / products[k]!;
      weights[k] = weight;
      axpy(-weight, changes[k]!, out);
    }
    const last = steps.length - 1;
    if (last >= 0) {
      const factor = products[last]! / dot(changes[last]!, changes[last]!, n);
      for (let i = 0; i < n; i++) out[i] = out[i]! * factor;
    }
    for (let k = 0; k < steps.length; k++) {
      const correction = dot(changes[k]!, out, n) / products[k]!;
      axpy(weights[k]! - correction, steps[k]!, out);
    }
  }

  /** Roots of the diagonal of H. */
  scale(): Float64Array {
    const unit = new Float64Array(this.n);
    const column = new Float64Array(this.n);
    return Float64Array.from({ length: this.n }, (_, i) => {
      unit.fill(0);
      unit[i] = 1;
      this.apply(unit, column);
      const value = Math.sqrt(column[i]!);
      return value > 0 && Number.isFinite(value) ? value : 1;
    });
  }
}

function axpy(a: number, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = y[i]! + a * x[i]!;
}

function negate(x: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i] = -x[i]!;
}
