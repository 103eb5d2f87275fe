import type { MediaTerm } from './media-term.js';
import type { PanelBlock } from './panel-block.js';
import type { PanelMedium } from './panel-medium.js';

/**
 * No pooling: every group has an effect of its own, each with the prior, all sampled; the transforms are shared. Each
 * group's term is run on a position of its own, `(shape…, effect)`.
 */
export class OwnMedium implements PanelMedium {
  readonly sampled: readonly string[];
  readonly coefficients: Float64Array;
  readonly spread = null;
  readonly pooling = null;
  private readonly shapes: number;
  private readonly local: Float64Array;
  private readonly localGradient: Float64Array;
  private readonly priorGradient: Float64Array;
  private readonly nothing: Float64Array;

  /**
   * @param terms one per group, coordinates counted from 0
   * @param prior a term of the same transforms and a fixed effect: what the prior of the shape is, counted once
   */
  constructor(
    private readonly terms: readonly MediaTerm[],
    private readonly prior: MediaTerm,
    groupNames: readonly string[],
    private readonly firstIndex: number,
  ) {
    const { id } = prior.spec;
    this.shapes = prior.sampled.length;
    const hasEffect = terms[0]!.sampled.length > this.shapes;
    this.sampled = [...prior.sampled, ...(hasEffect ? groupNames.map((name) => `effect[${id}@${name}]`) : [])];
    this.coefficients = new Float64Array(terms.length);
    this.local = new Float64Array(this.shapes + 1);
    this.localGradient = new Float64Array(this.shapes + 1);
    this.priorGradient = new Float64Array(this.shapes + 1);
    this.nothing = new Float64Array(prior.path.f.length);
  }

  get shape(): Float64Array {
    return this.terms[0]!.shape;
  }

  pathOf(group: number): { readonly f: Float64Array; readonly offset: number } {
    return { f: this.terms[group]!.path.f, offset: 0 };
  }

  forward(position: Float64Array): number {
    const { terms, prior, local, shapes, firstIndex } = this;
    for (let j = 0; j < shapes; j++) local[j] = position[firstIndex + j]!;
    const shapePrior = prior.forward(local);
    if (!(shapePrior > -Infinity)) return -Infinity;
    let logPrior = shapePrior;
    for (let g = 0; g < terms.length; g++) {
      local[shapes] = position[firstIndex + shapes + g] ?? 0;
      logPrior += terms[g]!.forward(local) - shapePrior;
      this.coefficients[g] = terms[g]!.coefficient;
    }
    return logPrior;
  }

  centre(): void {
    throw new RangeError('effects without pooling have no centre');
  }

  addToShape(group: number, parameter: number, value: number): void {
    const { extraShape } = this.terms[group]!;
    extraShape[parameter] = extraShape[parameter]! + value;
  }

  backward(block: PanelBlock, medium: number, gradient: Float64Array): void {
    const { terms, prior, localGradient, priorGradient, shapes, firstIndex } = this;
    const hasEffect = this.sampled.length > shapes;
    const periods = terms[0]!.path.f.length;
    prior.backwardOf(0, this.nothing, 0, priorGradient);
    for (let j = 0; j < shapes; j++) gradient[firstIndex + j] = priorGradient[j]!;
    for (let g = 0; g < terms.length; g++) {
      const offset = (medium * terms.length + g) * periods;
      terms[g]!.backwardOf(block.groups[g]!.byBase[medium]!, block.byMedia, offset, localGradient);
      for (let j = 0; j < shapes; j++) {
        gradient[firstIndex + j] = gradient[firstIndex + j]! + localGradient[j]! - priorGradient[j]!;
      }
      if (hasEffect) gradient[firstIndex + shapes + g] = localGradient[shapes]!;
    }
  }
}
