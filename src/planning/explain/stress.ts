import type { Stress } from '../explained.js';
import { evaluateSide } from '../plan-side.js';
import { sumOf } from '../resolve/problem.js';
import type { Evaluated } from '../result/evaluated.js';
import type { Assumed, Assumptions, Scenario } from '../scenario.js';
import { variantDraws } from './tornado.js';
import { meanWhole, meanWindow, variantOf, type ExplainInput } from './variant.js';

/** How much dearer all media get, and how much more a competitor does, in per cent. */
const costShockPct = 20;
const competitorPct = 30;
/** Ids and names by which a control is a competitor's activity. */
const competitorNames = /compet|rival|竞/i;

/**
 * Four blows, one at a time, on the plan as it stands: all media dearer, a competitor louder, a promotion that does not
 * take place, the dearest period dark. Each only where the plan has it to lose.
 */
export function stressOf(evaluated: Evaluated, input: ExplainInput, kpi: string): Stress[] {
  const { problem } = evaluated;
  const { scenario, fitted } = problem;
  const base = variantOf(evaluated, input, scenario, variantDraws);
  if (base === null) return [];
  const level = meanWindow(base.plan(), kpi);
  const struck = (code: Stress['code'], subject: string, changed: Scenario): Stress[] => {
    const variant = variantOf(evaluated, input, changed, variantDraws);
    if (variant === null) return [];
    const plan = variant.plan();
    const lead = meanWhole(plan, kpi) - meanWhole(variant.reference(), kpi);
    return [{ code, subject, change: meanWindow(plan, kpi) - level, lead }];
  };
  const { assumptions } = scenario;
  const assuming = (parts: Partial<Assumptions>): Scenario => ({
    ...scenario,
    assumptions: { ...assumptions, ...parts },
  });
  const competitors = fitted.spec.controls.filter(({ id, label }) => competitorNames.test(`${id} ${label}`));
  const promotions = fitted.spec.treatments.filter(({ id }) => isPromotion(evaluated, id));
  return [
    ...struck('cost-shock', '', dearer(scenario)),
    ...competitors.flatMap(({ id }) =>
      struck(
        'competitor',
        id,
        assuming({ controls: { ...assumptions.controls, [id]: raised(assumptions.controls[id], competitorPct) } }),
      ),
    ),
    ...promotions.flatMap(({ id }) =>
      struck(
        'promotion-cancelled',
        id,
        assuming({
          treatments: { ...assumptions.treatments, [id]: plain(0) },
          promo: assumptions.promo.filter((promo) => promo.treatment !== id),
        }),
      ),
    ),
    ...darkPeriod(evaluated, kpi),
  ];
}

/** Everything bought costs more: inflation of all media, and stated prices. */
function dearer(scenario: Scenario): Scenario {
  const more = (assumed: Assumed): Assumed => raised(assumed, costShockPct);
  const table = scenario.assumptions.mediaInflationPct;
  const lines = scenario.lines.map((line) =>
    line.cost === null
      ? line
      : { ...line, cost: { ...line.cost, inflationPct: raisedPct(line.cost.inflationPct, costShockPct) } },
  );
  const mediaInflationPct = {
    default: plain(costShockPct),
    ...Object.fromEntries(Object.entries(table).map(([id, assumed]) => [id, more(assumed)])),
  };
  return { ...scenario, lines, assumptions: { ...scenario.assumptions, mediaInflationPct } };
}

const raisedPct = (pct: number, by: number): number => 100 * ((1 + pct / 100) * (1 + by / 100) - 1);

function raised(assumed: Assumed | undefined, by: number): Assumed {
  return { ...plain(raisedPct(assumed?.mid ?? 0, by)), source: assumed?.source ?? '' };
}

function plain(mid: number): Assumed {
  return { low: null, mid, high: null, source: '' };
}

/** A treatment that is nothing in most periods and never below: a promotion that runs or does not. */
function isPromotion({ problem }: Evaluated, id: string): boolean {
  const values = problem.fitted.panel.treatments.find((series) => series.id === id)?.values ?? new Float64Array(0);
  const off = values.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
  return off * 2 > values.length && off < values.length && values.every((value) => value >= 0);
}

/** The period with the most money, without it: what was booked there is lost. */
function darkPeriod({ problem, markets, formulas, plan, reference }: Evaluated, kpi: string): Stress[] {
  const byPeriod = problem.timeline.window.map((_, t) => sumOf(plan.spend.map((series) => series[t]!)));
  const most = byPeriod.indexOf(Math.max(...byPeriod));
  const period = problem.timeline.window[most];
  if (period === undefined || !(byPeriod[most]! > 0)) return [];
  const without = (series: Float64Array): Float64Array => series.map((value, t) => (t === most ? 0 : value));
  const buys = plan.buys.map(({ money, media }) => ({ money, media: without(media) }));
  const dark = evaluateSide(problem, markets, formulas, buys, plan.spend.map(without));
  const change = meanWindow(dark, kpi) - meanWindow(plan, kpi);
  return [
    { code: 'dark-period', subject: period.label, change, lead: meanWhole(dark, kpi) - meanWhole(reference, kpi) },
  ];
}
