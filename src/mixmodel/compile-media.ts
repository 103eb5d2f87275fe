import type { KpiSeries, Panel } from '../data/index.js';
import { ExperimentTerm } from './experiment-term.js';
import { kernelSpaceOfPaths } from './kernels/kernel-space.js';
import { kpiWindow } from './kpi-window.js';
import { marginalShare, mediaInput, mediaLevels, multipliedMedia, type MediaInput } from './media-input.js';
import { MediaPath } from './media-path.js';
import { MediaReadout } from './media-readout.js';
import { MediaTerm, type EffectMeasure } from './media-term.js';
import { MediaTotalTerm, mediaTotalPrior } from './media-total-term.js';
import type { EffectSpec, MediaSpec, ModelSpec, Scales } from './model-spec.js';
import { kpiUnit, mediaUnit } from './scales.js';

/** Share of the KPI's spread that one channel's variation seldom exceeds: the unit of its sampled coordinate. */
const variationShare = 0.3;

export interface CompiledMedia {
  /** Channels, then organic media, as in the model file. */
  readonly terms: readonly MediaTerm[];
  /** One per term. */
  readonly readouts: readonly MediaReadout[];
  readonly experiments: readonly ExperimentTerm[];
  /** Of all channels; null where the model file has no such prior. */
  readonly mediaTotal: MediaTotalTerm | null;
}

/**
 * The media of one KPI.
 * @param rows likelihood rows
 * @param kpiSpread standard deviation of the scaled KPI
 */
export function compileMedia(
  spec: ModelSpec,
  panel: Panel,
  scales: Scales,
  kpi: KpiSeries,
  rows: Int32Array,
  kpiSpread: number,
): CompiledMedia {
  const kpiScale = kpiUnit(scales, kpi.id);
  const valueWeights = windowWeights(panel, (row) => kpiScale * (kpi.valuePerUnit?.[row] ?? 1));
  const kpiWeights = windowWeights(panel, (row) => (Number.isFinite(kpi.values[row]) ? kpiScale : 0));
  const kpiTotal = windowTotal(panel, (row) => (Number.isFinite(kpi.values[row]) ? kpi.values[row]! : 0));
  const terms: MediaTerm[] = [];
  const readouts: MediaReadout[] = [];
  const inputs = new Map<string, MediaInput>();
  const space = kernelSpaceOfPaths(spec.channels.length + spec.organic.length, panel.periods.length);
  let index = 0;
  const add = (
    media: MediaSpec,
    values: Float64Array,
    frequency: Float64Array | undefined,
    spend: number | null,
  ): void => {
    const effect: EffectSpec | undefined = media.effect[kpi.id];
    if (effect === undefined) throw new RangeError(`no effect of ${media.id} on ${kpi.id}`);
    const input = mediaInput(spec, media, values, frequency, mediaUnit(scales, media.id));
    inputs.set(media.id, input);
    const term = new MediaTerm(
      media,
      {
        effect,
        totalWeights: effect.on === 'contribution' ? kpiWeights : valueWeights,
        totalSize: effect.on === 'contribution' ? kpiTotal : (spend ?? 0),
        raised: effect.on === 'marginal_roi' ? raisedPath(media, input, kpiWindow(panel).from) : undefined,
        rows,
        variationGuess: variationShare * kpiSpread,
      },
      input.media,
      input.before,
      index,
      input.frequency,
      space,
    );
    index += term.sampled.length;
    terms.push(term);
    const { from, to } = kpiWindow(panel);
    readouts.push(
      new MediaReadout(term, {
        contributionWeights: windowWeights(panel, () => kpiScale),
        valueWeights: spend === null ? null : valueWeights.map((weight) => (spend > 0 ? weight / spend : 0)),
        levelAt: mediaLevels(input, from, to),
        kpiScale,
      }),
    );
  };
  for (const channel of spec.channels) {
    const series = panel.channels.find(({ id }) => id === channel.id);
    if (series === undefined) throw new RangeError(`no data for channel ${channel.id}`);
    add(
      channel,
      series.media,
      series.frequency,
      windowTotal(panel, (row) => series.spend[row]!),
    );
  }
  for (const organic of spec.organic) {
    const series = panel.organic.find(({ id }) => id === organic.id);
    if (series === undefined) throw new RangeError(`no data for organic medium ${organic.id}`);
    add(organic, series.values, series.frequency, null);
  }
  const experiments = spec.experiments
    .filter((test) => test.kpi === kpi.id)
    .map((test) => {
      const term = terms.find((candidate) => candidate.spec.id === test.channel);
      if (term === undefined) throw new RangeError(`experiment of an unknown channel: ${test.channel}`);
      return new ExperimentTerm(
        test,
        term,
        panel,
        mediaUnit(scales, test.channel),
        inputs.get(test.channel)!,
        kpiScale,
      );
    });
  const prior = mediaTotalPrior(spec, kpi.id);
  const paid = terms.slice(0, spec.channels.length);
  const mediaTotal = prior === null ? null : new MediaTotalTerm(prior, paid, kpiWeights, kpiTotal);
  return { terms, readouts, experiments, mediaTotal };
}

/** The path with a little more bought in every period of the window, for a prior on the marginal return. */
function raisedPath(spec: MediaSpec, input: MediaInput, from: number): EffectMeasure['raised'] {
  const { media, before, frequency } = multipliedMedia(input, from, 1 + marginalShare);
  return { path: new MediaPath(spec, media, before, frequency), share: marginalShare };
}

/** `(periods)`: the weight inside the KPI window, 0 before it. */
function windowWeights(panel: Panel, weight: (row: number) => number): Float64Array {
  const { from } = kpiWindow(panel);
  return Float64Array.from({ length: panel.periods.length }, (_, row) => (row < from ? 0 : weight(row)));
}

function windowTotal(panel: Panel, value: (row: number) => number): number {
  const { from, to } = kpiWindow(panel);
  let total = 0;
  for (let row = from; row < to; row++) total += value(row);
  return total;
}
