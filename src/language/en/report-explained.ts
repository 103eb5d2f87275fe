/** Bridge, ladder, frontier, tornado, stress and near-optimal plans. ICU message syntax. */
export const reportExplained = {
  'report.section.bridge': 'From reference to plan',
  'report.section.risk': 'Risk',
  'report.download.explained': 'Bridge, frontier, risk and near-optimal plans',
  'report.bridge.title':
    '{kpi} comes out {change} {direction, select, more {above} other {below}} {reference}; most of it is {cause} ({value})',
  'report.bridge.subtitle': '{kpi}, change by cause in the order shown, mean; {dates}',
  'report.bridge.summary': 'Cause by cause: {list}.',
  'report.bridge.shared':
    'Prices and market ({shared}) weigh on the reference as well: against the reference at the same prices and in the same market, as in the verdict, the plan brings {own}.',
  'report.bridge.table': 'The bridge in figures',
  'report.bridge.start': '{reference}, in an unchanged market',
  'report.bridge.reached': 'Reached',
  'report.bridge.total': 'Together',
  'report.bridge.note':
    'Each step is the difference of two evaluations on the same draws, so the steps sum exactly; another order would divide them otherwise. The carry-in is the same for both plans. Without assumptions on prices and market, those steps are left out.',
  'report.bridge.cause.cost-inflation': 'prices of media',
  'report.bridge.cause.price-and-promo': 'price and promotion',
  'report.bridge.cause.market': 'the market',
  'report.bridge.cause.budget': 'the budget',
  'report.bridge.cause.mix': 'the mix',
  'report.bridge.cause.timing': 'the weeks',
  'report.ladder.table': 'Where the gain comes from',
  'report.ladder.rung': 'Step',
  'report.ladder.value': 'What media add',
  'report.ladder.gain': 'Gain',
  'report.ladder.rung.reference': 'Reference, as spent',
  'report.ladder.rung.weeks': 'Same amounts in the weeks of this plan',
  'report.ladder.rung.mix': 'Same total, best mix the rules allow',
  'report.ladder.rung.total': 'The total of this plan',
  'report.ladder.note': 'What was maximised, mean over draws; each step keeps the ones before.',
  'report.risk.no-ranges':
    'No assumption of the file has a low or a high, so none could be tested. Write low and high beside mid to see which would change the plan.',
  'report.risk.none-flips':
    '{count, plural, one {The one assumption with a range was} other {# assumptions with ranges were}} taken to both ends: none turns the order of plan and {reference} round.',
  'report.risk.flips':
    '{assumption} flips the recommendation: at one end of its range the order of plan and {reference} turns round.',
  'report.tornado.title': '{assumption} moves {kpi} most',
  'report.tornado.subtitle': 'Change of {kpi} when one assumption goes to its low or high, mean; {dates}',
  'report.tornado.summary': 'Change at low / high: {list}.',
  'report.tornado.table': 'Every assumption with a range',
  'report.tornado.change': 'Change of {kpi}',
  'report.tornado.lead': 'Lead over the reference',
  'report.tornado.flips': 'flips',
  'report.tornado.holds': 'holds',
  'report.tornado.note':
    'The money stays as planned; one assumption changes, the others keep their middle value. 200 draws, paired. The lead counts window and run-out.',
  'report.frontier.title.room': 'The last money pays for itself up to {breakEven}; the plan spends {spend}',
  'report.frontier.title.past': 'The last money pays for itself up to {breakEven}; the plan goes beyond, to {spend}',
  'report.frontier.title.open': 'What the best plan of every budget brings',
  'report.frontier.subtitle':
    'What media add to {kpi} under the best plan of each budget, where only locks and what was seen bind',
  'report.frontier.summary': 'Budget and what it brings: {list}.',
  'report.frontier.table': 'Half to one and a half times the budget',
  'report.frontier.budget': 'Budget',
  'report.frontier.ruled': 'Under the rules of the file',
  'report.frontier.free': 'Only locks bind',
  'report.frontier.note':
    '{count, plural, =0 {No budget shown can be held by the rules of the file.} one {The rules of the file can hold one of these budgets.} other {The rules of the file can hold # of these budgets.}}',
  'report.stress.table': 'Four blows to the plan',
  'report.stress.blow': 'Blow',
  'report.stress.lead': 'Left against {reference}',
  'report.stress.blow.cost-shock': 'All media 20% dearer',
  'report.stress.blow.competitor': '{subject}: 30% more',
  'report.stress.blow.promotion-cancelled': '{subject} does not take place',
  'report.stress.blow.dark-period': 'The dearest period, {subject}, goes dark',
  'report.stress.note':
    'One at a time, the plan as it stands. Prices and market strike plan and reference alike; the dark period strikes the plan alone. What the plan has not got is left out.',
  'report.alternatives.table': 'Plans nearly as good that spend otherwise',
  'report.alternatives.column': 'Plan {number}, {short} short',
  'report.alternatives.note':
    'Each keeps every rule and brings at least 99% of what the plan brings. Where they agree with it, the money matters; where they differ, other reasons may decide.',
} as const;
