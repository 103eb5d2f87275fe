import { newCoordinatePoint, type Coordinate } from './coordinate-point.js';
import { coordinateOf } from './coordinate.js';
import type { Prior } from './model-spec.js';
import { fixedValue } from './priors.js';

/** One parameter that is sampled at `index` of the position through its prior's coordinate, or fixed. */
export class SampledValue {
  /** Coordinates taken: 1, or 0 where the prior fixes the value. */
  readonly width: 0 | 1;
  private readonly point = newCoordinatePoint();
  private readonly coordinate: Coordinate | null;

  constructor(
    readonly name: string,
    prior: Prior,
    private readonly index: number,
  ) {
    const fixed = fixedValue(prior);
    this.point.value = fixed ?? 0;
    this.coordinate = fixed === null ? coordinateOf(prior) : null;
    this.width = fixed === null ? 1 : 0;
  }

  get value(): number {
    return this.point.value;
  }

  /** Reads the coordinate; returns its log prior. */
  forward(position: Float64Array): number {
    if (this.coordinate === null) return 0;
    this.coordinate.at(position[this.index]!, this.point);
    return this.point.logPrior;
  }

  /** Writes the gradient, from that of the log likelihood by the value. */
  backward(byValue: number, gradient: Float64Array): void {
    if (this.coordinate === null) return;
    gradient[this.index] = byValue * this.point.slope + this.point.logPriorSlope;
  }

  /** The same from the gradient by the logarithm of the value, for one that is above zero. */
  backwardLog(byLogValue: number, gradient: Float64Array): void {
    if (this.coordinate === null) return;
    gradient[this.index] = (byLogValue * this.point.slope) / this.point.value + this.point.logPriorSlope;
  }
}
