/** What a fitted model says of itself: reviews, reasons of evidence grades, and why a fit missed the gate. */
export const model = {
  'review.prior_media_share':
    'The priors alone let paid media cause more than the whole KPI. State narrower effects before reading much into the fit.',
  'review.negative_baseline':
    'The baseline may be below zero over the whole data: media are credited with more than there is. Look for a missing control, or state weaker effects.',
  'review.negative_baseline_quarter':
    'In at least one quarter the baseline may be below zero: something pulled the KPI down there that the model does not know. Add it as a control, or mask those periods.',
  'review.periods_outside':
    'More periods lie outside their 95% range than should: the model misses what moved them. Look for promotions, stock-outs or breaks.',
  'review.unlikely_period':
    'The model finds this period hardly possible. If something happened then, add it as a control or mask the period.',
  'review.level_break':
    'The level of the KPI jumps here, and nothing in the model stands for it: media that ran on one side of the jump are credited or blamed for it. Add a treatment that is 0 before and 1 from then on, or mask one side.',
  'review.residual_autocorrelation':
    'What the model leaves unexplained carries over from one period to the next: ranges of ROI and of totals are wider in truth than shown. State noise.ar (for instance beta: [2, 2]), a trend with more knots, or the control that is missing.',
  'review.media_explain_little':
    'Media explain next to nothing of the KPI beyond season, trend and controls: the effects are mostly the priors’ word.',
  'review.negative_effect':
    'The effect may be negative, which media seldom are: look for spend that reacts to weak sales, or state a prior that is positive.',
  'review.unstable_effect':
    'The first and the second half of the data ask for different effects, while the model assumes one. Plan on it with care, or split the channel where it changed.',
  'review.half_below_data':
    'Half of the effect is reached below nearly all of the spend seen: within the data this is the same as a higher baseline, and the curve below it is the prior’s word.',
  'review.flat_always_on':
    'Always on at nearly the same level: its effect cannot be told from the baseline. A pause or a regional test would tell.',
  'review.test_conflict':
    'A lift test contradicts what the model says without it. Look at the test’s window, share of market and error, and at what the model may be missing.',
  'review.baseline_swallows':
    'Always on, and the baseline can follow nearly all of its movements: its effect goes to the trend or the season as easily. A stiffer baseline, a pause or a regional test would tell.',
  'review.demand_without_control':
    'Answers demand, and no control stands for demand: people who would have bought anyway are counted as its effect. Add query volume or category sales.',

  'grade.assumed': 'the effect is stated in the model file, not estimated',
  'grade.lift_test': 'a lift test less than two years old agrees with the data in one model',
  'grade.lift_test_old': 'its lift test is more than two years old',
  'grade.no_lift_test': 'no lift test yet',
  'grade.spread_halved': 'the data at least halved what was uncertain beforehand',
  'grade.one_side_of_break_even': 'nine chances in ten lie on one side of break-even',
  'grade.told_apart': 'its spend moves enough on its own',
  'grade.spread_not_halved': 'the data narrowed the prior by less than half',
  'grade.collinear': 'its spend moves with other things the model knows, so effects can be swapped',
  'grade.demand_driven': 'it answers demand, and neither a demand control nor a test stands against that',
  'grade.review_failed': 'a check of the whole model failed',
  'grade.unstable_effect': 'the two halves of the data disagree on its effect',
  'grade.negative_effect': 'its effect may be negative',
  'grade.half_below_data': 'within the data its effect looks like a constant',
  'grade.flat_always_on': 'always on at nearly one level, as good as baseline',

  'grade.baseline_swallows': 'always on, and the baseline can follow nearly all of its movements',

  'gate.rhat': 'the chains have not mixed (R-hat 1.01 or more)',
  'gate.bulk_ess': 'too few independent draws of the middle (bulk ESS under 400)',
  'gate.tail_ess': 'too few independent draws of the tails (tail ESS under 400)',
  'gate.stuck': 'a quantity did not move at all in one of the chains',
  'gate.divergences': 'more than one draw in a thousand diverged, even at a finer step',
  'gate.ebfmi': 'the energy mixes too slowly (E-BFMI 0.3 or less)',
  'gate.not_converged': 'not every quantity had converged when the draws ran out',
} as const;
