import type { Scenario, ScenarioLine } from '../../src/planning/index.js';

/** A scenario over the first 13 weeks after the fixture's data (which end on 2025-06-29), with parts replaced. */
export function scenarioFixture(parts: Partial<Scenario> = {}): Scenario {
  return {
    id: 'test',
    title: 'Test',
    brief: '',
    owner: '',
    parent: null,
    reference: { kind: 'last_year' },
    model: { id: 'fixture', version: null },
    window: { start: '2025-06-30', end: '2025-09-28' },
    carryIn: { gapFill: 'reference' },
    runOutPeriods: 13,
    calendar: { pattern: 'calendar', yearStart: null, week53: 'keep' },
    currency: { report: 'EUR', unit: '1', rates: {} },
    objective: { kind: 'maximise', kpi: 'sales', horizon: 'whole_effect' },
    kpis: [{ id: 'sales', label: 'Sales', role: 'primary', formula: null, target: null }],
    budget: { total: 2_000_000, spendAll: true, tolerancePct: 0.5, contingencyPct: 0, feesPct: 0 },
    unlisted: 'reference',
    lines: [],
    newChannels: [],
    audiences: [],
    reach: null,
    limits: [],
    boldnessPct: 30,
    boldness: 'moderate',
    assumptions: {
      mediaInflationPct: {},
      baselineGrowthPct: null,
      controls: {},
      treatments: {},
      promo: [],
      longTermMultiplier: null,
    },
    acceptUnconverged: false,
    uncertainty: { interval: 0.8, draws: 1000, seed: 7 },
    report: { language: null, depth: 'planner', noteToClient: '' },
    defaultsUsed: [],
    ...parts,
  };
}

export function lineFixture(index: number, channel: string, parts: Partial<ScenarioLine> = {}): ScenarioLine {
  return {
    index,
    channel,
    campaign: null,
    region: null,
    audience: null,
    amount: null,
    currency: null,
    lock: false,
    exclude: false,
    min: null,
    max: null,
    flight: { from: null, to: null, shape: { kind: 'even' } },
    cost: null,
    ...parts,
  };
}
