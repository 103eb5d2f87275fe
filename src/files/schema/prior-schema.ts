import { z } from 'zod';

const shift = z.number().optional();
const positive = z.number().gt(0);

/**
 * A prior: `{family: [parameters]}`, or a bare number that fixes the value; `shift` may stand beside the family.
 * Each family is one option of the union, told apart by its only key.
 */
export const priorFamilies = {
  normal: z.strictObject({ normal: z.tuple([z.number(), positive]), shift }),
  laplace: z.strictObject({ laplace: z.tuple([z.number(), positive]), shift }),
  halfnormal: z.strictObject({ halfnormal: positive, shift }),
  lognormal: z.strictObject({ lognormal: z.tuple([z.number(), positive]), shift }),
  beta: z.strictObject({ beta: z.tuple([positive, positive]), shift }),
  gamma: z.strictObject({ gamma: z.tuple([positive, positive]), shift }),
  uniform: z.strictObject({ uniform: z.tuple([z.number(), z.number()]), shift }),
  truncated_normal: z.strictObject({
    truncated_normal: z.tuple([z.number(), positive, z.number(), z.number()]),
    shift,
  }),
  student_t: z.strictObject({ student_t: z.tuple([positive, z.number(), positive]), shift }),
} as const;

export const prior = z
  .union(
    [
      z.number(),
      priorFamilies.normal,
      priorFamilies.laplace,
      priorFamilies.halfnormal,
      priorFamilies.lognormal,
      priorFamilies.beta,
      priorFamilies.gamma,
      priorFamilies.uniform,
      priorFamilies.truncated_normal,
      priorFamilies.student_t,
    ],
    'bad-prior',
  )
  .meta({ id: 'prior', description: '{family: [parameters]}, or a number that fixes the value' });

export type PriorInFile = z.infer<typeof prior>;
