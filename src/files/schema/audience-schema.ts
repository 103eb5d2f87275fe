import { z } from 'zod';
import { amount, innerId, listOf, text, title, wholeNumber } from './atoms.js';

const share = z.number().min(0).max(1);

/** Whom the plan is for: how many they are, what share of a channel's contacts falls on them, how they respond. */
export const audiencesSchema = listOf(
  z.strictObject({
    id: innerId,
    label: title.optional(),
    universe: amount,
    on_target: z.record(innerId, share).optional(),
    response_index: z.strictObject({ value: z.number().gt(0).max(10), source: text.optional() }).optional(),
  }),
);

/** How reach is added up over channels. */
export const reachSchema = z.strictObject({
  method: z.enum(['sainsbury', 'agostini']).optional(),
  effective_frequency: wholeNumber(1, 20).optional(),
  /** agostini: share of the audience that two channels both reach, by the id of one and of the other. */
  pair_duplication: z.record(innerId, z.record(innerId, share)).optional(),
});

/** A channel without history: its curve is borrowed or stated. */
export const newChannelsSchema = listOf(
  z.strictObject({
    id: innerId,
    label: title.optional(),
    like: innerId.optional(),
    roi: z.strictObject({ low: z.number().gt(0), mid: z.number().gt(0), high: z.number().gt(0) }),
    half_life_periods: z.number().min(0).max(104).optional(),
    saturates_at: amount,
    max_share: z.number().gt(0).max(1).optional(),
    source: text.optional(),
  }),
);
