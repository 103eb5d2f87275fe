import type { Panel } from '../data/index.js';
import type { RandomStream, Target } from '../inference/index.js';
import { compileMedia } from './compile-media.js';
import type { CompiledTarget } from './compiled-target.js';
import type { ExperimentTerm } from './experiment-term.js';
import { kpiColumns } from './kpi-columns.js';
import { dataRows, linearDesign, type LinearDesign } from './linear-design.js';
import { LinearBlock } from './linear-block.js';
import { makeNoise } from './make-noise.js';
import { likelihoodRows } from './media-history.js';
import type { MediaReadout } from './media-readout.js';
import type { MediaTerm } from './media-term.js';
import type { MediaTotalTerm } from './media-total-term.js';
import type { ModelSpec, Scales } from './model-spec.js';
import { PanelDensity } from './panel-density.js';
import { withTreatmentPriors } from './treatment-prior.js';

export type { CompiledTarget } from './compiled-target.js';

/** Compiles the density of one KPI. Arrays are shared between calls: one target serves one thread. */
export function compileTarget(spec: ModelSpec, panel: Panel, scales: Scales, kpiId: string): CompiledTarget {
  const ready = withTreatmentPriors(spec, panel, scales, kpiId);
  if (panel.groups.length === 1) return new Density(ready, panel, scales, kpiId);
  if (spec.mediaTotal !== undefined) throw new RangeError('a prior on the media total is not fitted to several groups');
  const { groups } = ready;
  if (groups === undefined) {
    throw new RangeError('invalid model: several groups, and nothing said of how they are pooled');
  }
  return new PanelDensity(ready, groups, panel, scales, kpiId);
}

class Density implements CompiledTarget {
  readonly kpi: string;
  readonly target: Target;
  readonly names: readonly string[];
  readonly design: LinearDesign;
  readonly rows: Int32Array;
  readonly columns: readonly string[];
  readonly displayed: readonly string[];
  readonly movedInside: CompiledTarget['movedInside'];
  private readonly media: readonly MediaTerm[];
  private readonly readouts: readonly MediaReadout[];
  private readonly experiments: readonly ExperimentTerm[];
  private readonly mediaTotal: MediaTotalTerm | null;
  private readonly linear: LinearBlock;
  /** `(likelihood rows)`: scaled KPI. */
  private readonly y: Float64Array;
  private readonly residual: Float64Array;
  /** `(periods)` */
  private readonly mediaSum: Float64Array;
  private readonly byPath: Float64Array;

  constructor(spec: ModelSpec, panel: Panel, scales: Scales, kpiId: string) {
    const kpi = panel.kpis.find(({ id }) => id === kpiId);
    const scale = scales.kpis[kpiId];
    if (kpi === undefined || scale === undefined) throw new RangeError(`unknown KPI: ${kpiId}`);
    this.kpi = kpiId;
    this.rows = likelihoodRows(spec, panel, kpiId);
    this.y = Float64Array.from(this.rows, (row) => (kpi.values[row]! - scale.center) / scale.scale);
    const compiled = compileMedia(spec, panel, scales, kpi, this.rows, spread(this.y));
    this.media = compiled.terms;
    this.readouts = compiled.readouts;
    this.displayed = this.readouts.flatMap(({ displayed }) => displayed);
    this.experiments = compiled.experiments;
    this.mediaTotal = compiled.mediaTotal;
    this.design = linearDesign(spec, panel, scales);
    this.columns = kpiColumns(spec, this.design.terms);
    const mediaNames = this.media.flatMap(({ sampled }) => sampled);
    const data = dataRows(panel);
    this.linear = new LinearBlock(this.design, data, this.rows, mediaNames.length, (terms, firstIndex) =>
      makeNoise(spec, terms, firstIndex),
    );
    this.names = [...mediaNames, ...this.linear.sampled];
    this.movedInside = insideOf(compiled.mediaTotal, effectsIn(spec, this.names));
    this.residual = new Float64Array(this.rows.length);
    this.mediaSum = new Float64Array(panel.periods.length);
    this.byPath = new Float64Array(panel.periods.length);
    this.target = {
      dimension: this.names.length,
      logDensityAndGradient: (position, gradient) => this.logDensityAndGradient(position, gradient),
    };
  }

  private logDensityAndGradient(position: Float64Array, gradient: Float64Array): number {
    const { rows, linear, residual, byPath } = this;
    let logDensity = this.forward(position);
    if (!Number.isFinite(logDensity)) return -Infinity;
    if (this.mediaTotal !== null) logDensity += this.mediaTotal.evaluate();
    if (!(logDensity > -Infinity)) return -Infinity;
    logDensity += linear.noise.evaluate(residual);
    if (!(logDensity > -Infinity)) return -Infinity;
    const byResidual = linear.noise.residualGradient;
    for (let i = 0; i < rows.length; i++) byPath[rows[i]!] = -byResidual[i]!;
    for (const experiment of this.experiments) logDensity += experiment.evaluate();
    for (const term of this.media) term.backward(byPath, gradient);
    linear.backward(gradient);
    return logDensity;
  }

  /** Sets the residual (KPI less media and sampled linear terms); returns the log prior of what is sampled. */
  private forward(position: Float64Array): number {
    const { mediaSum, residual, rows, y } = this;
    let logPrior = 0;
    mediaSum.fill(0);
    for (const term of this.media) {
      logPrior += term.forward(position);
      if (!(logPrior > -Infinity)) return -Infinity;
      const { f } = term.path;
      const b = term.coefficient;
      for (let t = 0; t < f.length; t++) mediaSum[t] = mediaSum[t]! + b * f[t]!;
    }
    logPrior += this.linear.noise.forward(position);
    if (!(logPrior > -Infinity)) return -Infinity;
    for (let i = 0; i < rows.length; i++) residual[i] = y[i]! - mediaSum[rows[i]!]!;
    return logPrior + this.linear.forward(position, residual);
  }

  record(position: Float64Array, stream: RandomStream, out: Float64Array, displayed: Float64Array): void {
    this.forward(position);
    let column = 0;
    let place = 0;
    for (const readout of this.readouts) {
      column = readout.writeColumns(out, column);
      place = readout.writeDisplayed(displayed, place);
    }
    const coefficients = out.subarray(column, column + this.design.terms.length);
    const noise = out.subarray(column + this.design.terms.length);
    this.linear.draw(this.residual, stream, coefficients, noise);
    this.design.record(coefficients);
  }
}

/** Places of the channels' sampled effects among the coordinates. */
function effectsIn({ channels }: ModelSpec, names: readonly string[]): readonly number[] {
  return channels.map(({ id }) => names.indexOf(`effect[${id}]`)).filter((index) => index >= 0);
}

function insideOf(mediaTotal: MediaTotalTerm | null, effects: readonly number[]): CompiledTarget['movedInside'] {
  return mediaTotal === null ? undefined : (start) => mediaTotal.movedInside(start, effects);
}

/** Standard deviation of the scaled KPI, 1 where it does not vary. */
function spread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return variance > 0 ? Math.sqrt(variance) : 1;
}
