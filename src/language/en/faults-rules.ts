/** Faults of objectives, floors and limits over several lines, and of plans that no rules allow. */
export const faultsRules = {
  'fault.key-of-another-kind.why': '"{key}" belongs to "kind: {kind}" only.',
  'fault.key-of-another-kind.fix': 'Take it away, or change the kind.',
  'fault.key-of-kind-missing.why': '"kind: {kind}" needs "objective: {key}".',
  'fault.key-of-kind-missing.fix':
    '{key, select, amount {Add "amount": the money to add, or below zero to take away.} other {Add "efficiency": a metric and the value at which to stop.}}',
  'fault.next-money-of-nothing.why': 'There is no next money of zero.',
  'fault.next-money-of-nothing.fix': 'Write the money to add, or below zero to take away.',
  'fault.risk-without-choice.why': 'A {kind} chooses nothing, so it cannot look at the worst draws.',
  'fault.risk-without-choice.fix': 'Take "risk" away; ranges are shown in any case.',
  'fault.target-missing.why': 'To hit a target, "{kpi}" needs one.',
  'fault.target-missing.fix': 'Add "target" to that KPI.',
  'fault.floor-without-min.why': '"{kpi}" is a floor without an amount.',
  'fault.floor-without-min.fix': 'Add "min" to that KPI.',
  'fault.min-without-floor.why': '"{kpi}" has a "min" but is no floor, so nothing would hold it.',
  'fault.min-without-floor.fix': 'Write "role: floor", or take "min" away.',
  'fault.chance-of-nothing.why': '"{kpi}" has a chance, but neither a floor nor a target to reach.',
  'fault.chance-of-nothing.fix': 'Add "min" or "target", or take "chance" away.',
  'fault.limit-without-scope.why': 'The limit does not say what it holds for.',
  'fault.limit-without-scope.fix': 'Name a channel, tag, region, audience or period in "scope".',
  'fault.limit-without-rule.why': 'The limit asks for nothing.',
  'fault.limit-without-rule.fix': 'Add min or max of "amount" or "share", "period_max" or "period_step_pct".',
  'fault.unknown-tag.why': 'No channel of the model has the tag "{found}".',
  'fault.unknown-tag.fix':
    '{nearest, select, none {There is: {valid}.} other {Did you mean "{nearest}"? There is: {valid}.}}',
  'fault.limit-period-order.why': 'The period of the limit ends on {found}, before it starts on {start}.',
  'fault.limit-period-order.fix': 'Exchange the two, or correct one.',
  'fault.limit-period-outside.why': 'The period of the limit lies outside the window, {start} to {end}.',
  'fault.limit-period-outside.fix': 'Move it into the window.',
  'fault.limit-min-above-max.why': 'The least of the limit, {min, number}, is above its most, {max, number}.',
  'fault.limit-min-above-max.fix': 'Exchange the two, or correct one.',
  'fault.min-buy-in-divided-channel.why': '{channel} has several lines; a minimum buy holds for a channel with one.',
  'fault.min-buy-in-divided-channel.fix': 'Join the lines, or state "min" on them.',
  'fault.bad-efficiency.why': 'This is no efficiency: "{found}".',
  'fault.bad-efficiency.fix': "Write '{'metric: roi | marginal_roi | cost_per_kpi, at: 1.5'}'.",
  'fault.bad-risk.why': '"{found}" is no risk measure.',
  'fault.bad-risk.fix': 'Write mean, or cvar1 to cvar99: the mean of the worst 1 to 99 per cent of draws.',
  'fault.limit-without-lines.why': 'No line of the plan falls under this limit: {found}.',
  'fault.limit-without-lines.fix': 'Correct the scope, or add a line that it names.',
  'fault.limit-inside-channel.why':
    'The limit "{found}" holds for a part of a channel whose lines do not move together, so the model cannot tell how its money would divide.',
  'fault.limit-inside-channel.fix': 'Give the lines of that channel like bounds, or limit the whole channel.',
  'fault.floor-not-a-sum.why': 'The floor of "{kpi}" is a formula that is no weighted sum; it could not be guaranteed.',
  'fault.floor-not-a-sum.fix': 'Set the floor on a fitted KPI, or on a weighted sum of KPIs and spend.',
  'fault.formula-needs-plain-maximise.why':
    '"{kpi}" is a formula that is no weighted sum: it can be maximised under a budget and the bounds of lines, nothing more could be proven.',
  'fault.formula-needs-plain-maximise.fix':
    'Choose a fitted KPI or a weighted sum, or take limits, floors, risk and other kinds away.',
  'fault.efficiency-missing.why': '"kind: efficiency_floor" needs "objective: efficiency".',
  'fault.efficiency-missing.fix': 'Add a metric and the value at which to stop.',
  'fault.efficiency-without-value.why':
    '"{kpi}" is not worth the same money per unit in every period, so it has no single {found}.',
  'fault.efficiency-without-value.fix': 'Ask for cost_per_kpi, or give the KPI one value per unit in the model.',
  'fault.infeasible-rules-clash.why':
    'No plan satisfies the file: these rules cannot hold together and miss by {missing, number}: {rules}.',
  'fault.infeasible-rules-clash.fix': 'Loosen one of them. Without any one of those named the others hold together.',
  'fault.infeasible-minimum-buys.why':
    'No plan satisfies the file: with nothing or at least the minimum buy on each of these lines, the other rules cannot hold: {rules}.',
  'fault.infeasible-minimum-buys.fix': 'Lower a minimum buy, or loosen a limit or the budget.',
  'fault.infeasible-floor-out-of-reach.why':
    '{known, select, yes {The floor of {kpi}, {min, number}, is out of reach: all the money spent for it alone brings {best, number}, {missing, number} too little.} other {No plan was found that keeps these floors together: {rules}.}}',
  'fault.infeasible-floor-out-of-reach.fix': 'Lower the floor, raise the budget, or loosen the bounds of lines.',
  'fault.infeasible-target-out-of-reach.why':
    'The target of {kpi}, {target, number}, is out of reach: with every line at its upper bound it comes to {best, number}, {missing, number} too little.',
  'fault.infeasible-target-out-of-reach.fix':
    'Widen the bounds of lines or the boldness, lower the target, or ask for less certainty.',
  'fault.infeasible-efficiency-out-of-reach.why':
    '{metric, select, cost_per_kpi {No plan costs as little as {at, number} per unit; the best costs {best, number}.} other {No plan returns {at, number} on its money; the best returns {best, number}.}}',
  'fault.infeasible-efficiency-out-of-reach.fix':
    'Ask for less, or loosen locks and lower bounds that hold money back.',
} as const;
