import { z } from 'zod';
import { largestNumber } from '../../data/index.js';
import { column, currencyCode, date, fileId, innerId, listOf, text, title, wholeNumber } from './atoms.js';
import { prior } from './prior-schema.js';

const future = z.string().min(1).max(200).describe('last_year, held, zero, or the name of a column');

export const effectOf = z
  .strictObject({
    roi: prior.optional(),
    marginal_roi: prior.optional(),
    contribution: prior.optional(),
    coefficient: prior.optional(),
  })
  .meta({ id: 'effect' });
export const effectByKpi = z.record(innerId, effectOf);
/** On one of ROI, marginal ROI, contribution or coefficient; or that for each KPI. */
const effect = z.union([effectOf, effectByKpi], 'bad-effect');

const adstock = z
  .strictObject({
    kind: z.enum(['geometric', 'delayed', 'binomial', 'weibull_pdf', 'weibull_cdf', 'none']).optional(),
    periods: z.union([wholeNumber(1, 520), z.literal('all')], 'bad-lags').optional(),
    alpha: prior.optional(),
    peak: prior.optional(),
    shape: prior.optional(),
    scale: prior.optional(),
    normalised: z.boolean().optional(),
  })
  .meta({ id: 'adstock' });

const saturation = z
  .strictObject({
    kind: z.enum(['hill', 'logistic', 'none']).optional(),
    half: prior.optional(),
    slope: prior.optional(),
    rate: prior.optional(),
  })
  .meta({ id: 'saturation' });

const kpi = z.strictObject({
  id: innerId,
  label: title.optional(),
  column,
  kind: z.enum(['revenue', 'count', 'rate', 'score']).optional(),
  value_per_unit: z
    .union([z.number().max(largestNumber), z.strictObject({ column, future: future.optional() })], 'bad-value-per-unit')
    .optional(),
});

const channel = z.strictObject({
  id: innerId,
  label: title.optional(),
  spend: column,
  media: column.optional(),
  reach: column.optional(),
  frequency: column.optional(),
  unit: z.string().min(1).max(40).optional(),
  adstock: adstock.optional(),
  saturation: saturation.optional(),
  order: z.enum(['adstock_first', 'saturation_first']).optional(),
  effect: effect.optional(),
  demand_driven: z.boolean().optional(),
  tags: listOf(z.string().min(1).max(64)).optional(),
});

const organic = z.strictObject({
  id: innerId,
  label: title.optional(),
  media: column.optional(),
  reach: column.optional(),
  frequency: column.optional(),
  adstock: adstock.optional(),
  saturation: saturation.optional(),
  order: z.enum(['adstock_first', 'saturation_first']).optional(),
  effect: effect.optional(),
  future: future.optional(),
});

const treatment = z.strictObject({
  id: innerId,
  label: title.optional(),
  column,
  baseline: z.union([z.number(), z.enum(['min', 'max'])], 'bad-baseline').optional(),
  effect: z.strictObject({ coefficient: prior.optional(), contribution: prior.optional() }).optional(),
  future: future.optional(),
});

const control = z.strictObject({
  id: innerId,
  label: title.optional(),
  column,
  standardise: z.boolean().optional(),
  coefficient: prior.optional(),
  future: future.optional(),
});

const mask = z.strictObject({
  from: date,
  to: date,
  group: z.string().min(1).max(200).optional(),
  why: text.optional(),
});

const trend = z.strictObject({
  kind: z.enum(['none', 'linear', 'knots', 'drift']).optional(),
  every: wholeNumber(2, 1040).optional(),
  at: z.union([z.literal('auto'), listOf(date).min(1)], 'bad-knots').optional(),
  step: prior.optional(),
  value: prior.optional(),
  step_sd: prior.optional(),
  coefficient: prior.optional(),
});

const season = z.strictObject({
  kind: z.enum(['none', 'fourier']).optional(),
  pairs: wholeNumber(1, 26).optional(),
  weekday: z.enum(['auto', 'none']).optional(),
  coefficient: prior.optional(),
});

const days = wholeNumber(0, 60);
const holidays = z.strictObject({
  country: z.enum(['CN', 'US', 'GB', 'DE']).nullable().optional(),
  include: z.union([z.enum(['default']), listOf(z.string().min(1).max(64))], 'bad-include').optional(),
  windows: z
    .record(
      z.string().min(1).max(64),
      z.strictObject({ before: days.optional(), days: wholeNumber(1, 60).optional(), after: days.optional() }),
    )
    .optional(),
  coefficient: prior.optional(),
});

const counterfactual = z.strictObject({
  spend: z.number().min(0).optional(),
  pct_of_actual: z.number().min(0).optional(),
  column: column.optional(),
});

const experiment = z.strictObject({
  channel: innerId,
  kpi: innerId.optional(),
  start: date,
  end: date,
  counterfactual,
  effect: z.number(),
  sd: z.number().gt(0),
  effect_through: z.enum(['end', 'run_out']).optional(),
  in_data: z.boolean().optional(),
  sd_from_elsewhere: z.boolean().optional(),
  share_of_market: z.number().gt(0).max(1).optional(),
  region: z.string().min(1).max(200).optional(),
  audience: z.string().min(1).max(200).optional(),
  source: text.optional(),
});

const groups = z
  .strictObject({
    pooling: z.enum(['none', 'partial', 'complete']).optional(),
    effects: z.enum(['normal', 'lognormal']).optional(),
    spread: prior.optional(),
    intercept: prior.optional(),
    pool_controls: z.boolean().optional(),
    controls_spread: prior.optional(),
    baseline_group: z.string().min(1).max(200).nullable().optional(),
  })
  .describe('How several regions or audiences share their effects');

const centred = z.strictObject({ center: z.number(), scale: z.number().gt(0) });
const scaling = z.strictObject({
  kpi: z.enum(['standard', 'max', 'none']).optional(),
  media: z
    .strictObject({ by: z.enum(['median', 'max', 'none']).optional(), over: z.enum(['group', 'all']).optional() })
    .optional(),
  fixed: z
    .strictObject({
      kpis: z.record(innerId, centred),
      media: z
        .record(innerId, z.union([z.number().gt(0), listOf(z.number().gt(0)).min(1)], 'bad-scale'))
        .describe('One scale, or one per group in the order of the data'),
      population: listOf(z.number().gt(0)).optional(),
      regressors: z.record(innerId, centred).optional(),
    })
    .optional(),
});

/** A model file, as written: every key that may stand in it, before defaults. */
export const modelSchema = z.strictObject({
  schema: z.literal('mixplan/model@1'),
  id: fileId,
  title: title.optional(),
  data: z.strictObject({
    file: z.string().min(1).max(500),
    sheet: z.string().min(1).max(100).optional(),
    date: column,
    date_marks: z.enum(['start', 'end']).optional(),
    region: column.optional(),
    audience: column.optional(),
    population: column.optional(),
    mask: listOf(mask).optional(),
    history_before: z.enum(['zero', 'first_mean', 'drop']).optional(),
  }),
  currency: currencyCode.optional(),
  kpis: listOf(kpi).min(1),
  channels: listOf(channel).min(1),
  media_total: z
    .union([prior, z.null()], 'bad-prior')
    .describe(
      "Prior on the share of the KPI's total that all paid media explain. The joint prior of the channels' effects is what their own priors say times the density of this prior at the share (an extra factor on a derived quantity, not normalised). One group only",
    )
    .optional(),
  organic: listOf(organic).optional(),
  treatments: listOf(treatment).optional(),
  controls: listOf(control).optional(),
  baseline: z
    .strictObject({
      intercept: prior.optional(),
      trend: trend.optional(),
      season: season.optional(),
      holidays: holidays.optional(),
    })
    .optional(),
  groups: groups.optional(),
  noise: z
    .strictObject({
      kind: z.enum(['normal', 'student_t']).optional(),
      sd: prior.optional(),
      df: prior.optional(),
      ar: prior.optional(),
      per_group: z.boolean().optional(),
    })
    .optional(),
  scaling: scaling.optional(),
  experiments: listOf(experiment).optional(),
  holdout: z
    .strictObject({ periods: wholeNumber(1, 104).optional(), origins: wholeNumber(0, 10).optional() })
    .optional(),
  fit: z
    .strictObject({
      chains: wholeNumber(1, 16).optional(),
      warmup: z.union([wholeNumber(10, 10_000), z.literal('auto')], 'bad-auto').optional(),
      draws: z.union([wholeNumber(10, 20_000), z.literal('auto')], 'bad-auto').optional(),
      seed: wholeNumber(0, 2_147_483_647).optional(),
    })
    .optional(),
});

export type ModelInFile = z.infer<typeof modelSchema>;
/** On one of the four, as checked. */
export type EffectInFile = z.infer<typeof effectOf>;
