import type { KpiContext } from './assess-context.js';
import { longestRunOut } from './longest-run-out.js';
import { adstockLags } from './adstock.js';
import {
  marginalShare,
  mediaInput,
  mediaLevels,
  multipliedMedia,
  paddedInput,
  type MediaInput,
} from './media-input.js';
import { averageActive, type MediaLevel, type MediaParameters } from './media-curve.js';
import { MediaPath } from './media-path.js';
import { shapeParameters, type MediaShape } from './media-shape.js';
import type { EffectSpec, MediaSpec } from './model-spec.js';
import type { ReachCurve } from './reach-curve.js';
import { mediaUnit } from './scales.js';

/** What one medium does in one draw. */
export interface MediumTotals {
  /** KPI units over the window. */
  contribution: number;
  /** KPI units over the rows of the window that have a KPI value: what shares are counted on. */
  counted: number;
  /** Value of the contribution ÷ spend, within the data. */
  realisedRoi: number;
  /** The same with the effect that comes after the data. */
  roi: number;
  /** Value of the next 1 % of spend, spread as the history, ÷ that spend, effect after the data included. */
  marginalRoi: number;
}

export function noTotals(): MediumTotals {
  return { contribution: 0, counted: 0, realisedRoi: 0, roi: 0, marginalRoi: 0 };
}

/** Sums over a path for a coefficient of 1. */
interface UnitSums {
  window: number;
  counted: number;
  value: number;
  after: number;
  raisedValue: number;
  /** Part of `raisedValue` within the window. */
  raisedWithin: number;
}

/**
 * One channel or organic medium of a fitted model, asked what it does for given parameters. The one place where
 * contribution, ROI and marginal ROI over the data are worked out, for posterior and prior draws alike.
 *
 * Scratch arrays are rewritten by each call.
 */
export class AssessedMedium {
  readonly id: string;
  readonly effect: EffectSpec;
  /** Money over the window, 0 for organic media. */
  readonly spend: number;
  /** Money of the average active period. */
  readonly activeSpend: number;
  /** What stands in a period of so many times the average active period's spend. */
  readonly levelAt: (multiple: number) => MediaLevel;
  /** Scaled reach by scaled impressions; null where the medium has no reach and frequency. */
  readonly reachCurve: ReachCurve | null;
  /** Periods after the data in which its effect is counted. */
  readonly runOut: number;
  private readonly periods: number;
  private readonly actual: MediaPath;
  /** Media of the window raised by 1 %; null where nothing is spent. */
  private readonly raised: MediaPath | null;
  /** Columns of the shape parameters, in their order, and of the coefficient. */
  private readonly shapeColumns: readonly number[];
  private readonly coefficientColumn: number;
  private readonly hasKpi: Uint8Array;
  private readonly sums: UnitSums = { window: 0, counted: 0, value: 0, after: 0, raisedValue: 0, raisedWithin: 0 };

  /**
   * @param media `(periods)` in the units of the file
   * @param spend `(periods)` money, null for organic media
   * @param frequency `(periods)` where the media are people reached
   */
  constructor(
    private readonly context: KpiContext,
    readonly spec: MediaSpec,
    media: Float64Array,
    spend: Float64Array | null,
    frequency?: Float64Array,
  ) {
    const { window, fitted, kpi } = context;
    const effect = spec.effect[kpi.id];
    if (effect === undefined) throw new RangeError(`no effect of ${spec.id} on ${kpi.id}`);
    this.id = spec.id;
    this.effect = effect;
    this.periods = media.length;
    const spent = spend?.subarray(window.from, window.to) ?? new Float64Array(0);
    this.spend = spent.reduce((sum, money) => sum + money, 0);
    this.activeSpend = averageActive(spent);
    const input = mediaInput(context.spec, spec, media, frequency, mediaUnit(context.scales, spec.id));
    this.levelAt = mediaLevels(input, window.from, window.to);
    this.reachCurve = input.curve;
    this.runOut = Math.min(adstockLags(spec.adstock) - 1, longestRunOut(context.panel));
    const path = (given: MediaInput): MediaPath => {
      const { media: all, before, frequency: often } = paddedInput(given, this.runOut);
      return new MediaPath(spec, all, before, often);
    };
    this.actual = path(input);
    this.raised = this.spend > 0 ? path(multipliedMedia(input, window.from, 1 + marginalShare)) : null;
    const column = (name: string): number => fitted.columns.indexOf(`${name}[${spec.id}]`);
    this.shapeColumns = shapeParameters(spec).map(({ name }) => column(name));
    this.coefficientColumn = column('coefficient');
    this.hasKpi = Uint8Array.from(kpi.values, (value) => (Number.isFinite(value) ? 1 : 0));
  }

  /** Parameters of one posterior draw. */
  parametersOf(draw: number): MediaParameters {
    const { draws, columns } = this.context.fitted;
    const row = draw * columns.length;
    return {
      shape: Float64Array.from(this.shapeColumns, (column) => draws[row + column]!),
      coefficient: draws[row + this.coefficientColumn]!,
    };
  }

  /** `(periods + runOut)`: saturated adstocked media of the last parameters that were asked for. */
  get path(): Float64Array {
    return this.actual.f;
  }

  /** `(periods + runOut)`: what saturation acted on at the last parameters that were asked for. */
  get saturationInput(): Float64Array {
    return this.actual.saturationInput;
  }

  /** Runs the path of this shape, for `path` and `saturationInput` alone. */
  run({ shape }: Pick<MediaParameters, 'shape'>): void {
    this.actual.evaluate(shape);
  }

  totals(parameters: MediaParameters, out: MediumTotals): void {
    this.sumUnits(parameters.shape);
    this.sumRaised(parameters.shape);
    const { sums, spend } = this;
    const b = parameters.coefficient * this.context.scale;
    out.contribution = b * sums.window;
    out.counted = b * sums.counted;
    out.realisedRoi = spend > 0 ? (b * sums.value) / spend : 0;
    out.roi = spend > 0 ? (b * (sums.value + sums.after)) / spend : 0;
    out.marginalRoi = spend > 0 ? (b * (sums.raisedValue - sums.value - sums.after)) / (marginalShare * spend) : 0;
  }

  /** Sums at this shape for a coefficient of 1: KPI units counted, and value within and after the data. */
  unitTotals(shape: MediaShape): { readonly counted: number; readonly value: number; readonly after: number } {
    this.sumUnits(shape);
    const { scale } = this.context;
    const { counted, value, after } = this.sums;
    return { counted: counted * scale, value: value * scale, after: after * scale };
  }

  /** b that an effect, on the scale of its prior, amounts to at this shape. */
  coefficientOfEffect(shape: MediaShape, effect: number): number {
    this.sumUnits(shape);
    if (this.effect.on === 'marginal_roi') this.sumRaised(shape);
    return this.coefficientOf(effect);
  }

  /** ROI and counted effect of an effect stated on the scale of its prior, effect after the data included in ROI. */
  returnsOfEffect(shape: MediaShape, effect: number): Pick<MediumTotals, 'roi' | 'counted'> {
    this.sumUnits(shape);
    if (this.effect.on === 'marginal_roi') this.sumRaised(shape);
    const { sums, spend } = this;
    const b = this.coefficientOf(effect) * this.context.scale;
    return { roi: spend > 0 ? (b * (sums.value + sums.after)) / spend : 0, counted: b * sums.counted };
  }

  /** b of an effect, by the sums of the last path: θ · K ÷ A, see `effect-scale.ts`. */
  private coefficientOf(effect: number): number {
    const { sums, context } = this;
    switch (this.effect.on) {
      case 'coefficient':
        return effect;
      case 'roi':
        return sums.value > 0 ? (effect * this.spend) / (sums.value * context.scale) : 0;
      case 'marginal_roi': {
        const more = (sums.raisedWithin - sums.value) / marginalShare;
        return more > 0 ? (effect * this.spend) / (more * context.scale) : 0;
      }
      case 'contribution':
        return sums.counted > 0 ? (effect * context.total) / (sums.counted * context.scale) : 0;
    }
  }

  private sumUnits(shape: MediaShape): void {
    const { sums, periods, hasKpi } = this;
    const { from } = this.context.window;
    const { value } = this.context;
    this.actual.evaluate(shape);
    const { f } = this.actual;
    sums.window = 0;
    sums.counted = 0;
    sums.value = 0;
    sums.after = 0;
    for (let t = from; t < periods; t++) {
      const effect = f[t]!;
      sums.window += effect;
      if (hasKpi[t] === 1) sums.counted += effect;
      sums.value += effect * value[t]!;
    }
    for (let t = periods; t < f.length; t++) sums.after += f[t]! * value[t]!;
  }

  /** After `sumUnits`, at the same shape. */
  private sumRaised(shape: MediaShape): void {
    const { sums } = this;
    const { window, value } = this.context;
    sums.raisedValue = 0;
    sums.raisedWithin = 0;
    if (this.raised === null) return;
    this.raised.evaluate(shape);
    const { f: raised } = this.raised;
    for (let t = window.from; t < raised.length; t++) {
      const worth = raised[t]! * value[t]!;
      sums.raisedValue += worth;
      if (t < this.periods) sums.raisedWithin += worth;
    }
  }
}

/** Channels, then organic media, in the order of the model file. */
export function assessedMedia(context: KpiContext): { channels: AssessedMedium[]; organic: AssessedMedium[] } {
  const { spec, panel } = context;
  const channels = spec.channels.map((channel) => {
    const series = panel.channels.find(({ id }) => id === channel.id);
    if (series === undefined) throw new RangeError(`no data for channel ${channel.id}`);
    return new AssessedMedium(context, channel, series.media, series.spend, series.frequency);
  });
  const organic = spec.organic.map((medium) => {
    const series = panel.organic.find(({ id }) => id === medium.id);
    if (series === undefined) throw new RangeError(`no data for organic medium ${medium.id}`);
    return new AssessedMedium(context, medium, series.values, null, series.frequency);
  });
  return { channels, organic };
}
