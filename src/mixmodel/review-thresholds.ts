/** Thresholds of the reviews, in one place, since pages quote them. */
export const reviewThresholds = {
  /** Probability, by the priors alone, that paid media cause more than the whole KPI. */
  priorMediaShare: 0.05,
  /** Probability of a negative baseline: to be looked at, and a failure. */
  negativeBaseline: 0.2,
  negativeBaselineFail: 0.8,
  /** Two-sided posterior predictive p under which a single period is named. */
  periodP: 0.001,
  /** Share of periods outside their 95 % predictive interval. */
  periodsOutside: 0.1,
  /** Wald statistic of the best single step; without a jump it is above 12 in one of a hundred (Andrews 1993). */
  levelBreak: 18,
  /** |lag-1 correlation| of residuals. */
  residualLag1: 0.3,
  /** Distance of the two halves' effects in units of the sum of their 90 % half-widths: above 1 they are disjoint. */
  halvesDistance: 1,
  /** Share of the KPI's variance (adjusted) that media must explain beyond everything else. */
  mediaExplain: 0.01,
  /** Probability of a negative effect. */
  negativeEffect: 0.1,
  /** Half-saturation ÷ 5 % quantile of the adstocked media: below 1 the effect is as good as a constant. */
  halfSaturation: 1,
  /** Coefficient of variation below which an always-on channel's effect is flat. */
  flatVariation: 0.1,
  /** Share of an always-on channel's information that the baseline takes: from here its variance is fivefold. */
  swallowed: 0.8,
  /** Share of periods with media that makes a channel always on. */
  alwaysOn: 0.95,
  /** R² on all other columns from which a channel cannot be told apart. */
  collinearity: 0.9,
} as const;
