import type { KpiSeries, Panel } from '../data/index.js';
import type { RandomStream, Target } from '../inference/index.js';
import type { CompiledTarget } from './compiled-target.js';
import { linearDesign, type LinearDesign } from './linear-design.js';
import { likelihoodRows } from './media-history.js';
import type { ExperimentSpec, GroupsSpec, ModelSpec, Scales } from './model-spec.js';
import { PanelBlock } from './panel-block.js';
import { compilePanelMedia } from './panel-compile-media.js';
import type { PanelLayout } from './panel-layout.js';
import { PanelLinear } from './panel-linear.js';
import type { PanelMedium } from './panel-medium.js';
import type { PanelReadout } from './panel-readout.js';
import { Spread } from './panel-medium.js';
import { groupLifts, type GroupLift } from './panel-tests.js';
import { kpiUnit } from './scales.js';

/** A lift test and the medium that it tested. */
interface TestedMedium {
  readonly test: ExperimentSpec;
  readonly medium: number;
  readonly lifts: readonly GroupLift[];
}

/**
 * The posterior of one KPI of several groups. Position: the media's coordinates in order, then linear terms that cannot
 * be integrated out, then the noise.
 */
export class PanelDensity implements CompiledTarget {
  readonly kpi: string;
  readonly target: Target;
  readonly names: readonly string[];
  readonly design: LinearDesign;
  readonly rows: Int32Array;
  readonly columns: readonly string[];
  readonly displayed: readonly string[];
  private readonly media: readonly PanelMedium[];
  private readonly readouts: readonly PanelReadout[];
  private readonly tests: readonly TestedMedium[];
  private readonly linear: PanelLinear;
  /** One for all groups, or one per group. */
  private readonly sigmas: readonly Spread[];
  private readonly block: PanelBlock;
  private readonly layout: PanelLayout;
  private readonly groupCount: number;
  private readonly periods: number;
  /** `(groups × periods)`: 1 in the likelihood; null where every row is. */
  private readonly mask: Uint8Array | null;
  /** Place of the first pooled medium's deviation is 0; of the first other one this. */
  private readonly firstOwn: number;
  private readonly centreWeights: Float64Array;
  private readonly drawnShared: Float64Array;
  private readonly drawnOwn: Float64Array;
  private readonly drawnCoefficients: Float64Array;

  constructor(spec: ModelSpec, groups: GroupsSpec, panel: Panel, scales: Scales, kpiId: string) {
    const kpi = panel.kpis.find(({ id }) => id === kpiId);
    if (kpi === undefined || scales.kpis[kpiId] === undefined) throw new RangeError(`unknown KPI: ${kpiId}`);
    this.kpi = kpiId;
    this.groupCount = panel.groups.length;
    this.periods = panel.periods.length;
    this.rows = likelihoodRows(spec, panel, kpiId);
    const outcome = scaledOutcome(panel, scales, kpi, this.rows);
    const compiled = compilePanelMedia(spec, groups, panel, scales, kpi, this.rows, spread(outcome, this.rows));
    this.media = compiled.media;
    this.readouts = compiled.readouts;
    this.design = linearDesign(spec, panel, scales);
    const mediaNames = this.media.flatMap(({ sampled }) => sampled);
    this.linear = new PanelLinear(this.design, panel, groups, mediaNames.length);
    const firstSigma = mediaNames.length + this.linear.sampled.length;
    const sigmaNames = spec.noise.perGroup === true ? panel.groups.map((name) => `sigma[${name}]`) : ['sigma'];
    this.sigmas = sigmaNames.map((_, g) => new Spread(spec.noise.sd, firstSigma + g));
    this.names = [...mediaNames, ...this.linear.sampled, ...(this.sigmas[0]!.index >= 0 ? sigmaNames : [])];
    this.columns = [...this.readouts.flatMap(({ columns }) => columns), ...this.linear.recorded, ...sigmaNames];
    this.displayed = this.readouts.flatMap(({ displayed }) => displayed);
    this.tests = testedMedia(spec, panel, scales, kpiId);
    this.mask = maskOf(this.rows, outcome.length);
    this.layout = this.makeLayout();
    this.firstOwn = this.layout.own.length - this.linear.own.length;
    this.block = this.makeBlock(outcome);
    this.centreWeights = new Float64Array(this.groupCount);
    this.drawnShared = new Float64Array(this.layout.shared.length);
    this.drawnOwn = new Float64Array(this.groupCount * this.layout.own.length);
    this.drawnCoefficients = new Float64Array(this.groupCount);
    this.target = {
      dimension: this.names.length,
      logDensityAndGradient: (position, gradient) => this.logDensityAndGradient(position, gradient),
    };
  }

  private makeLayout(): PanelLayout {
    const { media, linear, tests, groupCount, periods } = this;
    const count = media.length;
    const isPooled = media[0]?.pooling !== null && count > 0;
    const centred = media.flatMap(({ pooling }, c) => (pooling === 'centred' ? [c] : []));
    return {
      groups: groupCount,
      periods,
      media: count,
      columns: 4 * Math.ceil((count + linear.columns.length + 1) / 4),
      shared: Int32Array.from(linear.shared, (column) => count + column),
      sharedSds: linear.sharedSds,
      sampled: Int32Array.from(linear.sampledColumns, (column) => count + column),
      outcome: count + linear.columns.length,
      own: Int32Array.from([...(isPooled ? media.keys() : []), ...linear.own.map(({ column }) => count + column)]),
      couplings: Int32Array.from([...centred, ...tests.map(({ medium }) => (isPooled ? medium : -1))]),
      centred: centred.length,
    };
  }

  private makeBlock(outcome: Float64Array): PanelBlock {
    const { layout, linear, tests, groupCount, periods, rows } = this;
    const block = new Float64Array(groupCount * layout.columns * periods);
    const counts = new Int32Array(groupCount);
    for (const row of rows) {
      const group = Math.floor(row / periods);
      const at = group * layout.columns * periods + (row % periods);
      counts[group]! += 1;
      linear.columns.forEach((column, k) => {
        block[at + (layout.media + k) * periods] = column[row]!;
      });
      block[at + layout.outcome * periods] = outcome[row]! - linear.offset[row]!;
    }
    const lifts = tests.map(({ test, medium }) => ({ media: medium, effect: test.effect, sd: test.sd }));
    return new PanelBlock(layout, block, counts, lifts);
  }

  private logDensityAndGradient(position: Float64Array, gradient: Float64Array): number {
    const { media, block, linear, sigmas, tests, groupCount, layout } = this;
    const logPrior = this.forward(position);
    if (!(logPrior > -Infinity)) return -Infinity;
    const logLikelihood = block.evaluate();
    if (!(logLikelihood > -Infinity)) return -Infinity;
    block.backward();
    tests.forEach(({ medium, lifts }, e) => {
      for (const lift of lifts) {
        const byLift = block.byTestWeight[e * groupCount + lift.group]! * lift.unit;
        const { shape } = media[medium]!;
        for (let j = 0; j < shape.length; j++) media[medium]!.addToShape(lift.group, j, byLift * lift.liftTangent(j));
      }
    });
    for (let c = 0; c < media.length; c++) media[c]!.backward(block, c, gradient);
    linear.backward(block, layout.media, this.firstOwn, gradient);
    for (let k = 0; k < sigmas.length; k++) {
      let bySigma = 0;
      for (let g = sigmas.length === 1 ? 0 : k; g < (sigmas.length === 1 ? groupCount : k + 1); g++) {
        bySigma += block.groups[g]!.byLogSigma / block.groups[g]!.sigma;
      }
      sigmas[k]!.backward(bySigma, gradient);
    }
    return logPrior + logLikelihood;
  }

  /** Sets everything that is sampled on the block; returns its log prior. */
  private forward(position: Float64Array): number {
    const { media, block, linear, sigmas, tests, groupCount, layout } = this;
    let logPrior = linear.forward(position);
    for (const sigma of sigmas) {
      logPrior += sigma.forward(position);
      if (!(sigma.point.value > 0)) return -Infinity;
    }
    for (const medium of media) {
      logPrior += medium.forward(position);
      if (!(logPrior > -Infinity)) return -Infinity;
    }
    let centre = 0;
    for (let c = 0; c < media.length; c++) {
      const medium = media[c]!;
      this.placeMedium(medium, c);
      if (medium.pooling !== 'centred') continue;
      medium.centre(this.centreWeights);
      for (let g = 0; g < groupCount; g++) block.groups[g]!.weights[centre] = this.centreWeights[g]!;
      centre += 1;
    }
    for (let g = 0; g < groupCount; g++) block.groups[g]!.sigma = sigmas[sigmas.length === 1 ? 0 : g]!.point.value;
    linear.place(block, layout.media, this.firstOwn);
    tests.forEach(({ medium, lifts }, e) => {
      for (const lift of lifts) {
        lift.evaluate(media[medium]!.shape);
        block.testWeights[e * groupCount + lift.group] = lift.unit * lift.lift();
      }
    });
    return logPrior;
  }

  private placeMedium(medium: PanelMedium, c: number): void {
    const { block, groupCount, periods, mask } = this;
    for (let g = 0; g < groupCount; g++) {
      const group = block.groups[g]!;
      group.base[c] = medium.coefficients[g]!;
      if (medium.pooling !== null) group.spreads[c] = medium.spread!;
      const { f, offset } = medium.pathOf(g);
      const to = block.placeOf(g, c);
      const target = block.block;
      if (mask === null) for (let t = 0; t < periods; t++) target[to + t] = f[offset + t]!;
      else for (let t = 0; t < periods; t++) target[to + t] = mask[g * periods + t]! * f[offset + t]!;
    }
  }

  record(position: Float64Array, stream: RandomStream, out: Float64Array, displayed: Float64Array): void {
    const { media, readouts, block, linear, sigmas, layout, groupCount } = this;
    this.forward(position);
    if (!(block.evaluate() > -Infinity)) throw new RangeError('invalid draw: its density cannot be computed');
    block.draw(stream, this.drawnShared, this.drawnOwn);
    const width = layout.own.length;
    let column = 0;
    let place = 0;
    for (let c = 0; c < media.length; c++) {
      const medium = media[c]!;
      for (let g = 0; g < groupCount; g++) {
        const deviation = medium.pooling === null ? 0 : medium.spread! * this.drawnOwn[g * width + c]!;
        this.drawnCoefficients[g] = medium.coefficients[g]! + deviation;
      }
      column = readouts[c]!.writeColumns(this.drawnCoefficients, out, column);
      place = readouts[c]!.writeDisplayed(this.drawnCoefficients, displayed, place);
    }
    column = linear.record(this.drawnShared, this.drawnOwn, width, this.firstOwn, out, column);
    for (const { point } of sigmas) out[column++] = point.value;
  }
}

/** `(groups × periods)`: the KPI per head, scaled; NaN where there is no value. */
function scaledOutcome(panel: Panel, scales: Scales, kpi: KpiSeries, rows: Int32Array): Float64Array {
  const { center, scale } = scales.kpis[kpi.id]!;
  const outcome = new Float64Array(kpi.values.length).fill(NaN);
  for (const row of rows) {
    const group = Math.floor(row / panel.periods.length);
    outcome[row] = (kpi.values[row]! * (scale / kpiUnit(scales, kpi.id, group)) - center) / scale;
  }
  return outcome;
}

/** Standard deviation of the scaled KPI, 1 where it does not vary. */
function spread(outcome: Float64Array, rows: Int32Array): number {
  const n = Math.max(1, rows.length);
  const mean = rows.reduce((sum, row) => sum + outcome[row]!, 0) / n;
  const variance = rows.reduce((sum, row) => sum + (outcome[row]! - mean) ** 2, 0) / n;
  return variance > 0 ? Math.sqrt(variance) : 1;
}

function maskOf(rows: Int32Array, size: number): Uint8Array | null {
  if (rows.length === size) return null;
  const mask = new Uint8Array(size);
  for (const row of rows) mask[row] = 1;
  return mask;
}

function testedMedia(spec: ModelSpec, panel: Panel, scales: Scales, kpiId: string): TestedMedium[] {
  return spec.experiments
    .filter(({ kpi }) => kpi === kpiId)
    .map((test) => {
      const medium = spec.channels.findIndex(({ id }) => id === test.channel);
      const channel = spec.channels[medium];
      if (channel === undefined) throw new RangeError(`experiment of an unknown channel: ${test.channel}`);
      return { test, medium, lifts: groupLifts(spec, test, channel, panel, scales) };
    });
}
