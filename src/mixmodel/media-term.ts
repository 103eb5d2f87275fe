import { logNormalCdf, logNormalCdfSlope } from '../inference/index.js';
import { newCoordinatePoint, type Coordinate, type CoordinatePoint } from './coordinate-point.js';
import { coordinateOf } from './coordinate.js';
import { effectScale, type EffectScale } from './effect-scale.js';
import { plainSpace, type KernelSpace } from './kernels/kernel-space.js';
import { MediaPath } from './media-path.js';
import type { TransformedPath } from './panel-path.js';
import { shapeInBounds, shapeParameters, type ShapeName } from './media-shape.js';
import type { EffectSpec, MediaSpec, Prior } from './model-spec.js';
import { fixedValue, priorDensity, type PriorDensity } from './priors.js';
import { priorAtScore } from './prior-quantile.js';
import type { Frequency } from './saturation-first.js';
import { variationOf } from './variation.js';

/** What a media effect is measured by in the data of one KPI. */
export interface EffectMeasure {
  readonly effect: EffectSpec;
  /** `(periods)`: A = Σ weights · f; on `roi` value in money per scaled KPI, on `contribution` KPI units. */
  readonly totalWeights: Float64Array;
  /** K in b = θ · K ÷ A: spend over the KPI window (`roi`) or the KPI's total (`contribution`). */
  readonly totalSize: number;
  /**
   * On `marginal_roi`: the path with `share` more bought in every period of the window. A is then what that adds, per
   * share: Σ weights · (raised − f) ÷ share.
   */
  readonly raised?: { readonly path: MediaPath; readonly share: number } | undefined;
  /** Rows of the likelihood. */
  readonly rows: Int32Array;
  /** Upper guess of the variation of one channel's effect, in scaled KPI: scales the sampled coordinate. */
  readonly variationGuess: number;
}

/** One transform parameter: sampled at `index` of the position, or fixed (index −1). */
interface SampledShape {
  readonly name: ShapeName;
  readonly index: number;
  readonly coordinate: Coordinate | null;
  readonly point: CoordinatePoint;
}

/**
 * One channel's (or organic medium's) part of the density: from sampled coordinates to its path b · f, and back from
 * the gradient by the path to the gradient by the coordinates.
 */
export class MediaTerm {
  /** Names of the sampled coordinates, in order from `first`. */
  readonly sampled: readonly string[];
  readonly path: TransformedPath;
  /** Shape parameters of the last `forward`, aligned with `path.names`. */
  readonly shape: Float64Array;
  /** b of the last `forward`: scaled KPI per unit of saturated media. */
  coefficient = 0;
  /** The effect on the scale its prior is written on, of the last `forward`. */
  effect = 0;
  /** Set to d log likelihood/d coefficient and by shape by terms other than the path (lift tests), before `backward`. */
  extraCoefficient = 0;
  readonly extraShape: Float64Array;

  readonly scale: EffectScale;
  private readonly parameters: readonly SampledShape[];
  private readonly samplesShape: boolean;
  private readonly effectIndex: number;
  private readonly effectCoordinate: Coordinate | null;
  private readonly effectDensity: PriorDensity;
  private readonly effectPoint = newCoordinatePoint();
  private readonly weights: Float64Array;
  /** `(periods)`: d log density / df_t, scratch of `backward`. */
  private readonly pull: Float64Array;
  private readonly variationUnit: number;
  /** A or D of the last `forward`. */
  size = 1;

  constructor(
    readonly spec: MediaSpec,
    readonly measure: EffectMeasure,
    media: Float64Array,
    before: number,
    firstIndex: number,
    frequency: Frequency | null = null,
    space: KernelSpace = plainSpace,
    path: TransformedPath = new MediaPath(spec, media, before, frequency, space),
  ) {
    const names: string[] = [];
    this.parameters = shapeParameters(spec).map(({ name, prior }): SampledShape => {
      const point = newCoordinatePoint();
      const fixed = fixedValue(prior);
      point.value = fixed ?? 0;
      if (fixed !== null) return { name, index: -1, coordinate: null, point };
      names.push(`${name}[${spec.id}]`);
      return { name, index: firstIndex + names.length - 1, coordinate: coordinateOf(prior), point };
    });
    this.samplesShape = this.parameters.some(({ index }) => index >= 0);
    this.shape = new Float64Array(this.parameters.length);
    this.extraShape = new Float64Array(this.parameters.length);
    const { prior } = measure.effect;
    this.scale = effectScale(measure.effect);
    this.effectDensity = priorDensity(prior);
    const fixedEffect = fixedValue(prior);
    this.effectPoint.value = fixedEffect ?? 0;
    this.effectIndex = fixedEffect === null ? firstIndex + names.length : -1;
    const usesPriorCoordinate = this.scale === 'total' || this.scale === 'plain';
    this.effectCoordinate = fixedEffect === null && usesPriorCoordinate ? coordinateOf(prior) : null;
    if (fixedEffect === null) names.push(`effect[${spec.id}]`);
    this.sampled = names;
    this.path = path;
    this.pull = new Float64Array(path.f.length);
    this.weights = this.scale === 'total' ? measure.totalWeights : new Float64Array(path.f.length);
    this.variationUnit = this.unitOfVariation(prior);
  }

  /** Reads the coordinates, runs the path and sets `coefficient`; returns the log prior, −∞ outside the support. */
  forward(position: Float64Array): number {
    let logPrior = 0;
    for (const { index, coordinate, point } of this.parameters) {
      if (coordinate === null) continue;
      coordinate.at(position[index]!, point);
      logPrior += point.logPrior;
    }
    for (let j = 0; j < this.parameters.length; j++) {
      const { name, point } = this.parameters[j]!;
      if (!shapeInBounds(name, point.value)) return -Infinity;
      this.shape[j] = point.value;
    }
    this.path.evaluate(this.shape);
    this.extraCoefficient = 0;
    this.extraShape.fill(0);
    return logPrior + this.forwardEffect(position);
  }

  private forwardEffect(position: Float64Array): number {
    const { effectPoint: point, path } = this;
    const x = this.effectIndex < 0 ? 0 : position[this.effectIndex]!;
    if (this.effectCoordinate !== null) this.effectCoordinate.at(x, point);
    switch (this.scale) {
      case 'fixed':
        this.coefficient = point.value;
        break;
      case 'plain':
        this.coefficient = point.value;
        break;
      case 'total': {
        const total = this.totalOf(path.f);
        this.size = total;
        // Without media in the window there is nothing that an ROI could be counted on.
        this.coefficient = total > 0 ? (point.value * this.measure.totalSize) / total : 0;
        break;
      }
      case 'variation_positive':
      case 'variation_any':
        this.forwardVariation(x, point);
        break;
    }
    this.effect = this.scale === 'total' ? point.value : this.coefficient;
    return point.logPrior;
  }

  /** A of the path just run. */
  private totalOf(f: Float64Array): number {
    const { weights, measure } = this;
    let total = 0;
    if (measure.raised === undefined) {
      for (let t = 0; t < f.length; t++) total += weights[t]! * f[t]!;
      return total;
    }
    const { path, share } = measure.raised;
    path.evaluate(this.shape);
    for (let t = 0; t < f.length; t++) total += weights[t]! * (path.f[t]! - f[t]!);
    return total / share;
  }

  /** Σ weights · d(raised path)/d(shape parameter j) ÷ share; 0 where A is a sum over the path itself. */
  private byRaised(j: number): number {
    const { weights, measure } = this;
    if (measure.raised === undefined) return 0;
    const tangent = measure.raised.path.tangents[j]!;
    let sum = 0;
    for (let t = 0; t < tangent.length; t++) sum += weights[t]! * tangent[t]!;
    return sum / measure.raised.share;
  }

  /**
   * v = v₀ · (−log Φ(−x)) on the half-line, v₀ · x on the line. At x standard normal the first is exponential with
   * mean v₀: towards 0 it falls like Φ(x), so a weak channel's density at v = 0 is a Gaussian tail and no wall.
   */
  private forwardVariation(x: number, point: CoordinatePoint): void {
    const { variationUnit: unit } = this;
    this.size = variationOf(this.path.f, this.measure.rows, this.weights);
    let logSlope: number;
    let logSlopeSlope: number;
    if (this.scale === 'variation_any') {
      point.value = unit * x;
      point.slope = unit;
      logSlope = Math.log(unit);
      logSlopeSlope = 0;
    } else {
      const hazard = logNormalCdfSlope(-x);
      point.value = -unit * logNormalCdf(-x);
      point.slope = unit * hazard;
      logSlope = Math.log(point.slope);
      // The hazard h of the normal distribution has h′ = h (h − x).
      logSlopeSlope = hazard - x;
    }
    this.coefficient = point.value / this.size;
    point.logPrior = this.effectDensity.logDensity(this.coefficient) - Math.log(this.size) + logSlope;
    point.logPriorSlope = logSlopeSlope;
  }

  /**
   * Adds to `gradient` (at this term's coordinates) what the path and the prior give.
   * @param byPath `(periods)`: d log likelihood / d(b · f)_t
   */
  backward(byPath: Float64Array, gradient: Float64Array): void {
    const { path, coefficient, pull } = this;
    const periods = path.f.length;
    let byCoefficient = this.extraCoefficient;
    for (let t = 0; t < periods; t++) {
      byCoefficient += byPath[t]! * path.f[t]!;
      pull[t] = coefficient * byPath[t]!;
    }
    this.passBack(byCoefficient, gradient);
  }

  /**
   * The same where the likelihood is no function of b · f alone.
   * @param byCoefficient d log likelihood/db
   * @param byValue d log likelihood/df_t, from place `offset` on
   */
  backwardOf(byCoefficient: number, byValue: Float64Array, offset: number, gradient: Float64Array): void {
    const { pull } = this;
    for (let t = 0; t < pull.length; t++) pull[t] = byValue[offset + t]!;
    this.passBack(byCoefficient + this.extraCoefficient, gradient);
  }

  /** From `pull` and the derivative by the coefficient to the coordinates. */
  private passBack(byB: number, gradient: Float64Array): void {
    const { path, weights, size, coefficient, effectPoint, parameters, extraShape, pull } = this;
    let byCoefficient = byB;
    // How the coefficient moves with the effect, and (through A or D) with the path itself.
    let coefficientByEffect = 1;
    let bySize = 0;
    if (this.scale === 'total') {
      coefficientByEffect = size > 0 ? this.measure.totalSize / size : 0;
      bySize = size > 0 ? (-byCoefficient * coefficient) / size : 0;
    } else if (this.scale === 'variation_positive' || this.scale === 'variation_any') {
      byCoefficient += this.effectDensity.slope(coefficient);
      coefficientByEffect = 1 / size;
      bySize = (-byCoefficient * coefficient - 1) / size;
    }
    if (this.effectIndex >= 0) {
      gradient[this.effectIndex] = byCoefficient * coefficientByEffect * effectPoint.slope + effectPoint.logPriorSlope;
    }
    if (!this.samplesShape) return;
    const onPath = this.measure.raised === undefined ? bySize : -bySize / this.measure.raised.share;
    if (onPath !== 0) for (let t = 0; t < pull.length; t++) pull[t] = pull[t]! + onPath * weights[t]!;
    for (let j = 0; j < parameters.length; j++) {
      if (parameters[j]!.index < 0) continue;
      const tangent = path.tangents[j]!;
      let byShape = extraShape[j]! + (bySize === 0 ? 0 : bySize * this.byRaised(j));
      for (let t = 0; t < pull.length; t++) byShape += pull[t]! * tangent[t]!;
      writeGradient(parameters[j]!, byShape, gradient);
    }
  }

  /** v₀: what the prior's median would give at the medians of the transforms, but no more than the data could show. */
  private unitOfVariation(prior: Prior): number {
    if (this.scale !== 'variation_positive' && this.scale !== 'variation_any') return 1;
    const medians = this.parameters.map(({ name, coordinate, point }) => {
      coordinate?.at(0, point);
      return name === 'alpha' ? Math.min(point.value, 0.99) : Math.max(point.value, name === 'peak' ? 0 : 1e-6);
    });
    this.path.evaluate(medians);
    const size = variationOf(this.path.f, this.measure.rows, this.weights);
    const typical = size * Math.max(Math.abs(priorAtScore(prior, 0)), Math.abs(priorAtScore(prior, 1)) / 2);
    const unit = Math.min(typical, this.measure.variationGuess);
    return unit > 0 && Number.isFinite(unit) ? unit : this.measure.variationGuess;
  }
}

function writeGradient({ index, point }: SampledShape, byValue: number, gradient: Float64Array): void {
  if (index >= 0) gradient[index] = byValue * point.slope + point.logPriorSlope;
}
