import { newCoordinatePoint, type Coordinate } from './coordinate-point.js';
import { coordinateOf } from './coordinate.js';
import type { MediaTerm } from './media-term.js';
import type { Prior } from './model-spec.js';
import type { PanelBlock } from './panel-block.js';
import { fixedValue } from './priors.js';

/**
 * One medium of a panel: its transforms, shared by all groups, and its coefficient in each, as far as it is sampled.
 * Coordinates stand from `first` of the position on.
 */
export interface PanelMedium {
  readonly sampled: readonly string[];
  /** `(groups)`: coefficients of the last `forward`, less what is integrated out. */
  readonly coefficients: Float64Array;
  /** Values of the shape parameters of the last `forward`. */
  readonly shape: Float64Array;
  /** Spread of group effects of the last `forward`; null where there is none. */
  readonly spread: number | null;
  /** Whether its deviations are integrated out: around the mean weighted by total effects, or as they are. */
  readonly pooling: 'centred' | 'plain' | null;
  /** Place of a group's path in an array, from place `offset` on. */
  pathOf(group: number): { readonly f: Float64Array; readonly offset: number };
  /** Reads the coordinates and runs the paths; the log prior, −∞ outside the support. */
  forward(position: Float64Array): number;
  /** `(groups)`: weights of the centre; only where pooling is `centred`. */
  centre(out: Float64Array): void;
  /** Adds to d log likelihood/d shape what a lift test in a group gives. */
  addToShape(group: number, parameter: number, value: number): void;
  /** Writes the gradient by its coordinates, after `backward` of the block; may change `byMedia` of its own. */
  backward(block: PanelBlock, medium: number, gradient: Float64Array): void;
}

/** A spread of group effects: sampled, or fixed (index −1). */
export class Spread {
  readonly point = newCoordinatePoint();
  readonly index: number;
  private readonly coordinate: Coordinate | null;

  constructor(prior: Prior, index: number) {
    const fixed = fixedValue(prior);
    this.point.value = fixed ?? 0;
    this.index = fixed === null ? index : -1;
    this.coordinate = fixed === null ? coordinateOf(prior) : null;
  }

  /** Log prior. */
  forward(position: Float64Array): number {
    if (this.coordinate === null) return 0;
    this.coordinate.at(position[this.index]!, this.point);
    return this.point.value >= 0 ? this.point.logPrior : -Infinity;
  }

  backward(byValue: number, gradient: Float64Array): void {
    if (this.index >= 0) gradient[this.index] = byValue * this.point.slope + this.point.logPriorSlope;
  }
}

/** Complete pooling, or partial pooling with normal effects: one sampled effect, its spread, deviations integrated. */
export class SharedMedium implements PanelMedium {
  readonly sampled: readonly string[];
  readonly coefficients: Float64Array;
  readonly pooling: PanelMedium['pooling'];
  private readonly spreadTerm: Spread | null;
  private readonly shares: Float64Array;

  /** @param spread prior of the spread; null for complete pooling */
  constructor(
    private readonly term: MediaTerm,
    private readonly groups: number,
    spread: Prior | null,
    firstIndex: number,
  ) {
    this.spreadTerm = spread === null ? null : new Spread(spread, firstIndex + term.sampled.length);
    const isSampled = this.spreadTerm !== null && this.spreadTerm.index >= 0;
    this.sampled = [...term.sampled, ...(isSampled ? [`spread[${term.spec.id}]`] : [])];
    this.coefficients = new Float64Array(groups);
    this.shares = new Float64Array(groups);
    this.pooling = spread === null ? null : term.scale === 'total' ? 'centred' : 'plain';
  }

  get shape(): Float64Array {
    return this.term.shape;
  }

  get spread(): number | null {
    return this.spreadTerm?.point.value ?? null;
  }

  pathOf(group: number): { readonly f: Float64Array; readonly offset: number } {
    return { f: this.term.path.f, offset: (group * this.term.path.f.length) / this.groups };
  }

  forward(position: Float64Array): number {
    const logPrior = this.term.forward(position) + (this.spreadTerm?.forward(position) ?? 0);
    this.coefficients.fill(this.term.coefficient);
    if (this.pooling === 'centred') this.weigh();
    return logPrior;
  }

  /** Share of each group in the total effect of one unit of coefficient; even where the total is nothing. */
  private weigh(): void {
    const { term, groups, shares } = this;
    const { f } = term.path;
    const { totalWeights } = term.measure;
    const periods = f.length / groups;
    for (let g = 0; g < groups; g++) {
      let sum = 0;
      for (let t = g * periods; t < (g + 1) * periods; t++) sum += totalWeights[t]! * f[t]!;
      shares[g] = term.size > 0 ? sum / term.size : 1 / groups;
    }
  }

  centre(out: Float64Array): void {
    out.set(this.shares);
  }

  addToShape(_group: number, parameter: number, value: number): void {
    this.term.extraShape[parameter] = this.term.extraShape[parameter]! + value;
  }

  backward(block: PanelBlock, medium: number, gradient: Float64Array): void {
    const { term, groups, spreadTerm } = this;
    const offset = medium * term.path.f.length;
    let byCoefficient = 0;
    let bySpread = 0;
    for (let g = 0; g < groups; g++) {
      byCoefficient += block.groups[g]!.byBase[medium]!;
      if (this.pooling !== null) bySpread += block.groups[g]!.bySpread[medium]!;
    }
    if (this.pooling === 'centred' && term.size > 0) this.addShares(block, medium, offset);
    spreadTerm?.backward(bySpread, gradient);
    term.backwardOf(byCoefficient, block.byMedia, offset, gradient);
  }

  /** How the shares, and with them the centre, move with the paths. */
  private addShares(block: PanelBlock, medium: number, offset: number): void {
    const { term, groups, shares } = this;
    const { totalWeights } = term.measure;
    const coupling = block.couplingOf(medium);
    const periods = term.path.f.length / groups;
    let mean = 0;
    for (let g = 0; g < groups; g++) mean += shares[g]! * block.groups[g]!.byWeight[coupling]!;
    for (let g = 0; g < groups; g++) {
      const slope = (block.groups[g]!.byWeight[coupling]! - mean) / term.size;
      for (let t = g * periods; t < (g + 1) * periods; t++) {
        block.byMedia[offset + t] = block.byMedia[offset + t]! + slope * totalWeights[t]!;
      }
    }
  }
}
