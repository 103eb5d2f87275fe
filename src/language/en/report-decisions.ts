/** What a scenario asked, the answer, and the rules it had to keep. ICU message syntax. */
export const reportDecisions = {
  'report.kind.hit_target': 'Least money for a target',
  'report.kind.efficiency_floor': 'Spend down to an efficiency',
  'report.kind.next_money': 'Next or last money',
  'report.answer.hit_target':
    'The least that reaches {target} of {kpi}{risk, select, mean {} other { {risk}}} is {spend}; nothing below {bound} can.',
  'report.answer.hit_target.risk': 'on the mean of its worst {pct}',
  'report.answer.efficiency_floor.roi':
    '{spend} can be spent before the return of the whole falls to {at}; more than {bound} cannot hold it.',
  'report.answer.efficiency_floor.marginal_roi':
    'At {spend} the next money returns {at}: more would return less. The plan is within {gap} of the best one.',
  'report.answer.efficiency_floor.cost_per_kpi':
    '{spend} can be spent before a unit of {kpi} costs {at}; more than {bound} cannot hold it.',
  'report.answer.next_money.more': 'The next {amount} brings {gain} of {kpi}; it goes to {list}.',
  'report.answer.next_money.less': 'Taking away {amount} costs {gain} of {kpi}; it comes from {list}.',
  'report.answer.next_money.part': '{channel} ({money})',
  'report.answer.maximise.risk':
    'What was raised is the mean of the worst {pct} of draws: {value} of what media add to {kpi}, within {gap} of the best that can be.',
  'report.unspent.efficiency': 'More would fall below the efficiency that the file asks for.',
  'report.bound.base': 'the base plan',
  'report.limits.rule.min-buy': '{channel}: nothing or at least {money}',
  'report.limits.rule.amount-min': '{scope}: at least {money}',
  'report.limits.rule.amount-max': '{scope}: at most {money}',
  'report.limits.rule.share-min': '{scope}: at least {pct} of all money',
  'report.limits.rule.share-max': '{scope}: at most {pct} of all money',
  'report.limits.rule.period-max': '{scope}: at most {money} in any period',
  'report.limits.rule.period-step': '{scope}: changes by at most {pct} of its mean from period to period',
  'report.limits.rule.kpi-floor': '{scope} at least {value}',
  'report.limits.scope.channel': '{name}',
  'report.limits.scope.tag': 'all {name} channels',
  'report.limits.scope.region': 'region {name}',
  'report.limits.scope.audience': 'audience {name}',
  'report.limits.scope.period': '{name}',
  'report.remark.limit-broken':
    'The plan as written breaks the limit {rule}: it has {value}, and {stated} is asked for.',
  'report.remark.floor-broken': 'The plan as written misses the floor of {kpi}: {value} against {stated}.',
  'report.why.limited': 'earns {marginal} per 1 on its next money, others {price}: the rule {rule} keeps them apart',
  'report.column.reason-given': 'Reason given',
  'web.kind.hit_target': 'Least money',
  'web.kind.efficiency_floor': 'Efficiency',
  'web.kind.next_money': 'Next money',
} as const;
