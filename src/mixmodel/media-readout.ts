import { mediaColumns } from './kpi-columns.js';
import { curveMultiples, steadyStateEffect, type MediaLevel } from './media-curve.js';
import type { MediaTerm } from './media-term.js';

export interface ReadoutWeights {
  /** `(periods)`: contribution over the KPI window in KPI units = b · Σ weight · f. */
  readonly contributionWeights: Float64Array;
  /** `(periods)`: realised ROI = b · Σ weight · f; null for organic media, on which no money is spent. */
  readonly valueWeights: Float64Array | null;
  /** What stands in a period of so many times the average active period's spend. */
  readonly levelAt: (multiple: number) => MediaLevel;
  readonly kpiScale: number;
}

/** Writes what one medium looks like in the last `forward` of its term. */
export class MediaReadout {
  /** Names of what `writeDisplayed` writes. */
  readonly displayed: readonly string[];
  readonly columns: readonly string[];

  constructor(
    private readonly term: MediaTerm,
    private readonly weights: ReadoutWeights,
  ) {
    const { id } = term.spec;
    this.columns = mediaColumns(term.spec, weights.valueWeights !== null);
    this.displayed = [`contribution[${id}]`, ...curveMultiples.map((multiple) => `curve[${id}:${multiple}]`)];
  }

  /** Writes `columns` from place `at` on; returns the place behind. */
  writeColumns(out: Float64Array, at: number): number {
    const { shape, coefficient } = this.term;
    let column = at;
    for (const value of shape) out[column++] = value;
    out[column++] = coefficient;
    if (this.weights.valueWeights !== null) out[column++] = coefficient * this.weighted(this.weights.valueWeights);
    return column;
  }

  /** Writes `displayed` from place `at` on; returns the place behind. */
  writeDisplayed(out: Float64Array, at: number): number {
    const { term } = this;
    const { levelAt, kpiScale, contributionWeights } = this.weights;
    let place = at;
    out[place++] = term.coefficient * this.weighted(contributionWeights);
    for (const multiple of curveMultiples) {
      out[place++] = kpiScale * steadyStateEffect(term.spec, term, levelAt(multiple));
    }
    return place;
  }

  private weighted(weights: Float64Array): number {
    const { f } = this.term.path;
    let sum = 0;
    for (let t = 0; t < weights.length; t++) sum += weights[t]! * f[t]!;
    return sum;
  }
}
