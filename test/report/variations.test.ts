import { describe, expect, it } from 'vitest';
import type { Holdout } from '../../src/mixmodel/fitted-model.js';
import type { Plan } from '../../src/planning/plan.js';
import { planHtml } from '../../src/report/index.js';
import { makePlan } from './fixtures/plan.js';
import { visibleText } from './page-checks.js';

/** Whatever a plan holds, its page opens in both languages and no placeholder, NaN or bare code shows. */
const base = { en: makePlan({ language: 'en' }), 'zh-CN': makePlan({ language: 'zh-CN' }) } as const;
const withHoldout = (plan: Plan, change: Partial<Holdout>): Plan => ({
  ...plan,
  trust: { ...plan.trust, holdout: { ...plan.trust.holdout, ...change } },
});
const reasons = [
  'repeats-reference',
  'excluded',
  'unlisted-reference',
  'unlisted-zero',
  'as-written',
  'locked',
  'decided-zero',
  'held',
  'searched-more',
  'searched-less',
  'searched-same',
  'at-ceiling',
  'at-floor',
  'falling',
  'falling-at-floor',
  'not-worth',
  'balanced-more',
  'balanced-less',
  'balanced-same',
];
const remarks = [
  { code: 'replay', params: {} },
  { code: 'gap-reference', params: { periods: 2 } },
  { code: 'gap-zero', params: { periods: 1 } },
  { code: 'formula-searched', params: { kpi: 'profit' } },
  { code: 'cost-not-used', params: { channel: 'TV' } },
  { code: 'flight-even', params: { channel: 'TV' } },
  { code: 'future-held', params: { subject: 'price', periods: 1 } },
  { code: 'never-heard-of', params: { x: 1 } },
];

const variations: Readonly<Record<string, (plan: Plan) => Plan>> = {
  'no target, no formula': (plan) => ({
    ...plan,
    kpis: plan.kpis.slice(0, 1).map((kpi) => ({ ...kpi, target: null })),
    totals: { ...plan.totals, kpis: { sales: { ...plan.totals.kpis['sales']!, probabilityOfTarget: null } } },
  }),
  'formula first': (plan) => ({
    ...plan,
    kpis: plan.kpis.map((kpi) => ({ ...kpi, role: kpi.formula === null ? 'watch' : 'primary' })),
  }),
  'KPI in units, worth nothing': (plan) => ({
    ...plan,
    kpis: plan.kpis.map((kpi) => ({ ...kpi, money: false, kind: 'count' })),
    responses: plan.responses.map((one) => ({ ...one, breakEven: 0 })),
  }),
  'every channel past break-even': (plan) => ({
    ...plan,
    responses: plan.responses.map((one) => ({ ...one, breakEven: 50 })),
  }),
  'every channel with room': (plan) => ({
    ...plan,
    channels: plan.channels.map((channel) => ({ ...channel, beyondSeen: false, grade: 'A' })),
    responses: plan.responses.map((one) => ({ ...one, breakEven: 0.01 })),
  }),
  'worse than the reference': (plan) => ({
    ...plan,
    totals: {
      ...plan.totals,
      kpis: {
        ...plan.totals.kpis,
        sales: {
          ...plan.totals.kpis['sales']!,
          probabilityBetter: 0.2,
          delta: { ...plan.totals.kpis['sales']!.delta, mean: -5e6 },
          wholeProbabilityBetter: 0.3,
          wholeDelta: { ...plan.totals.kpis['sales']!.wholeDelta, mean: -4e6 },
        },
      },
    },
  }),
  'every reason': (plan) => ({
    ...plan,
    channels: reasons.map((code, index) => ({
      ...plan.channels[index % plan.channels.length]!,
      id: `c${index}`,
      why: { ...plan.channels[0]!.why, code },
    })),
  }),
  'every remark': (plan) => ({ ...plan, remarks }),
  'excluded and new channels, no bounds': (plan) => ({
    ...plan,
    channels: plan.channels.map((channel, index) => ({
      ...channel,
      bounds: null,
      spend: index === 0 ? 0 : channel.spend,
      referenceSpend: index === 1 ? 0 : channel.referenceSpend,
    })),
  }),
  'money left, not proven': (plan) => ({
    ...plan,
    totals: { ...plan.totals, unspent: 1e6, unspentReason: 'falling' },
    optimum: {
      ...plan.optimum!,
      status: 'feasible',
      bound: null,
      gapPct: null,
      limits: plan.optimum!.limits.map((limit) => ({ ...limit, binding: false })),
    },
  }),
  'holdout being computed': (plan) => withHoldout(plan, { status: 'computing', points: [], naive: [] }),
  'holdout without naive forecasts, poor coverage': (plan) => withHoldout(plan, { naive: [], coverage80: 0.4 }),
  'naive forecast better': (plan) => withHoldout(plan, { wape: 0.5 }),
  'another scenario as reference': (plan) => ({
    ...plan,
    reference: { ...plan.reference, kind: 'scenario', label: 'Q4 agency' },
  }),
  monthly: (plan) => ({ ...plan, model: { ...plan.model, grain: 'monthly' } }),
  'nothing spent': (plan) => ({
    ...plan,
    totals: { ...plan.totals, spend: 0 },
    reference: { ...plan.reference, spend: 0 },
    flowchart: [],
  }),
  'failed review': (plan) => ({
    ...plan,
    trust: {
      ...plan.trust,
      reviews: [
        { code: 'negative_baseline', severity: 'fail', kpi: 'sales', subject: null, value: 0.9, threshold: 0.8 },
      ],
    },
  }),
  'a year of weeks': (plan) => ({
    ...plan,
    calendar: Array.from({ length: 52 }, (_, index) => plan.calendar[index % plan.calendar.length]!),
    flowchart: plan.flowchart.map((row) => ({
      ...row,
      spend: Array.from({ length: 52 }, (_, index) => row.spend[index % row.spend.length]!),
    })),
  }),
};

describe.each(Object.entries(variations))('%s', (_, vary) => {
  it.each(['en', 'zh-CN'] as const)('reads well in %s', (language) => {
    const text = visibleText(planHtml(vary(base[language]), { language }));
    expect(text).not.toMatch(/\bNaN\b|undefined|\bInfinity\b|\{[a-z]+\}|\bnull\b|\[object/);
    expect(text).not.toMatch(/report\.[a-z-]+\./);
  });
});
