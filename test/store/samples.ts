import type { FittedModel, Summary } from '../../src/mixmodel/index.js';
import type { Plan, PlanDraws } from '../../src/planning/index.js';
import type { ModelToSave, PlanToSave } from '../../src/store/index.js';

/** Small results of the right form, for what the store does does not depend on their figures. */
export function summary(mean: number): Summary {
  return {
    mean,
    sd: 1,
    p025: mean - 2,
    p05: mean - 1.6,
    p10: mean - 1.3,
    p25: mean - 0.7,
    p50: mean,
    p75: mean + 0.7,
    p90: mean + 1.3,
    p95: mean + 1.6,
    p975: mean + 2,
  };
}

export function modelToSave(
  options: { id?: string; fingerprint?: string; gate?: boolean; draws?: readonly number[] } = {},
): ModelToSave {
  const { id = 'shop', fingerprint = 'f1', gate = true, draws = [0.1, -0, 1e-300, 1 / 3] } = options;
  const prior = { family: 'normal', mean: 0, sd: 1, shift: 0 } as const;
  const fitted: FittedModel = {
    schema: 'mixplan/fit@1',
    spec: {
      id,
      title: '全国 brand',
      currency: 'CNY',
      data: {
        file: 'data.csv',
        sheet: null,
        date: 'week',
        dateMarks: 'start',
        region: null,
        audience: null,
        population: null,
        mask: [],
        historyBefore: 'zero',
      },
      kpis: [{ id: 'sales', label: 'sales', column: 'sales', kind: 'revenue', valuePerUnit: null }],
      channels: [],
      organic: [],
      treatments: [],
      controls: [],
      baseline: {
        intercept: prior,
        trend: { kind: 'none' },
        season: { kind: 'none' },
        holidays: { country: null, include: 'default', windows: {}, coefficient: prior },
      },
      noise: { kind: 'normal', sd: { family: 'halfnormal', sd: 2, shift: 0 } },
      scaling: { kpi: 'standard', media: { by: 'median', over: 'group' }, fixed: null },
      experiments: [],
      holdout: { periods: 13, origins: 3 },
      fit: { chains: 4, warmup: 'auto', draws: 'auto', seed: 7 },
    },
    panel: {
      grain: 'weekly',
      dateMarks: 'start',
      periods: [
        { label: '2024-01-01', start: 19723, end: 19729 },
        { label: '2024-01-08', start: 19730, end: 19736 },
      ],
      groups: ['all'],
      inLikelihood: Uint8Array.of(1, 0),
      kpis: [{ id: 'sales', values: Float64Array.of(10.25, 11), valuePerUnit: null }],
      channels: [],
      organic: [],
      treatments: [],
      controls: [],
      holidays: [],
    },
    scales: { kpis: { sales: { center: 10, scale: 2 } }, media: {}, regressors: {} },
    seed: 7,
    sampler: {
      chains: 4,
      draws: 1,
      maxRhat: 1.001,
      minBulkEss: 500,
      minTailEss: 450,
      divergences: 0,
      minEbfmi: 0.9,
      gradients: 1000,
      modes: 1,
      gate,
      missed: gate ? [] : ['rhat'],
    },
    kpis: [
      {
        id: 'sales',
        columns: ['intercept'],
        draws: Float64Array.from(draws),
        diagnostics: [{ name: 'intercept', rhat: null, bulkEss: 500, tailEss: 450 }],
        gradients: 1000,
      },
    ],
    assessment: {
      kpis: [],
      reviews: [],
      holdout: {
        status: 'computing',
        origins: 3,
        periods: 13,
        wape: Number.NaN,
        mape: 0,
        crps: 0,
        coverage80: 0,
        seconds: 0,
        naive: [],
        points: [],
      },
    },
  };
  return {
    fingerprint,
    engine: 'test',
    seconds: 1.5,
    file: { name: 'model.yaml', text: 'schema: mixplan/model@1\n' },
    fitted,
  };
}

export function planToSave(
  options: { id?: string; content?: string; model?: string; modelVersion?: number; fingerprint?: string } = {},
): PlanToSave {
  const { id = 'q4', content = 'c1', model = 'shop', modelVersion = 1, fingerprint = 'f1' } = options;
  const totals = {
    window: summary(182),
    baseline: summary(100),
    carryIn: summary(2),
    incremental: summary(80),
    runOut: summary(5),
    reference: summary(170),
    delta: summary(12),
    probabilityBetter: 0.9,
    wholeDelta: summary(14),
    wholeProbabilityBetter: 0.92,
    probabilityOfTarget: null,
  };
  const plan: Plan = {
    schema: 'mixplan/plan@1',
    plan: { id: '', created: '' },
    engine: 'test',
    scenario: {
      id,
      version: 0,
      kind: 'forecast',
      maximised: null,
      fingerprint: `${id}-${content}`,
      title: 'Q4',
      brief: '',
      owner: '',
      language: null,
      depth: 'planner',
      noteToClient: '',
      normalised: 'schema: mixplan/scenario@1\n',
    },
    model: {
      id: model,
      version: modelVersion,
      fingerprint,
      title: 'Shop',
      dataFrom: '2024-01-01',
      dataThrough: '2024-01-14',
      grain: 'weekly',
      converged: true,
    },
    currency: { report: 'CNY', unit: '1' },
    interval: 0.8,
    window: { start: '2024-01-15', end: '2024-01-28', periods: 2, runOutPeriods: 1 },
    reference: { kind: 'last_year', label: '', spend: 90, from: '', to: '' },
    kpis: [{ id: 'sales', label: 'Sales', role: 'primary', kind: 'revenue', money: true, formula: null, target: null }],
    totals: {
      spend: 100,
      unspent: 0,
      unspentReason: null,
      budget: null,
      kpis: { sales: totals },
      roi: summary(0.8),
      referenceRoi: summary(0.7),
    },
    channels: [],
    lines: [],
    calendar: [],
    flowchart: [],
    series: {},
    responses: [],
    optimum: null,
    assumptions: [],
    trust: {
      holdout: {
        status: 'none',
        origins: 0,
        periods: 0,
        wape: 0,
        mape: 0,
        crps: 0,
        coverage80: 0,
        seconds: 0,
        naive: [],
        points: [],
      },
      baselineShare: summary(0.6),
      rSquared: summary(0.9),
      sampler: { chains: 4, draws: 1, maxRhat: 1, minBulkEss: 500, minTailEss: 450, divergences: 0, gate: true },
      reviews: [],
      channels: [],
      fit: [],
    },
    remarks: [],
  };
  const draws: PlanDraws = {
    draws: 2,
    kpis: {
      sales: {
        byPeriod: Float64Array.of(1, 2, 3, 4, 5, 6),
        window: Float64Array.of(4, 6),
        whole: Float64Array.of(9, 12),
        incremental: Float64Array.of(1, 2),
      },
    },
  };
  return {
    scenario: { id, title: 'Q4', file: { name: 'q4.yaml', text: 'schema: mixplan/scenario@1\n' }, content },
    plan,
    draws,
    seconds: 0.25,
  };
}
