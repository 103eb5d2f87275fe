import { groupRows, type KpiSeries, type Panel } from '../data/index.js';
import { kernelSpaceOfPaths } from './kernels/kernel-space.js';
import { kpiWindow } from './kpi-window.js';
import { mediaBefore } from './media-history.js';
import { averageActive } from './media-curve.js';
import { MediaPath } from './media-path.js';
import { MediaTerm, type EffectMeasure } from './media-term.js';
import type { EffectSpec, GroupsSpec, MediaSpec, ModelSpec, Scales } from './model-spec.js';
import { LognormalMedium } from './panel-lognormal-medium.js';
import { SharedMedium, type PanelMedium } from './panel-medium.js';
import { OwnMedium } from './panel-own-medium.js';
import { PanelPath } from './panel-path.js';
import { PanelReadout } from './panel-readout.js';
import { kpiUnit, mediaUnit } from './scales.js';

/** Share of the KPI's spread that one channel's variation seldom exceeds: the unit of its sampled coordinate. */
const variationShare = 0.3;

export interface CompiledPanelMedia {
  /** Channels, then organic media, as in the model file. */
  readonly media: readonly PanelMedium[];
  readonly readouts: readonly PanelReadout[];
}

/** What the media of a panel's KPI are counted in, all `(groups × periods)`, zero before the KPI window. */
interface PanelWeights {
  readonly value: Float64Array;
  readonly kpi: Float64Array;
}

/**
 * The media of one KPI of a panel.
 * @param rows likelihood rows, `group · periods + period`
 * @param kpiSpread standard deviation of the scaled KPI
 */
export function compilePanelMedia(
  spec: ModelSpec,
  groups: GroupsSpec,
  panel: Panel,
  scales: Scales,
  kpi: KpiSeries,
  rows: Int32Array,
  kpiSpread: number,
): CompiledPanelMedia {
  const weights = panelWeights(panel, scales, kpi);
  const paths = panel.groups.length * (spec.channels.length + spec.organic.length);
  const space = kernelSpaceOfPaths(paths, panel.periods.length);
  const media: PanelMedium[] = [];
  const readouts: PanelReadout[] = [];
  let index = 0;
  const add = (medium: MediaSpec, values: Float64Array, spend: Float64Array | null): void => {
    const compiled = compileOne(medium, values, spend, index);
    index += compiled.sampled.length;
    media.push(compiled);
  };
  const compileOne = (medium: MediaSpec, values: Float64Array, spend: Float64Array | null, first: number) => {
    const effect: EffectSpec | undefined = medium.effect[kpi.id];
    if (effect === undefined) throw new RangeError(`no effect of ${medium.id} on ${kpi.id}`);
    if (effect.on === 'marginal_roi') throw new RangeError('marginal ROI is not fitted to several groups');
    const scaled = panel.groups.map((_, g) =>
      groupRows(values, panel, g).map((value) => value / mediaUnit(scales, medium.id, g)),
    );
    const pathOf = (g: number): MediaPath =>
      new MediaPath(medium, scaled[g]!, mediaBefore(spec, medium, scaled[g]!), null, space);
    const size = panel.periods.length;
    const measure = (from: number, to: number): EffectMeasure => ({
      effect,
      totalWeights: (effect.on === 'contribution' ? weights.kpi : weights.value).slice(from * size, to * size),
      totalSize:
        effect.on === 'contribution'
          ? groupTotal(panel, from, to, (row) => (Number.isFinite(kpi.values[row]) ? kpi.values[row]! : 0))
          : groupTotal(panel, from, to, (row) => spend?.[row] ?? 0),
      rows: rows.filter((row) => row >= from * size && row < to * size).map((row) => row - from * size),
      variationGuess: variationShare * kpiSpread,
    });
    const all = panel.groups.length;
    const shared = (): MediaTerm =>
      new MediaTerm(
        medium,
        measure(0, all),
        scaled[0]!,
        0,
        first,
        null,
        space,
        new PanelPath(panel.groups.map((_, g) => pathOf(g))),
      );
    const compiled = ((): PanelMedium => {
      if (groups.pooling === 'none') {
        const terms = panel.groups.map(
          (_, g) => new MediaTerm(medium, measure(g, g + 1), scaled[g]!, 0, 0, null, space, pathOf(g)),
        );
        const fixed: EffectSpec = { on: 'coefficient', prior: { family: 'fixed', value: 0, shift: 0 } };
        const prior = new MediaTerm(medium, { ...measure(0, 1), effect: fixed }, new Float64Array(1), 0, 0);
        return new OwnMedium(terms, prior, panel.groups, first);
      }
      if (groups.pooling === 'partial' && groups.effects === 'lognormal') {
        return new LognormalMedium(shared(), panel.groups, groups.spread, first);
      }
      return new SharedMedium(shared(), all, groups.pooling === 'partial' ? groups.spread : null, first);
    })();
    const { from, to } = kpiWindow(panel);
    const spent = spend === null ? 0 : groupTotal(panel, 0, all, (row) => spend[row]!);
    readouts.push(
      new PanelReadout(compiled, medium, panel.groups, {
        periods: size,
        kpiUnits: panel.groups.map((_, g) => kpiUnit(scales, kpi.id, g)),
        contributionFrom: from,
        valueWeights: spend === null ? null : weights.value.map((weight) => (spent > 0 ? weight / spent : 0)),
        activeMedia: scaled.map((own) => averageActive(own.subarray(from, to))),
      }),
    );
    return compiled;
  };
  for (const channel of spec.channels) {
    const series = panel.channels.find(({ id }) => id === channel.id);
    if (series === undefined) throw new RangeError(`no data for channel ${channel.id}`);
    add(channel, series.media, series.spend);
  }
  for (const organic of spec.organic) {
    const series = panel.organic.find(({ id }) => id === organic.id);
    if (series === undefined) throw new RangeError(`no data for organic medium ${organic.id}`);
    add(organic, series.values, null);
  }
  return { media, readouts };
}

function panelWeights(panel: Panel, scales: Scales, kpi: KpiSeries): PanelWeights {
  const { from } = kpiWindow(panel);
  const periods = panel.periods.length;
  const weigh = (weight: (row: number) => number): Float64Array =>
    Float64Array.from({ length: kpi.values.length }, (_, row) => {
      if (row % periods < from) return 0;
      return weight(row) * kpiUnit(scales, kpi.id, Math.floor(row / periods));
    });
  return {
    value: weigh((row) => kpi.valuePerUnit?.[row] ?? 1),
    kpi: weigh((row) => (Number.isFinite(kpi.values[row]) ? 1 : 0)),
  };
}

/** Sum over the KPI window of some groups, `to` exclusive. */
function groupTotal(panel: Panel, from: number, to: number, value: (row: number) => number): number {
  const window = kpiWindow(panel);
  let total = 0;
  for (let g = from; g < to; g++) {
    for (let t = window.from; t < window.to; t++) total += value(g * panel.periods.length + t);
  }
  return total;
}
