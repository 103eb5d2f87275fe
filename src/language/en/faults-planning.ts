/** Faults of a scenario on the model's calendar, of formulas, and of plans that cannot be. ICU message syntax. */
export const faultsPlanning = {
  'fault.formula-too-long.why': 'The formula has {length, number} characters; at most {limit, number} are read.',
  'fault.formula-too-long.fix': 'Shorten it, or split it into several KPIs.',
  'fault.formula-syntax.why': 'The formula cannot be read: {problem}',
  'fault.formula-syntax.fix': 'Check operators and brackets; a product is written with *.',
  'fault.formula-unknown-name.why': '"{found}" is not a name that a formula may use.',
  'fault.formula-unknown-name.fix':
    '{nearest, select, none {It may use KPI ids, <id>_incremental, <id>_run_out, spend and spend_<channel>.} other {Did you mean "{nearest}"?}}',
  'fault.formula-not-allowed.why': '"{found}" may not stand in a formula.',
  'fault.formula-not-allowed.fix':
    'Use constants, names, ( ), + − * / ^, exp, log and sqrt; min and max for display only.',
  'fault.formula-no-derivative.why': '"{kpi}" uses min or max, which may be shown but not optimised.',
  'fault.formula-no-derivative.fix': 'Choose another KPI as the objective, or write the formula without min and max.',
  'fault.formula-undefined.why': 'The formula of "{kpi}" has no value in {draws, number} of {of, number} draws.',
  'fault.formula-undefined.fix': 'Check for a division by zero, or the log or root of something that can be negative.',

  'fault.window-date.why': '"{found}" is not a date.',
  'fault.window-date.fix': 'Write it as YYYY-MM-DD.',
  'fault.window-end-before-start.why': 'The window ends on {found}, before it starts on {start}.',
  'fault.window-end-before-start.fix': 'Exchange the two, or correct one.',
  'fault.window-start-inside-period.why':
    'The window starts on {found}, inside a {grain, select, daily {day} weekly {week} quarterly {quarter} other {month}} of the model.',
  'fault.window-start-inside-period.fix': 'Start on {before} or on {after}.',
  'fault.window-end-inside-period.why':
    'The window ends on {found}, inside a {grain, select, daily {day} weekly {week} quarterly {quarter} other {month}} of the model.',
  'fault.window-end-inside-period.fix': 'End on {before} or on {after}.',
  'fault.window-before-data.why': 'The window starts on {found}; the model’s data begin on {data}.',
  'fault.window-before-data.fix': 'Start on {earliest} or later.',
  'fault.window-too-long.why': 'The window has {periods, number} periods; at most {limit, number} are planned.',
  'fault.window-too-long.fix': 'End it earlier.',
  'fault.window-too-far.why': 'The window starts {periods, number} periods after the data end on {through}.',
  'fault.window-too-far.fix': 'Fit the model on newer data, or plan a nearer window.',

  'fault.reference-before-data.why': 'Last year’s period of {period} is not in the data, which begin on {data}.',
  'fault.reference-before-data.fix':
    'Use "reference: last_n_periods:{periods}", or a window with a year of data before it.',
  'fault.reference-longer-than-data.why':
    'The reference asks for more periods than the {periods, number} that stand before the window.',
  'fault.reference-longer-than-data.fix': 'Use at most "last_n_periods:{periods}".',
  'fault.reference-not-found.why': 'There is no plan of the scenario "{found}" to measure against.',
  'fault.reference-not-found.fix': 'Run that scenario first, or put its file beside this one.',
  'fault.reference-window-differs.why':
    'The reference "{reference}" plans {other, number} periods, this window has {periods, number}.',
  'fault.reference-window-differs.fix': 'Give both the same number of periods, or use "reference: last_year".',

  'fault.unknown-channel.why': 'The model has no channel "{found}".',
  'fault.unknown-channel.fix':
    '{nearest, select, none {It has: {valid}.} other {Did you mean "{nearest}"? It has: {valid}.}}',
  'fault.unknown-kpi.why': 'Neither the model nor this file has a KPI "{found}".',
  'fault.unknown-kpi.fix':
    '{nearest, select, none {There is: {valid}.} other {Did you mean "{nearest}"? There is: {valid}.}}',
  'fault.unknown-control.why': 'The model has no control "{found}".',
  'fault.unknown-control.fix':
    '{nearest, select, none {It has: {valid}.} other {Did you mean "{nearest}"? It has: {valid}.}}',
  'fault.unknown-treatment.why': 'The model has no treatment "{found}".',
  'fault.unknown-treatment.fix':
    '{nearest, select, none {It has: {valid}.} other {Did you mean "{nearest}"? It has: {valid}.}}',
  'fault.inflation-too-low.why': 'A price cannot fall by {found} per cent: nothing would be left of it.',
  'fault.inflation-too-low.fix': 'Write a number above −100.',

  'fault.flight-date.why': '"{found}" is not a date.',
  'fault.flight-date.fix': 'Write it as YYYY-MM-DD.',
  'fault.flight-end-before-start.why': 'The flight ends before it starts.',
  'fault.flight-end-before-start.fix': 'Exchange "from" and "to", or correct one.',
  'fault.flight-outside-window.why': 'The flight goes beyond the window, whose periods are labelled {start} to {end}.',
  'fault.flight-outside-window.fix': 'Keep the flight inside the window, or widen the window.',
  'fault.flight-weights-count.why':
    'There are {found} weights for a flight that touches {periods, plural, one {one period} other {# periods}}.',
  'fault.flight-weights-count.fix': 'Write {periods, number} weights, one per period of the flight.',
  'fault.flight-weights-sign.why': 'Weights must be zero or more, and one of them above zero.',
  'fault.flight-weights-sign.fix': 'Correct the weights.',
  'fault.cost-unit.why': '"{found}" is not how {channel} is bought: its unit is {unit}.',
  'fault.cost-unit.fix': 'State the price per {unit}, or per cpm for a thousand of them.',
  'fault.cost-not-positive.why': 'A cost per unit must be above zero.',
  'fault.cost-not-positive.fix': 'Correct the price, or leave it out to use the channel’s own.',
  'fault.channel-without-price.why':
    '{channel} has never had money and media together, so nothing says what its media cost.',
  'fault.channel-without-price.fix': 'State a cost per unit on its line, or set its amount to 0.',

  'fault.line-without-amount.why': 'A forecast prices every line as written, and this line of {channel} has no amount.',
  'fault.line-without-amount.fix': 'Give it an amount, 0 included, or exclude the channel.',
  'fault.amount-negative.why': 'An amount cannot be negative.',
  'fault.amount-negative.fix': 'Write zero or more.',
  'fault.lock-without-amount.why': 'This line of {channel} is locked but has no amount to be locked at.',
  'fault.lock-without-amount.fix': 'Give it an amount, or take the lock away.',
  'fault.excluded-with-amount.why': '{channel} is excluded and has an amount: only one can hold.',
  'fault.excluded-with-amount.fix':
    'Take the amount away, or take "exclude" away and write amount: 0 if zero is a decision.',
  'fault.channel-excluded-and-listed.why': '{channel} is excluded by this line and planned by another.',
  'fault.channel-excluded-and-listed.fix': 'Keep one of the two.',
  'fault.bound-without-base.why':
    'A per cent bound needs something to be a per cent of: {channel} has neither reference spend nor an amount here.',
  'fault.bound-without-base.fix': 'Write the bound as an amount of money.',
  'fault.line-without-base.why':
    'This line of {channel} is free within ±{boldness, number}%, but it has neither reference spend nor an amount.',
  'fault.line-without-base.fix': 'Give it an amount, or min and max.',
  'fault.min-above-max.why': 'The lowest amount of {channel}, {min, number}, is above the highest, {max, number}.',
  'fault.min-above-max.fix': 'Exchange the two, or correct one.',

  'fault.budget-missing.why': '{kind, select, forecast {A forecast} other {To maximise}} needs the total budget.',
  'fault.budget-missing.fix': 'Add "budget: total" with an amount above zero.',
  'fault.lines-do-not-add-up.why':
    'The lines come to {lines, number}{unlisted, plural, =0 {} other { and channels without a line to {unlisted, number}}}: {sum, number} in all. The budget leaves {working, number} of working money out of {total, number}.',
  'fault.lines-do-not-add-up.fix':
    'Change the lines or the total by {difference, number}; {tolerance, number}% apart would be let pass.',
  'fault.model-not-converged.why':
    'The fit of {found} did not reach its convergence gate (R-hat {rhat, number}, least effective sample size {ess, number}).',
  'fault.model-not-converged.fix':
    'Fit it again with more draws or firmer priors, or write "accept_unconverged: true".',
  'fault.infeasible-floors-above-budget.why':
    'No plan satisfies the file: these rules together ask for {missing, number} more than the {working, number} of working money: {rules}.',
  'fault.infeasible-floors-above-budget.fix':
    'Lower one of them or raise the budget; with every other floor, {missingInAll, number} are missing.',
  'fault.infeasible-ceilings-below-budget.why':
    'No plan satisfies the file: all the money must be spent, and the limits leave {missing, number} of {working, number} without a place: {rules}.',
  'fault.infeasible-ceilings-below-budget.fix':
    'Raise one of the limits, lower the budget, or write "spend_all: false".',
} as const;
