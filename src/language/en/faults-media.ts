/** Faults of the transforms of media in a model file, and of reach and frequency in its data. */
export const faultsMedia = {
  'fault.lags-need-number.why':
    'An adstock of kind "{kind}" is a shape over a stretch of a stated length; "all" has none.',
  'fault.lags-need-number.fix': 'Write how many periods it counts, or choose the kind geometric.',
  'fault.prior-negative.why': 'This cannot be below 0, the prior can.',
  'fault.prior-negative.fix': 'Use halfnormal, gamma, uniform from 0, or a truncated_normal from 0.',
  'fault.organic-without-media.why': 'This organic medium names no column of media.',
  'fault.organic-without-media.fix': 'Name its column as media, or its reach and its frequency.',
  'fault.frequency-without-reach.why': 'A frequency says how often those reached saw the media, but no reach is named.',
  'fault.frequency-without-reach.fix': 'Name the column of reach beside it, or use media instead.',
  'fault.reach-without-frequency.why': 'Reach acts through its frequency, but no frequency is named.',
  'fault.reach-without-frequency.fix': 'Name the column of frequency beside it, or use the reach as media.',
  'fault.media-beside-reach.why': 'Media stand beside reach and frequency: the regression can use only one of the two.',
  'fault.media-beside-reach.fix': 'Delete media, or reach and frequency.',
  'fault.order-of-reach.why':
    'With reach and frequency, saturation acts on the frequency of each period, before the adstock of reach.',
  'fault.order-of-reach.fix': 'Delete order here, or write saturation_first.',
  'fault.frequency-negative.why':
    'The frequency of "{id}" ("{header}") is below 0 in {count, plural, one {one row} other {# rows}} (lines {lines}).',
  'fault.frequency-negative.fix': 'Correct the cells: a frequency is impressions ÷ people reached.',
  'fault.frequency-below-one.why':
    'In {count, plural, one {one row} other {# rows}} (lines {lines}) somebody was reached by "{id}" at a frequency below 1 ("{header}"), but each person reached saw it once at least.',
  'fault.frequency-below-one.fix': 'Check whether reach and frequency are of the same period and the same people.',
  'fault.not-in-groups.why':
    'Reach and frequency, and a prior on the marginal return, are fitted to data of one group only; here they stand at "{id}".',
  'fault.not-in-groups.fix': 'Use media and a prior on ROI for groups, or fit the sum of the groups.',
  'fault.media-total-fixed.why': 'media_total is a prior on a share; a fixed number leaves no room for the channels.',
  'fault.media-total-fixed.fix': 'Write a distribution, for example media_total: {beta: [4, 6]}.',
  'fault.media-total-without-total.why':
    'Every KPI of this file is a rate or a score: there is no total of which media could explain a share.',
  'fault.media-total-without-total.fix': 'Leave media_total out; state priors on the coefficients of the channels.',
} as const;
