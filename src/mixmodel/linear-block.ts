import type { RandomStream } from '../inference/index.js';
import { newCoordinatePoint, type Coordinate, type CoordinatePoint } from './coordinate-point.js';
import { coordinateOf } from './coordinate.js';
import type { LinearDesign, RegressorRows } from './linear-design.js';
import type { GaussianTerms, NoiseBlock } from './noise-block.js';
import { fixedValue, gaussianPrior } from './priors.js';

/**
 * The linear terms of one KPI: Gaussian ones left to the noise block (which integrates them out where it can), fixed
 * ones taken off the KPI, the rest (Laplace and every other family) sampled, each with its own coordinate.
 */
export class LinearBlock {
  /** Names of the sampled terms, at `firstIndex` of the position and after, then those of the noise. */
  readonly sampled: readonly string[];
  readonly noise: NoiseBlock;
  private readonly integratedTerms: readonly number[];
  private readonly sampledTerms: readonly number[];
  private readonly coordinates: readonly Coordinate[];
  private readonly points: readonly CoordinatePoint[];
  /** `(sampled × rows)` */
  private readonly sampledRegressors: Float64Array;
  /** `(rows)`: what fixed terms and prior means of integrated terms give. */
  private readonly offset: Float64Array;
  private readonly fixedTerms: readonly { readonly term: number; readonly value: number }[];
  private readonly draws: Float64Array;

  constructor(
    design: LinearDesign,
    data: RegressorRows,
    rows: Int32Array,
    private readonly firstIndex: number,
    makeNoise: (terms: GaussianTerms, firstIndex: number) => NoiseBlock,
  ) {
    const { terms } = design;
    const width = terms.length;
    const regressors = design.regressors(data, 'fitted');
    const column = (term: number): Float64Array => Float64Array.from(rows, (row) => regressors[row * width + term]!);
    const gaussian = terms.map(({ prior }) => gaussianPrior(prior));
    this.integratedTerms = terms.flatMap((_, term) => (gaussian[term] === null ? [] : [term]));
    this.fixedTerms = terms.flatMap(({ prior }, term) => {
      const value = fixedValue(prior);
      return value === null ? [] : [{ term, value }];
    });
    this.sampledTerms = terms.flatMap(({ prior }, term) =>
      gaussian[term] === null && fixedValue(prior) === null ? [term] : [],
    );
    this.coordinates = this.sampledTerms.map((term) => coordinateOf(terms[term]!.prior));
    this.points = this.sampledTerms.map(newCoordinatePoint);
    this.sampledRegressors = new Float64Array(this.sampledTerms.length * rows.length);
    this.sampledTerms.forEach((term, i) => {
      this.sampledRegressors.set(column(term), i * rows.length);
    });

    const means = Float64Array.from(this.integratedTerms, (term) => gaussian[term]!.mean);
    const sds = Float64Array.from(this.integratedTerms, (term) => gaussian[term]!.sd);
    const integrated = new Float64Array(rows.length * means.length);
    this.offset = new Float64Array(rows.length);
    const add = (term: number, value: number): void => {
      column(term).forEach((z, i) => {
        this.offset[i] = this.offset[i]! + z * value;
      });
    };
    this.integratedTerms.forEach((term, j) => {
      column(term).forEach((z, i) => {
        integrated[i * means.length + j] = z;
      });
      add(term, means[j]!);
    });
    for (const { term, value } of this.fixedTerms) add(term, value);
    const noiseIndex = firstIndex + this.sampledTerms.length;
    this.noise = makeNoise({ regressors: integrated, means, sds, rows }, noiseIndex);
    this.sampled = [...this.sampledTerms.map((term) => terms[term]!.name), ...this.noise.sampled];
    this.draws = new Float64Array(means.length);
  }

  /** Takes everything but the Gaussian terms' deviations off `residual`; returns the log prior of sampled terms. */
  forward(position: Float64Array, residual: Float64Array): number {
    const { offset, sampledRegressors, points } = this;
    const rows = residual.length;
    for (let i = 0; i < rows; i++) residual[i] = residual[i]! - offset[i]!;
    let logPrior = 0;
    for (let k = 0; k < points.length; k++) {
      const point = points[k]!;
      this.coordinates[k]!.at(position[this.firstIndex + k]!, point);
      logPrior += point.logPrior;
      const { value } = point;
      for (let i = 0; i < rows; i++) residual[i] = residual[i]! - value * sampledRegressors[k * rows + i]!;
    }
    return logPrior;
  }

  /** Writes the gradient by the sampled terms' coordinates and the noise's, after the noise's `evaluate`. */
  backward(gradient: Float64Array): void {
    this.noise.backward(gradient);
    const { points, sampledRegressors } = this;
    const { residualGradient } = this.noise;
    const rows = residualGradient.length;
    for (let k = 0; k < points.length; k++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum -= residualGradient[i]! * sampledRegressors[k * rows + i]!;
      gradient[this.firstIndex + k] = sum * points[k]!.slope + points[k]!.logPriorSlope;
    }
  }

  /**
   * One draw of all terms given the residual left by `forward`.
   * @param out `(terms)`, written, in fitted form
   * @param noise columns of the noise, written
   */
  draw(residual: Float64Array, stream: RandomStream, out: Float64Array, noise: Float64Array): void {
    this.noise.draw(residual, stream, this.draws, noise);
    this.integratedTerms.forEach((term, j) => {
      out[term] = this.draws[j]!;
    });
    this.sampledTerms.forEach((term, k) => {
      out[term] = this.points[k]!.value;
    });
    for (const { term, value } of this.fixedTerms) out[term] = value;
  }
}
