import { z } from 'zod';
import { currencyCode, date, fileId, innerId, language, listOf, title, wholeNumber } from './atoms.js';

const share = z.number().min(0).max(1);
const period = wholeNumber(0, 5000);

const lags = wholeNumber(1, 104).optional();

/** Another adstock than geometric over the usual lags. */
const adstock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('geometric'), periods: lags, alpha: z.number().gt(0).max(0.98) }),
  z.strictObject({
    kind: z.literal('delayed'),
    periods: lags,
    alpha: z.number().gt(0).max(0.98),
    peak: z.number().min(0).max(103),
  }),
  z.strictObject({ kind: z.literal('binomial'), periods: lags, alpha: z.number().gt(0).max(1) }),
  z.strictObject({
    kind: z.enum(['weibull_pdf', 'weibull_cdf']),
    periods: lags,
    shape: z.number().gt(0).max(20),
    scale: z.number().gt(0).max(104),
  }),
]);

const channel = z.strictObject({
  id: innerId,
  label: title.optional(),
  spend: z.number().gt(0),
  spread: z.number().min(0).max(3).optional(),
  share: z.number().gt(0).max(1).optional(),
  flight: z.number().min(1).max(520).optional(),
  starts_at: period.optional(),
  unit: z.string().min(1).max(40).nullable().optional(),
  cost_per_unit: z.number().gt(0).nullable().optional(),
  alpha: z.number().min(0).max(0.98).optional(),
  adstock: adstock.nullable().optional(),
  half: z.number().gt(0),
  slope: z.number().gt(0).max(10).optional(),
  roi: z.number(),
  drift: z
    .strictObject({ per_year: z.number().min(-3).max(3).optional(), sd: z.number().min(0).max(3).optional() })
    .nullable()
    .optional(),
  follows: z
    .strictObject({ channel: innerId, spread: z.number().min(0).max(3) })
    .nullable()
    .optional(),
  demand_driven: z.boolean().optional(),
  tags: listOf(z.string().min(1).max(64)).optional(),
});

/** A market file: how a synthetic market is made. What is not written is switched off. */
export const marketSchema = z.strictObject({
  schema: z.literal('mixplan/market@1'),
  id: fileId,
  title: title.optional(),
  language: language.optional(),
  currency: currencyCode.optional(),
  grain: z.enum(['daily', 'weekly', 'monthly', 'quarterly']).optional(),
  start: date,
  periods: wholeNumber(16, 2200),
  kpi: z.strictObject({
    id: innerId,
    label: title.optional(),
    kind: z.enum(['revenue', 'count']).optional(),
    value_per_unit: z.number().gt(0).nullable().optional(),
  }),
  baseline: z.strictObject({
    level: z.number().gt(0),
    trend_per_year: z.number().gt(-1).max(10).optional(),
    season: listOf(z.strictObject({ pair: wholeNumber(1, 26), sin: z.number(), cos: z.number() })).optional(),
    weekday: listOf(z.number().gt(-1).max(10)).length(7).optional(),
    country: z.enum(['CN', 'US', 'GB', 'DE']).nullable().optional(),
    holidays: z.record(z.string().min(1).max(80), z.number().min(-1).max(10)).optional(),
  }),
  noise: z.number().min(0).max(3).optional(),
  noise_carry: z.number().min(0).max(0.99).optional(),
  channels: listOf(channel).min(1),
  price: z
    .strictObject({ elasticity: z.number(), sd: z.number().min(0).max(1) })
    .nullable()
    .optional(),
  promotion: z
    .strictObject({ lift: z.number().gt(-1), every_periods: wholeNumber(2, 520), lasts: wholeNumber(1, 52) })
    .nullable()
    .optional(),
  competitor: z
    .strictObject({ effect: z.number(), sd: z.number().min(0).max(10) })
    .nullable()
    .optional(),
  demand: z
    .strictObject({
      sd: z.number().min(0).max(3),
      carry: z.number().min(0).max(0.99).optional(),
      seen: z.boolean().optional(),
    })
    .nullable()
    .optional(),
  groups: z
    .strictObject({
      regions: listOf(z.strictObject({ id: innerId, population: z.number().gt(0) })).min(2),
      effect_spread: z.number().min(0).max(3).optional(),
      level_spread: z.number().min(0).max(3).optional(),
      shared_flights: share.optional(),
    })
    .nullable()
    .optional(),
  switches: z
    .strictObject({
      correlated_flights: share.optional(),
      season_media_confounding: share.optional(),
      structural_break: z
        .strictObject({ period, share: z.number().gt(-1) })
        .nullable()
        .optional(),
    })
    .optional(),
  lift_tests: listOf(
    z.strictObject({
      channel: innerId,
      region: innerId.nullable().optional(),
      start: period,
      periods: wholeNumber(1, 520),
      spend_factor: z.number().min(0),
      relative_error: z.number().gt(0),
    }),
  ).optional(),
  optimum_budget: z.number().gt(0).nullable().optional(),
});

export type MarketInFile = z.infer<typeof marketSchema>;
