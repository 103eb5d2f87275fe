import { shapeParameters } from './media-shape.js';
import { curveMultiples, steadyStateEffect } from './media-curve.js';
import type { MediaSpec } from './model-spec.js';
import type { PanelMedium } from './panel-medium.js';

export interface PanelReadoutWeights {
  readonly periods: number;
  /** `(groups)`: KPI units per scaled KPI. */
  readonly kpiUnits: readonly number[];
  /** First period that counts. */
  readonly contributionFrom: number;
  /** `(groups × periods)`: realised ROI = Σ_g b_g · Σ weight · f; null for organic media. */
  readonly valueWeights: Float64Array | null;
  /** `(groups)`: scaled media of the average active period. */
  readonly activeMedia: readonly number[];
}

/** Writes what one medium of a panel looks like in the last `forward` of it, given each group's coefficient. */
export class PanelReadout {
  /** Transforms, mean coefficient over the groups, ROI, spread, coefficient of every group. */
  readonly columns: readonly string[];
  /** Over all groups: contribution, and the curve at the same multiple of what each group is used to. */
  readonly displayed: readonly string[];
  private readonly parameters: number;

  constructor(
    private readonly medium: PanelMedium,
    private readonly spec: MediaSpec,
    groups: readonly string[],
    private readonly weights: PanelReadoutWeights,
  ) {
    const { id } = spec;
    this.parameters = shapeParameters(spec).length;
    this.columns = [
      ...shapeParameters(spec).map(({ name }) => `${name}[${id}]`),
      `coefficient[${id}]`,
      ...(weights.valueWeights === null ? [] : [`roi[${id}]`]),
      ...(medium.spread === null ? [] : [`spread[${id}]`]),
      ...groups.map((group) => `coefficient[${id}@${group}]`),
    ];
    this.displayed = [`contribution[${id}]`, ...curveMultiples.map((multiple) => `curve[${id}:${multiple}]`)];
  }

  /**
   * Writes `columns` from place `at` on; returns the place behind.
   * @param coefficients `(groups)`
   */
  writeColumns(coefficients: Float64Array, out: Float64Array, at: number): number {
    const { medium, parameters } = this;
    const { valueWeights, periods } = this.weights;
    let column = at;
    for (let j = 0; j < parameters; j++) out[column++] = medium.shape[j]!;
    out[column++] = coefficients.reduce((sum, b) => sum + b, 0) / coefficients.length;
    if (valueWeights !== null) {
      let roi = 0;
      for (let g = 0; g < coefficients.length; g++) {
        const { f, offset } = medium.pathOf(g);
        let value = 0;
        for (let t = 0; t < periods; t++) value += valueWeights[g * periods + t]! * f[offset + t]!;
        roi += coefficients[g]! * value;
      }
      out[column++] = roi;
    }
    if (medium.spread !== null) out[column++] = medium.spread;
    for (const b of coefficients) out[column++] = b;
    return column;
  }

  /** Writes `displayed` from place `at` on; returns the place behind. */
  writeDisplayed(coefficients: Float64Array, out: Float64Array, at: number): number {
    const { medium, spec } = this;
    const { periods, kpiUnits, contributionFrom, activeMedia } = this.weights;
    let place = at;
    let contribution = 0;
    for (let g = 0; g < coefficients.length; g++) {
      const { f, offset } = medium.pathOf(g);
      let sum = 0;
      for (let t = contributionFrom; t < periods; t++) sum += f[offset + t]!;
      contribution += coefficients[g]! * kpiUnits[g]! * sum;
    }
    out[place++] = contribution;
    for (const multiple of curveMultiples) {
      let effect = 0;
      for (let g = 0; g < coefficients.length; g++) {
        const draw = { shape: medium.shape, coefficient: coefficients[g]! };
        const level = { media: multiple * activeMedia[g]!, frequency: null };
        effect += kpiUnits[g]! * steadyStateEffect(spec, draw, level);
      }
      out[place++] = effect;
    }
    return place;
  }
}
