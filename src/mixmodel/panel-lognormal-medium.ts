import type { MediaTerm } from './media-term.js';
import type { Prior } from './model-spec.js';
import type { PanelBlock } from './panel-block.js';
import { Spread, type PanelMedium } from './panel-medium.js';

/**
 * Partial pooling with log-normal effects: b_g = b · e_g, e_g = exp(spread · z_g), z_g standard normal and sampled. Where
 * the prior is on a total, b = θ · K ÷ Σ_g A_g e_g, so that the total is as stated (as in Google Meridian).
 */
export class LognormalMedium implements PanelMedium {
  readonly sampled: readonly string[];
  readonly coefficients: Float64Array;
  readonly pooling = null;
  private readonly spreadTerm: Spread;
  private readonly factors: Float64Array;
  private readonly zs: Float64Array;
  private readonly scores: number;
  /** Weights of the total before the factors, and the term's own, which the factors multiply. */
  private readonly plainWeights: Float64Array;

  /** @param term its measure's `totalWeights` are this class's to write */
  constructor(
    private readonly term: MediaTerm,
    groupNames: readonly string[],
    spread: Prior,
    firstIndex: number,
  ) {
    const { id } = term.spec;
    this.spreadTerm = new Spread(spread, firstIndex + term.sampled.length);
    const isSampled = this.spreadTerm.index >= 0;
    this.scores = firstIndex + term.sampled.length + (isSampled ? 1 : 0);
    this.sampled = [
      ...term.sampled,
      ...(isSampled ? [`spread[${id}]`] : []),
      ...groupNames.map((name) => `deviation[${id}@${name}]`),
    ];
    this.coefficients = new Float64Array(groupNames.length);
    this.factors = new Float64Array(groupNames.length);
    this.zs = new Float64Array(groupNames.length);
    this.plainWeights = term.measure.totalWeights.slice();
  }

  get shape(): Float64Array {
    return this.term.shape;
  }

  get spread(): number {
    return this.spreadTerm.point.value;
  }

  pathOf(group: number): { readonly f: Float64Array; readonly offset: number } {
    return { f: this.term.path.f, offset: (group * this.term.path.f.length) / this.factors.length };
  }

  forward(position: Float64Array): number {
    const { term, factors, plainWeights } = this;
    let logPrior = this.spreadTerm.forward(position);
    const periods = plainWeights.length / factors.length;
    const { totalWeights } = term.measure;
    for (let g = 0; g < factors.length; g++) {
      const z = position[this.scores + g]!;
      logPrior += -0.5 * z * z - 0.5 * Math.log(2 * Math.PI);
      this.zs[g] = z;
      factors[g] = Math.exp(this.spread * z);
      if (!(factors[g]! < Infinity)) return -Infinity;
      if (term.scale !== 'total') continue;
      for (let t = g * periods; t < (g + 1) * periods; t++) totalWeights[t] = factors[g]! * plainWeights[t]!;
    }
    logPrior += term.forward(position);
    for (let g = 0; g < factors.length; g++) this.coefficients[g] = term.coefficient * factors[g]!;
    return logPrior;
  }

  centre(): void {
    throw new RangeError('log-normal effects have no centre');
  }

  addToShape(_group: number, parameter: number, value: number): void {
    this.term.extraShape[parameter] = this.term.extraShape[parameter]! + value;
  }

  backward(block: PanelBlock, medium: number, gradient: Float64Array): void {
    const { term, factors, plainWeights } = this;
    const groups = factors.length;
    const periods = plainWeights.length / groups;
    const b = term.coefficient;
    let byCoefficient = 0;
    for (let g = 0; g < groups; g++) byCoefficient += factors[g]! * block.groups[g]!.byBase[medium]!;
    const bySize = term.scale === 'total' && term.size > 0 ? (-byCoefficient * b) / term.size : 0;
    let bySpread = 0;
    for (let g = 0; g < groups; g++) {
      let total = 0;
      if (bySize !== 0) {
        for (let t = g * periods; t < (g + 1) * periods; t++) total += plainWeights[t]! * term.path.f[t]!;
      }
      const byLog = factors[g]! * (b * block.groups[g]!.byBase[medium]! + bySize * total);
      const z = this.zs[g]!;
      gradient[this.scores + g] = byLog * this.spread - z;
      bySpread += byLog * z;
    }
    this.spreadTerm.backward(bySpread, gradient);
    term.backwardOf(byCoefficient, block.byMedia, medium * term.path.f.length, gradient);
  }
}
