import { z } from 'zod';
import { fileLimits } from '../limits.js';
import { audiencesSchema, newChannelsSchema, reachSchema } from './audience-schema.js';
import { flightSchema } from './flight-schema.js';
import { fiscalSchema, longTermSchema, promoSchema, ratesSchema } from './market-assumptions-schema.js';
import {
  amount,
  bound,
  currencyCode,
  date,
  fileId,
  innerId,
  language,
  listOf,
  text,
  title,
  wholeNumber,
} from './atoms.js';

const percent = z.number().min(-100).max(1000);

/** low, mid and high of an assumption, and who says so. */
const range = z.strictObject({
  low: z.number().optional(),
  mid: z.number(),
  high: z.number().optional(),
  source: text.optional(),
});
const assumed = z.union([z.number(), range], 'bad-assumption');

const cost = z.strictObject({
  per: z.string().min(1).max(40),
  value: z.number().gt(0),
  inflation_pct: percent.optional(),
  elasticity: z.literal(0).optional(),
});

const line = z.strictObject({
  channel: z.string().min(1).max(fileLimits.title),
  campaign: z.string().min(1).max(fileLimits.title).optional(),
  region: z.string().min(1).max(fileLimits.title).optional(),
  audience: z.string().min(1).max(fileLimits.title).optional(),
  amount: amount.optional(),
  currency: currencyCode.optional(),
  lock: z.boolean().optional(),
  exclude: z.boolean().optional(),
  min: bound.optional(),
  max: bound.optional(),
  min_buy: amount.optional(),
  weeks_on_max: wholeNumber(1, 520).optional(),
  weeks_on_min: wholeNumber(1, 520).optional(),
  flight: flightSchema.optional(),
  cost: cost.optional(),
});

const kpi = z.strictObject({
  id: innerId,
  label: title.optional(),
  role: z.enum(['primary', 'floor', 'watch']).optional(),
  formula: z.string().min(1).max(fileLimits.formula).optional(),
  target: amount.optional(),
  min: amount.optional(),
  chance: z.number().min(0.5).lt(1).optional(),
});

/** A rule over all the lines that its scope names; several names must all fit. */
const limit = z.strictObject({
  scope: z.strictObject({
    channel: z.string().min(1).max(fileLimits.title).optional(),
    tag: z.string().min(1).max(fileLimits.title).optional(),
    region: z.string().min(1).max(fileLimits.title).optional(),
    audience: z.string().min(1).max(fileLimits.title).optional(),
    period: z.strictObject({ from: date, to: date }).optional(),
  }),
  amount: z.strictObject({ min: amount.optional(), max: amount.optional() }).optional(),
  share: z
    .strictObject({ min: z.number().min(0).max(1).optional(), max: z.number().min(0).max(1).optional() })
    .optional(),
  period_max: amount.optional(),
  period_step_pct: z.number().min(0).max(10_000).optional(),
  why: text.optional(),
});

const assumptions = z.strictObject({
  media_inflation_pct: z.record(innerId, z.union([z.number(), range, text], 'bad-assumption')).optional(),
  baseline_growth_pct: assumed.optional(),
  controls: z.record(innerId, z.strictObject({ change_pct: assumed, source: text.optional() })).optional(),
  price_index: z
    .strictObject({
      treatment: innerId,
      low: z.number().optional(),
      mid: z.number(),
      high: z.number().optional(),
      source: text.optional(),
    })
    .optional(),
  treatments: z.record(innerId, assumed).optional(),
  promo: promoSchema.optional(),
  long_term_multiplier: longTermSchema.optional(),
});

/** `last_year`, `last_n_periods:13`, or a scenario id, with its version where pinned. */
const reference = z
  .string()
  .regex(
    /^(last_year|last_n_periods:[1-9]\d{0,2}|(?!new$)[a-z][a-z0-9-]{0,63}(@\d{1,6}(\.\d{1,6})?)?)$/,
    'bad-reference',
  );

/** A scenario file, as written: every key that may stand in it, before defaults. */
export const scenarioSchema = z.strictObject({
  schema: z.literal('mixplan/scenario@1'),
  id: fileId,
  title,
  brief: text.optional(),
  owner: title.optional(),
  parent: fileId.optional(),
  reference: reference.optional(),
  model: z.strictObject({ id: fileId, version: wholeNumber(1, 1_000_000).optional() }).optional(),
  window: z.strictObject({ start: date, end: date }),
  carry_in: z.strictObject({ gap_fill: z.enum(['reference', 'zero', 'lines']).optional() }).optional(),
  run_out_periods: wholeNumber(0, 260).optional(),
  calendar: fiscalSchema.optional(),
  currency: z
    .strictObject({
      report: currencyCode.optional(),
      unit: z.union([z.literal(1), z.enum(['1', 'k', '万', 'm', '亿'])], 'bad-unit').optional(),
      rates: ratesSchema.optional(),
    })
    .optional(),
  objective: z.strictObject({
    kind: z.enum(['reference', 'forecast', 'maximise', 'hit_target', 'efficiency_floor', 'next_money']).optional(),
    kpi: innerId.optional(),
    amount: z.union([amount, z.null()], 'bad-amount').optional(),
    efficiency: z
      .union(
        [z.strictObject({ metric: z.enum(['roi', 'marginal_roi', 'cost_per_kpi']), at: z.number().gt(0) }), z.null()],
        'bad-efficiency',
      )
      .optional(),
    horizon: z.enum(['whole_effect', 'window']).optional(),
    risk: z
      .string()
      .regex(/^(mean|cvar([1-9]\d?))$/, 'bad-risk')
      .optional(),
  }),
  kpis: listOf(kpi).optional(),
  budget: z
    .strictObject({
      total: amount.optional(),
      spend_all: z.boolean().optional(),
      tolerance_pct: z.number().min(0).max(100).optional(),
      contingency_pct: z.number().min(0).lt(100).optional(),
      fees_pct: z.number().min(0).max(100).optional(),
    })
    .optional(),
  unlisted: z.enum(['reference', 'zero']).optional(),
  lines: z.array(line).max(fileLimits.lines).optional(),
  lines_file: z.string().min(1).max(500).optional(),
  limits: listOf(limit).optional(),
  boldness: z
    .union([z.enum(['hold', 'cautious', 'moderate', 'bold']), z.number().min(0).max(1000)], 'bad-boldness')
    .optional(),
  audiences: audiencesSchema.optional(),
  reach: reachSchema.optional(),
  new_channels: newChannelsSchema.optional(),
  assumptions: assumptions.optional(),
  accept_unconverged: z.boolean().optional(),
  uncertainty: z
    .strictObject({
      interval: z.union([z.literal(0.5), z.literal(0.8), z.literal(0.9), z.literal(0.95)], 'bad-interval').optional(),
      draws: wholeNumber(100, 1000).optional(),
      seed: wholeNumber(0, 2_147_483_647).optional(),
    })
    .optional(),
  report: z
    .strictObject({
      language: language.optional(),
      depth: z.enum(['exec', 'planner', 'analyst']).optional(),
      note_to_client: text.optional(),
    })
    .optional(),
});

export type ScenarioInFile = z.infer<typeof scenarioSchema>;
