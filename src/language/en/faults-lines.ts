/** Faults of lines: where, when, on whom, at which price and in which currency. ICU message syntax. */
export const faultsLines = {
  'fault.unknown-region.why': 'The model was not fitted on a region "{found}".',
  'fault.unknown-region.fix':
    '{nearest, select, none {It has: {valid}.} other {Did you mean "{nearest}"? It has: {valid}.}}',
  'fault.unknown-audience.why': 'Neither the model nor this file has an audience "{found}".',
  'fault.unknown-audience.fix':
    '{nearest, select, none {There is: {valid}.} other {Did you mean "{nearest}"? There is: {valid}.}}',
  'fault.currency-without-rate.why': 'There is no rate for "{found}".',
  'fault.currency-without-rate.fix':
    '{nearest, select, none {} other {Did you mean "{nearest}"? }}Write it under currency.rates, with the day it was taken; known: {valid}.',
  'fault.rate-of-report-currency.why': '{currency} is the currency of the report: its rate is 1.',
  'fault.rate-of-report-currency.fix': 'Delete the rate, or give the rate of another currency.',
  'fault.fiscal-needs-weeks.why': 'The pattern {pattern} counts weeks; the data of this model are monthly.',
  'fault.fiscal-needs-weeks.fix': 'Use pattern: calendar.',
  'fault.fiscal-year-start-unused.why': 'Broadcast years start with the week of 1 January, whatever year_start says.',
  'fault.fiscal-year-start-unused.fix': 'Delete year_start.',
  'fault.fiscal-week53-unused.why': 'Only the patterns 4-4-5, 4-5-4 and 5-4-4 have a 53rd week to drop.',
  'fault.fiscal-week53-unused.fix': 'Delete week53.',
  'fault.fiscal-needs-mondays.why':
    'Broadcast weeks run from Monday to Sunday; the weeks of this model start on another day.',
  'fault.fiscal-needs-mondays.fix': 'Use another pattern.',
  'fault.promo-end-before-start.why': 'The promotion ends before it starts on {start}.',
  'fault.promo-end-before-start.fix': 'Write from before to.',
  'fault.promo-outside-window.why': 'The promotion is outside the window {start} – {end}.',
  'fault.promo-outside-window.fix': 'Move it inside.',
  'fault.promo-outside-data.why': 'There are no data for {found}.',
  'fault.promo-outside-data.fix': 'Write dates inside the data under same_as.',
  'fault.promo-length.why': 'The promotion has {days} days, the one it is set against {then}.',
  'fault.promo-length.fix': 'Give both the same number of days.',
  'fault.shape-without-weeks.why': 'A flight of shape {shape} needs {key}.',
  'fault.shape-without-weeks.fix': 'Add {key}: the number of weeks.',
  'fault.weeks-without-shape.why': '{key} says nothing for the shape {shape}.',
  'fault.weeks-without-shape.fix': 'Write shape: pulse or burst, or delete {key}.',
  'fault.shape-needs-weeks.why': 'The shape {shape} counts weeks; the data of this model are monthly.',
  'fault.shape-needs-weeks.fix': 'Use custom weights, one per month.',
  'fault.amounts-twice.why': 'The amounts of the periods already say how much and when: {key} says it again.',
  'fault.amounts-twice.fix': 'Keep flight.amounts or {key}.',
  'fault.flight-outside-gap.why':
    'This line is to fill the gap between the data and the window, but its flight does not lie in it.',
  'fault.flight-outside-gap.fix':
    '{gap, plural, =0 {There is no gap: start it at {start}.} other {The gap is {start} – {end}; write from and to inside it.}}',
  'fault.gap-line-without-amount.why': 'A line of {found} that fills the gap before the window needs an amount.',
  'fault.gap-line-without-amount.fix': 'Write what was spent there.',
} as const;
