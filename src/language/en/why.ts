/** What a planner should know beside a plan's figures. ICU message syntax. */
export const why = {
  'report.remark.replay':
    'The window lies inside the data: a replay. Prices, controls and promotions are those that were; spend of the data after the start of the window is not used.',
  'report.remark.gap-reference':
    'Between the data and the window {periods, plural, one {one period} other {# periods}} had no figures yet; the media of the reference periods stand there.',
  'report.remark.gap-zero':
    'Between the data and the window {periods, plural, one {one period} other {# periods}} had no figures yet; no media stand there, so less is carried into the window.',
  'report.remark.formula-searched':
    '{kpi} is not a sum over channels: the plan is the best that several searches found and never below the lines as written, but it is not proven to be the best.',
  'report.remark.cost-not-used':
    '{channel} is modelled on money: its cost per unit is not used, only the inflation beside it.',
  'report.remark.flight-even':
    '{channel} has no reference spend in its flight, so there is no pattern to follow: its money is spread evenly.',
  'report.unspent.as-written': 'The lines as written do not use it.',
} as const;
