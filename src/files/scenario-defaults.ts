/** The defaults of a scenario file, as the format fixes them. */
export const scenarioDefaults = {
  reference: 'last_year',
  longTermMid: 1.5,
  gapFill: 'reference',
  runOutPeriods: 13,
  kind: 'maximise',
  horizon: 'whole_effect',
  spendAll: true,
  tolerancePct: 0.5,
  contingencyPct: 3,
  feesPct: 0,
  unlisted: 'reference',
  boldness: 'moderate',
  /** ± % of the reference for every free line. */
  boldnessPct: { hold: 0, cautious: 10, moderate: 30, bold: 60 },
  /** Left open by the format, whose example pulses: money in even parts over the flight. */
  shape: 'even',
  source: 'assumed',
  interval: 0.8,
  draws: 1000,
  seed: 7,
  depth: 'planner',
} as const;
