import type { RandomStream } from '../inference/index.js';
import { kernelSpace } from './kernels/kernel-space.js';
import { panelKernelsIn } from './kernels/panel-twins.js';
import { PanelGroupBlock, PanelScratch } from './panel-group-block.js';
import type { PanelLayout } from './panel-layout.js';
import { PanelSharedBlock } from './panel-shared-block.js';

/** A lift test: effect ~ Normal(Σ_g weight_g · b_gc, sd). */
export interface PanelTest {
  readonly media: number;
  /** Scaled KPI units of the tests' weights. */
  readonly effect: number;
  readonly sd: number;
}

/**
 * The marginal density of a panel: every Gaussian coefficient, shared or of a group's own, integrated out. See
 * `panel-shared-block.ts` for the algebra. Whatever is sampled is set on the groups before `evaluate`.
 */
export class PanelBlock {
  readonly groups: readonly PanelGroupBlock[];
  /** All groups' blocks, `(groups × columns × periods)`: the caller writes the media columns. */
  readonly block: Float64Array;
  /** `(tests × groups)`: what one unit of b_gc adds to the outcome of a test, set by the caller. */
  readonly testWeights: Float64Array;
  readonly byTestWeight: Float64Array;
  /** `(media × groups × periods)`: d log density/d media column, of the last `backward`. */
  readonly byMedia: Float64Array;
  private readonly shared: PanelSharedBlock;
  private readonly phi: Float64Array;
  private readonly couplings: Float64Array;
  /** `(groups × own)` */
  private readonly deviations: readonly Float64Array[];
  private readonly blockSize: number;

  /**
   * @param constant `(groups × columns × periods)`: media columns empty, likelihood rows only, others zero
   * @param rows `(groups)`: likelihood rows of each
   */
  constructor(
    private readonly layout: PanelLayout,
    constant: Float64Array,
    rows: Int32Array,
    private readonly tests: readonly PanelTest[],
  ) {
    const { groups, columns, periods, media } = layout;
    this.blockSize = columns * periods;
    const passed = media * groups * periods;
    const space = kernelSpace(constant.length + passed + (groups + 1) * columns * (columns + 1), groups + 3);
    this.block = space.array(constant.length);
    this.block.set(constant);
    this.byMedia = space.array(passed);
    const scratch = new PanelScratch(layout, space);
    const kernels = panelKernelsIn(space);
    this.groups = Array.from(
      { length: groups },
      (_, g) => new PanelGroupBlock(layout, scratch, kernels, space, this.block, g * this.blockSize, rows[g]!),
    );
    this.shared = new PanelSharedBlock(layout);
    this.testWeights = new Float64Array(tests.length * groups);
    this.byTestWeight = new Float64Array(tests.length * groups);
    this.phi = new Float64Array(this.shared.size);
    this.couplings = new Float64Array(layout.couplings.length);
    this.deviations = this.groups.map(() => new Float64Array(layout.own.length));
  }

  /** Place of a media column of a group in `block`. */
  placeOf(group: number, media: number): number {
    return group * this.blockSize + media * this.layout.periods;
  }

  /** Place of the centre of a medium among the couplings. */
  couplingOf(medium: number): number {
    return this.layout.couplings.indexOf(medium);
  }

  /** The log density of outcomes and lift tests, −∞ where it cannot be computed. */
  evaluate(): number {
    const { groups, shared } = this;
    shared.begin();
    this.placeTests();
    let total = this.tests.length * Math.log(2 * Math.PI);
    for (const group of groups) {
      const part = group.eliminate(shared);
      if (part === null) return -Infinity;
      total += part;
    }
    const rest = shared.finish();
    return rest === null || Number.isNaN(rest) ? -Infinity : -0.5 * (total + rest);
  }

  /** Weights of the tests' couplings in each group, and what of their outcome no deviation explains. */
  private placeTests(): void {
    const { groups, shared, tests, testWeights, layout } = this;
    const count = groups.length;
    for (let e = 0; e < tests.length; e++) {
      const { media, effect, sd } = tests[e]!;
      const k = layout.centred + e;
      const own = layout.couplings[k]!;
      let known = 0;
      for (let g = 0; g < count; g++) {
        const group = groups[g]!;
        const weight = testWeights[e * count + g]!;
        group.weights[k] = own < 0 ? 0 : weight * group.spreads[own]!;
        known += weight * group.base[media]!;
      }
      shared.means[k]! -= effect - known;
      shared.spread[k * shared.couplings + k]! += sd * sd;
    }
  }

  /** All derivatives, after `evaluate`: on the groups, and in `byMedia` and `byTestWeight`. */
  backward(): void {
    const { groups, shared, layout, tests, testWeights, byTestWeight } = this;
    const count = groups.length;
    shared.invert();
    for (let g = 0; g < count; g++) {
      const group = groups[g]!;
      group.gradient(shared, this.byMedia, g * layout.periods, count * layout.periods);
      for (let e = 0; e < tests.length; e++) {
        const { media } = tests[e]!;
        const k = layout.centred + e;
        const own = layout.couplings[k]!;
        const weight = testWeights[e * count + g]!;
        const multiplier = shared.multiplier[k]!;
        const along = group.byWeight[k]!;
        byTestWeight[e * count + g] = group.base[media]! * multiplier + (own < 0 ? 0 : group.spreads[own]! * along);
        group.byBase[media]! += weight * multiplier;
        if (own >= 0) group.bySpread[own]! += weight * along;
      }
    }
  }

  /**
   * One draw of everything that was integrated out, after `evaluate`.
   * @param coefficients `(shared)`, written: less their prior means
   * @param deviations `(groups × own)`, written: centred and not yet times their spreads
   */
  draw(stream: RandomStream, coefficients: Float64Array, deviations: Float64Array): void {
    const { groups, shared, layout, tests, phi, couplings } = this;
    const own = layout.own.length;
    shared.draw(stream, phi);
    couplings.fill(0);
    for (let e = 0; e < tests.length; e++) couplings[layout.centred + e] = tests[e]!.sd * stream.normal();
    groups.forEach((group, g) => {
      group.drawFree(stream, this.deviations[g]!, couplings);
    });
    groups.forEach((group, g) => {
      group.drawGiven(shared, phi, couplings, this.deviations[g]!);
      deviations.set(this.deviations[g]!, g * own);
    });
    coefficients.set(phi.subarray(0, layout.shared.length));
  }
}
