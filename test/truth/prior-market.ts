/** Data whose truth is one draw of a model's own priors: what calibration is checked on. */
import type { Panel } from '../../src/data/index.js';
import { randomStream, type RandomStream } from '../../src/inference/index.js';
import { dataRows, linearDesign } from '../../src/mixmodel/linear-design.js';
import { MediaPath } from '../../src/mixmodel/media-path.js';
import { shapeParameters } from '../../src/mixmodel/media-shape.js';
import type { MediaSpec, ModelSpec, Prior, Scales } from '../../src/mixmodel/model-spec.js';
import { samplePrior } from '../../src/mixmodel/prior-quantile.js';
import { scalesOf } from '../../src/mixmodel/scales.js';

export interface PriorMarket {
  /** The model with the scales fixed, so that priors mean the same before and after the data are seen. */
  readonly spec: ModelSpec;
  /** The panel given, its KPI replaced by what the truth and noise make. */
  readonly panel: Panel;
  /** By column of `FittedKpi.columns`. */
  readonly truth: Readonly<Record<string, number>>;
}

/** KPI units: a scaled KPI of 0 is `center`. Fixed, or the scale would depend on the data it scales. */
export const priorMarketKpi = { center: 5000, scale: 400 };

/**
 * @param template channels, controls and calendar; its KPI values are not used
 */
export function drawPriorMarket(model: ModelSpec, template: Panel, seed: number): PriorMarket {
  const random = randomStream(seed, 'prior market');
  const found = scalesOf(model, template);
  const kpi = model.kpis[0]!.id;
  const scales: Scales = { ...found, kpis: { [kpi]: priorMarketKpi } };
  const spec: ModelSpec = { ...model, scaling: { ...model.scaling, fixed: scales } };
  const periods = template.periods.length;
  const truth: Record<string, number> = {};
  const scaledKpi = new Float64Array(periods);

  for (const media of spec.channels) {
    const series = template.channels.find(({ id }) => id === media.id)!;
    const scaled = series.media.map((value) => value / scales.media[media.id]![0]!);
    const spend = series.spend.reduce((sum, value) => sum + value, 0);
    const path = drawPath(media, scaled, random, truth);
    const size = path.reduce((sum, value) => sum + value, 0) * priorMarketKpi.scale;
    const { on, prior } = media.effect[kpi]!;
    const effect = samplePrior(prior, random);
    if (on === 'contribution') throw new RangeError('a share of the KPI is not known before the KPI is');
    const coefficient = on === 'roi' ? (effect * spend) / size : effect;
    truth[`coefficient[${media.id}]`] = coefficient;
    truth[`roi[${media.id}]`] = (coefficient * size) / spend;
    path.forEach((value, t) => {
      scaledKpi[t] = scaledKpi[t]! + coefficient * value;
    });
  }

  const design = linearDesign(spec, template, scales);
  const regressors = design.regressors(dataRows(template), 'fitted');
  const coefficients = Float64Array.from(design.terms, ({ prior }) => samplePrior(prior, random));
  const sigma = samplePrior(spec.noise.sd, random);
  for (let t = 0; t < periods; t++) {
    coefficients.forEach((coefficient, k) => {
      scaledKpi[t] = scaledKpi[t]! + coefficient * regressors[t * design.terms.length + k]!;
    });
  }
  addNoise(scaledKpi, spec, sigma, random, truth);
  design.record(coefficients);
  design.terms.forEach(({ name }, k) => {
    truth[name] = coefficients[k]!;
  });
  truth['sigma'] = sigma;
  const values = scaledKpi.map((value) => priorMarketKpi.center + priorMarketKpi.scale * value);
  return { spec, panel: { ...template, kpis: [{ id: kpi, values, valuePerUnit: null }] }, truth };
}

/** Noise of the spec's process, and its drifting level, at parameters drawn from the priors and written into `truth`. */
function addNoise(
  kpi: Float64Array,
  { noise, baseline }: ModelSpec,
  sigma: number,
  random: RandomStream,
  truth: Record<string, number>,
): void {
  const draw = (name: string, prior: Prior): number => (truth[name] = samplePrior(prior, random));
  const df = noise.kind === 'student_t' ? draw('df', noise.df) : Infinity;
  const score = (): number =>
    df === Infinity ? random.normal() : random.normal() / Math.sqrt(random.gamma(df / 2) / (df / 2));
  const correlation = noise.ar === undefined ? 0 : draw('ar', noise.ar);
  const stepSd = baseline.trend.kind === 'drift' ? draw('step_sd', baseline.trend.stepSd) : 0;
  let carried = 0;
  let level = 0;
  for (let t = 0; t < kpi.length; t++) {
    const scale = t === 0 ? 1 : Math.sqrt(1 - correlation * correlation);
    carried = correlation * carried + scale * sigma * score();
    if (t > 0 && stepSd > 0) level += stepSd * random.normal();
    kpi[t] = kpi[t]! + carried + level;
  }
  truth['last_residual'] = carried;
  truth['level'] = level;
}

/** One draw of a channel's transforms: its saturated path, the parameters written into `truth`. */
function drawPath(
  media: MediaSpec,
  scaled: Float64Array,
  random: RandomStream,
  truth: Record<string, number>,
): Float64Array {
  const path = new MediaPath(media, scaled, 0);
  path.evaluate(
    shapeParameters(media).map(({ name, prior }) => (truth[`${name}[${media.id}]`] = samplePrior(prior, random))),
  );
  return path.f;
}
