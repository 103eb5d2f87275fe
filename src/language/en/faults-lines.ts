/** Faults of lines: where, when, on whom, at which price and in which currency. ICU message syntax. */
export const faultsLines = {
  'fault.unknown-region.why': 'The model was not fitted on a region "{found}".',
  'fault.unknown-region.fix':
    '{nearest, select, none {It has: {valid}.} other {Did you mean "{nearest}"? It has: {valid}.}}',
  'fault.unknown-audience.why': 'Neither the model nor this file has an audience "{found}".',
  'fault.unknown-audience.fix':
    '{nearest, select, none {There is: {valid}.} other {Did you mean "{nearest}"? There is: {valid}.}}',
} as const;
