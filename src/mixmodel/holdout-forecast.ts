import type { Panel } from '../data/index.js';
import { randomStream } from '../inference/index.js';
import { kpiContext } from './assess-context.js';
import { baselinePaths } from './baseline.js';
import { allRows } from './draw-columns.js';
import type { SampledModel } from './fit.js';
import type { HoldoutOrigin } from './holdout-origins.js';
import { dataRows, type RegressorRows } from './linear-design.js';
import { mediaInput } from './media-input.js';
import { MediaPath } from './media-path.js';
import type { MediaSpec } from './model-spec.js';
import { drawnScore, nextNoise, noiseReader } from './noise-process.js';
import { AssessedMedium } from './roi-medium.js';
import { mediaUnit } from './scales.js';

/**
 * Forecast of the rows of one origin by a model that was fitted without them, given their actual media and controls.
 * @param refit fitted to the rows before the origin
 * @param panel all the data
 * @returns `(held-out rows × draws)`, KPI units, noise included
 */
export function forecastHeldOut(refit: SampledModel, panel: Panel, kpiId: string, origin: HoldoutOrigin): Float64Array {
  const { from, to } = origin;
  const context = kpiContext(refit, kpiId);
  const draws = context.drawCount;
  const forecast = baselinePaths(refit, kpiId, {
    drawRows: allRows(context.fitted),
    rows: rowsBetween(panel, from, to),
    fingerprint: `holdout ${refit.seed}`,
  }).total;
  const addMedium = (
    spec: MediaSpec,
    values: Float64Array,
    frequency: Float64Array | undefined,
    trained: AssessedMedium,
  ): void => {
    const input = mediaInput(
      refit.spec,
      spec,
      values.slice(0, to),
      frequency?.slice(0, to),
      mediaUnit(refit.scales, spec.id),
    );
    const path = new MediaPath(spec, input.media, input.before, input.frequency);
    for (let d = 0; d < draws; d++) {
      const { shape, coefficient } = trained.parametersOf(d);
      path.evaluate(shape);
      for (let row = from; row < to; row++) {
        forecast[(row - from) * draws + d]! += coefficient * context.scale * path.f[row]!;
      }
    }
  };
  for (const channel of refit.spec.channels) {
    const all = panel.channels.find(({ id }) => id === channel.id)!;
    const trained = refit.panel.channels.find(({ id }) => id === channel.id)!;
    const medium = new AssessedMedium(context, channel, trained.media, trained.spend, trained.frequency);
    addMedium(channel, all.media, all.frequency, medium);
  }
  for (const medium of refit.spec.organic) {
    const all = panel.organic.find(({ id }) => id === medium.id)!;
    const trained = refit.panel.organic.find(({ id }) => id === medium.id)!;
    const assessed = new AssessedMedium(context, medium, trained.values, null, trained.frequency);
    addMedium(medium, all.values, all.frequency, assessed);
  }
  addNoise(forecast, refit, kpiId, origin);
  return forecast;
}

function addNoise(forecast: Float64Array, refit: SampledModel, kpiId: string, origin: HoldoutOrigin): void {
  const { fitted, drawCount, scale, rows } = kpiContext(refit, kpiId);
  const noiseOf = noiseReader(fitted, refit.panel.groups[0]!);
  const group = refit.panel.groups[0]!;
  const noise = randomStream(refit.seed, 'holdout noise', kpiId, origin.origin, ...(group === 'all' ? [] : [group]));
  const before = Float64Array.from({ length: drawCount }, (_, d) => noiseOf(d).last);
  const known = rows.at(-1) ?? origin.from - 1;
  for (let row = known + 1; row < origin.to; row++) {
    for (let d = 0; d < drawCount; d++) {
      const draw = noiseOf(d);
      // Independent noise has no past: what lies before the forecast is not drawn.
      if (row < origin.from && draw.correlation === 0) continue;
      before[d] = nextNoise(draw, before[d]!, drawnScore(noise, draw.df));
      if (row >= origin.from) forecast[(row - origin.from) * drawCount + d]! += scale * before[d]!;
    }
  }
}

function rowsBetween(panel: Panel, from: number, to: number): RegressorRows {
  const all = dataRows(panel);
  const cut = (series: Readonly<Record<string, Float64Array>>): Record<string, Float64Array> =>
    Object.fromEntries(Object.entries(series).map(([id, values]) => [id, values.slice(from, to)]));
  return {
    periods: all.periods.slice(from, to),
    controls: cut(all.controls),
    treatments: cut(all.treatments),
    holidays: cut(all.holidays),
  };
}
