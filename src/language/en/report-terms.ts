/** Definitions, evidence and checks: what the plan report and the model page share. */
export const reportTerms = {
  'report.term.roi': 'ROI',
  'report.definition.roi': 'Incremental KPI value ÷ spend, window and run-out counted.',
  'report.term.marginal': 'Marginal ROI',
  'report.definition.marginal': 'Value of the next unit of money.',
  'report.term.profit': 'Profit',
  'report.definition.profit': 'A formula of the scenario file; it nets spend off.',
  'report.term.incremental': 'Incremental, caused by',
  'report.definition.incremental': 'The market with this media, less the same market with that media at zero.',
  'report.term.baseline': 'Baseline',
  'report.definition.baseline':
    'What would come without any paid media: level, trend, season, holidays, controls, price and promotion.',
  'report.term.carry-in': 'Carry-in',
  'report.definition.carry-in': 'Effect inside the window of media that ran before it.',
  'report.term.run-out': 'Run-out',
  'report.definition.run-out': 'Effect after the window of media that ran inside it; always shown apart.',
  'report.term.range': 'Range',
  'report.definition.range':
    'Credible interval: given model and data, the value lies inside with the stated probability.',
  'report.term.grade': 'Evidence grade',
  'report.definition.grade':
    'A: identified, with a lift test less than two years old. B: the data at least halved the prior’s spread, or settled on which side of break-even it lies. C: the rest. D: assumed.',
  'report.term.break-even': 'Break-even',
  'report.definition.break-even': 'Marginal ROI at which the next unit of money returns just what it costs.',
  'report.term.price': 'Price of a rule',
  'report.definition.price': 'What the KPI would gain if the rule gave way, found by solving again without it.',
  'report.term.wape': 'WAPE, MAPE',
  'report.definition.wape':
    'Sum of absolute errors ÷ sum of actuals; mean of absolute errors as shares of each actual.',
  'report.term.crps': 'CRPS',
  'report.definition.crps':
    'Continuous ranked probability score: error of the whole forecast distribution, in KPI units; lower is better.',
  'report.term.rhat': 'R-hat, ESS',
  'report.definition.rhat':
    'Rank-normalised split R-hat and effective sample size (Vehtari et al. 2021): below 1.01 and from 400 the chains agree and have drawn enough.',

  'report.sampler.reached':
    'Gate reached: {chains} chains × {draws} draws, largest R-hat {rhat}, smallest bulk ESS {bulk} and tail ESS {tail}, {divergences, plural, =0 {no divergence} one {one divergence} other {# divergences}}.',
  'report.sampler.missed':
    'Gate missed: {chains} chains × {draws} draws, largest R-hat {rhat} (should be under 1.01), smallest bulk ESS {bulk} and tail ESS {tail} (should be 400 or more), {divergences, plural, =0 {no divergence} one {one divergence} other {# divergences}}.',

  'report.holdout.computing': 'The holdout is being computed; this page will show it when it is done.',
  'report.holdout.none': 'No holdout was asked for.',
  'report.holdout.alone':
    'Refitted without the last {periods} periods at {origins} origins, the model missed by {wape}; {coverage} of the actuals lay inside the 80% range.',
  'report.holdout.better':
    'Refitted without the last {periods} periods at {origins} origins, the model missed by {wape}; the best naive forecast ({naive}) by {naiveWape}. {coverage} of the actuals lay inside the 80% range.',
  'report.holdout.worse':
    'Refitted without the last {periods} periods at {origins} origins, the model missed by {wape}, more than the naive forecast “{naive}” ({naiveWape}). {coverage} of the actuals lay inside the 80% range.',
  'report.holdout.table': 'Holdout error beside naive forecasts',
  'report.holdout.model': 'This model',
  'report.holdout.note':
    'Given actual media and controls: the test is of the response, not of the media plan. Lower is better; coverage should be near 80%.',
  'report.naive.last_year': 'same period of the year before',
  'report.naive.drift': 'last value with drift',
  'report.naive.least_squares': 'least squares on raw spend',

  'report.review.severity.note': 'note',
  'report.review.severity.review': 'review',
  'report.review.severity.fail': 'failed',
  'report.review.figures': '{value} against a threshold of {threshold}',
  'report.grade.reason.assumed': 'the effect is fixed in the model file, not learnt',
  'report.grade.reason.review_failed': 'one of the model’s checks failed',
  'report.grade.reason.unstable_effect': 'its effect differs between the first and the second half of the data',
  'report.grade.reason.negative_effect': 'its effect may be negative',
  'report.grade.reason.half_below_data': 'it is saturated wherever it was seen, so it looks like baseline',
  'report.grade.reason.baseline_swallows': 'the baseline can follow nearly all of its movements',
  'report.grade.reason.flat_always_on': 'it hardly ever varied, so it looks like baseline',
  'report.grade.reason.demand_driven': 'it follows demand, and no demand control or test stands against that',
  'report.grade.reason.spread_not_halved': 'the data narrowed the prior by less than half',
  'report.grade.reason.collinear': 'it moved together with other columns',
  'report.grade.reason.spread_halved': 'the data at least halved the prior’s spread',
  'report.grade.reason.one_side_of_break_even': 'clearly on one side of break-even',
  'report.grade.reason.told_apart': 'told apart from all other columns',
  'report.grade.reason.lift_test': 'confirmed by a recent lift test',
  'report.grade.reason.lift_test_old': 'lift test is older than two years',
  'report.grade.reason.no_lift_test': 'no lift test',
  'report.review.prior_media_share': 'By the priors alone, paid media would too often explain more than the whole KPI.',
  'report.review.negative_baseline': 'The baseline may be negative: media is probably credited with too much.',
  'report.review.negative_baseline_quarter':
    'The baseline of a quarter may be negative: media is probably credited with too much there.',
  'report.review.periods_outside': 'More periods than expected lie outside the 95% range.',
  'report.review.unlikely_period':
    'The model finds this period very unlikely: look for an event that it does not know.',
  'report.review.level_break':
    'The level jumps at this period, which the model does not know: effects next to it are not to be trusted.',
  'report.review.residual_autocorrelation':
    'What the model leaves over is correlated from period to period: ranges look surer than they are.',
  'report.review.media_explain_little': 'Media explains little of the KPI beyond season, trend and controls.',
  'report.review.negative_effect': 'The effect may be negative.',
  'report.review.unstable_effect':
    'The effect differs between the first and the second half of the data; a constant effect is assumed.',
  'report.review.half_below_data': 'Saturated wherever it was seen: its effect cannot be told from a higher baseline.',
  'report.review.baseline_swallows':
    'Always on, and the baseline can follow nearly all of its movements: consider a test.',
  'report.review.flat_always_on':
    'Always on and hardly varied: its effect cannot be told from the baseline. A go-dark test would.',
  'report.review.demand_without_control':
    'Answers demand, and no demand control stands in the model: it may be credited with sales that would have come anyway.',
  'report.review.unnamed': 'Check “{code}”.',
} as const;
