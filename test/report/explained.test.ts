import { describe, expect, it } from 'vitest';
import { planCsv, planHtml } from '../../src/report/index.js';
import type { Scenario } from '../../src/planning/index.js';
import { fittedFixture } from '../planning/fitted-fixture.js';
import { planOf } from '../planning/run-plan.js';
import { lineFixture, scenarioFixture } from '../planning/scenario-fixture.js';

const fitted = fittedFixture();
const base = scenarioFixture();
const lines = fitted.spec.channels.map(({ id }, i) =>
  lineFixture(i, id, { min: { relative: -0.4 }, max: { relative: 0.4 } }),
);
const reference = await planOf(fitted, scenarioFixture({ objective: { ...base.objective, kind: 'reference' } }));
const scenario: Scenario = {
  ...base,
  lines,
  budget: { ...base.budget, total: reference.plan.totals.spend },
  limits: [
    {
      scope: { channel: 'ch0', tag: null, region: null, audience: null, period: null },
      amount: { min: null, max: null },
      share: { min: null, max: 0.2 },
      periodMax: null,
      periodStepPct: null,
      why: 'agreed with sales',
    },
  ],
  assumptions: { ...base.assumptions, mediaInflationPct: { default: { low: 0, mid: 5, high: 40, source: 'test' } } },
};
const { plan } = await planOf(fitted, scenario);

describe.each(['en', 'zh-CN'] as const)('the report of an explained plan in %s', (language) => {
  const html = planHtml(plan, { language });

  it('has bridge, risk and the reason of a limit, each id once', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['bridge', 'bridge-steps', 'risk', 'tornado', 'frontier', 'limits']));
    expect(html).toContain('agreed with sales');
    expect(html).not.toMatch(/report\.[a-z-]+\.[a-z-]+/);
  });

  it('answers each kind of question in a sentence', async () => {
    const asked: readonly Partial<Scenario>[] = [
      {
        objective: { kind: 'hit_target', kpi: 'sales', horizon: 'window', risk: null },
        kpis: [{ ...base.kpis[0]!, target: 0.99 * plan.totals.kpis['sales']!.window.mean }],
        budget: { ...base.budget, total: null },
      },
      {
        objective: {
          kind: 'efficiency_floor',
          kpi: 'sales',
          horizon: 'whole_effect',
          efficiency: { metric: 'marginal_roi', at: 1 },
        },
        budget: { ...base.budget, total: null },
      },
      { objective: { ...base.objective, risk: 0.2 } },
    ];
    for (const parts of asked) {
      const made = await planOf(fitted, { ...scenario, limits: [], ...parts });
      const page = planHtml(made.plan, { language });
      expect(page.match(/class="verdict-target"/g)?.length ?? 0).toBeGreaterThan(0);
      expect(page).not.toMatch(/report\.[a-z-]+\.[a-z-]+/);
    }
  });
});

describe('the table of explanations', () => {
  it('holds the bridge so that it sums', () => {
    const rows = planCsv(plan)
      .explained.split('\r\n')
      .map((row) => row.split(','));
    const of = (name: string): number => Number(rows.find((row) => row[0] === 'bridge' && row[1] === name)![3]);
    const steps = rows.filter((row) => row[0] === 'bridge' && row[2] === 'change').map((row) => Number(row[3]));
    expect(steps.reduce((a, b) => a + b, of('start'))).toBeCloseTo(of('end'), 3);
  });
});
