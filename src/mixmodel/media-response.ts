import type { Panel } from '../data/index.js';
import { allRows, drawColumn, kpiOf, type FittedDraws } from './draw-columns.js';
import type { AdstockForm } from './lag-weights.js';
import type { MediaSpec } from './model-spec.js';
import { fitReachCurve, type ReachCurve } from './reach-curve.js';
import { mediaUnit } from './scales.js';

/**
 * All that is needed to turn a path of media into KPI, per draw: the bridge from a fitted model to
 * `planning/evaluate` and to the page. Plain arrays, so that it can be posted to a worker or embedded.
 */
export interface MediaResponse {
  readonly id: string;
  readonly draws: number;
  /** Media per unit of the scaled media: scaled = media ÷ mediaScale. */
  readonly mediaScale: number;
  readonly adstock: AdstockForm;
  readonly saturation: 'none' | 'hill' | 'logistic';
  readonly order: 'adstock_first' | 'saturation_first';
  /**
   * Reach by impressions where the medium has reach and frequency: saturation then acts on frequency, scaled media are
   * reach ÷ mediaScale, and the media of a plan are impressions. null else.
   */
  readonly reach: ReachCurve | null;
  /** `(draws)` each; empty where the transforms have no such parameter. */
  readonly alpha: Float64Array;
  readonly peak: Float64Array;
  readonly shape: Float64Array;
  readonly scale: Float64Array;
  readonly half: Float64Array;
  readonly slope: Float64Array;
  readonly rate: Float64Array;
  /** `(draws)`: KPI units (not scaled) per unit of saturated media. */
  readonly coefficient: Float64Array;
}

/**
 * The response of every channel, then of every organic medium, of one KPI.
 * @param drawRows rows of the KPI's draws, in the order wanted; all by default
 */
export function mediaResponses(
  fitted: FittedDraws,
  kpiId: string,
  drawRows: Int32Array = allRows(kpiOf(fitted, kpiId)),
): MediaResponse[] {
  return [...fitted.spec.channels, ...fitted.spec.organic].map((media) =>
    mediaResponse(fitted, kpiId, media, drawRows),
  );
}

export function mediaResponse(
  fitted: FittedDraws,
  kpiId: string,
  media: MediaSpec,
  drawRows: Int32Array,
  group = 0,
): MediaResponse {
  const kpi = kpiOf(fitted, kpiId);
  const { id, adstock } = media;
  const column = (name: string): Float64Array => drawColumn(kpi, `${name}[${id}]`, drawRows);
  const unit = fitted.scales.kpis[kpiId]!.scale;
  return {
    id,
    draws: drawRows.length,
    mediaScale: mediaUnit(fitted.scales, id),
    adstock:
      adstock.kind === 'none'
        ? { kind: 'none' }
        : { kind: adstock.kind, periods: adstock.periods, normalised: adstock.normalised },
    saturation: media.saturation.kind,
    order: media.order ?? 'adstock_first',
    reach: reachCurveOf(fitted.panel, media, group),
    alpha: column('alpha'),
    peak: column('peak'),
    shape: column('shape'),
    scale: column('scale'),
    half: column('half'),
    slope: column('slope'),
    rate: column('rate'),
    coefficient: column('coefficient').map((value) => value * unit),
  };
}

/** The curve of one medium in one group by the whole of its history, in units of the file. */
function reachCurveOf(panel: Panel, { id }: MediaSpec, group: number): ReachCurve | null {
  const channel = panel.channels.find((series) => series.id === id);
  const organic = panel.organic.find((series) => series.id === id);
  const reach = channel?.media ?? organic?.values;
  const frequency = channel?.frequency ?? organic?.frequency;
  if (reach === undefined || frequency === undefined) return null;
  const [from, to] = [group * panel.periods.length, (group + 1) * panel.periods.length];
  return fitReachCurve(reach.subarray(from, to), frequency.subarray(from, to));
}

/** The same response at some of its draws. */
export function responseAtDraws(response: MediaResponse, kept: readonly number[]): MediaResponse {
  const thin = (values: Float64Array): Float64Array =>
    values.length === 0 ? values : Float64Array.from(kept, (d) => values[d]!);
  return {
    ...response,
    draws: kept.length,
    alpha: thin(response.alpha),
    peak: thin(response.peak),
    shape: thin(response.shape),
    scale: thin(response.scale),
    half: thin(response.half),
    slope: thin(response.slope),
    rate: thin(response.rate),
    coefficient: thin(response.coefficient),
  };
}
