import type { Tornado, TornadoEnd, TornadoRow } from '../explained.js';
import type { Evaluated } from '../result/evaluated.js';
import type { Assumed, Assumptions, Scenario } from '../scenario.js';
import { meanWhole, meanWindow, variantOf, type ExplainInput } from './variant.js';

/** Draws that variants are told on: their differences are paired, so few suffice. */
export const variantDraws = 200;

interface Ranged {
  readonly key: string;
  readonly subject: string | null;
  readonly assumed: Assumed;
  with(value: number): Scenario;
}

/**
 * Every assumption with a low or a high taken to that end, the others as they are: what it does to the plan's KPI, and
 * to its lead over the reference. One that turns the lead round flips the recommendation.
 */
export function tornadoOf(evaluated: Evaluated, input: ExplainInput, kpi: string): Tornado {
  const { scenario } = evaluated.problem;
  const ranged = rangedAssumptions(scenario);
  const base = ranged.length === 0 ? null : variantOf(evaluated, input, scenario, variantDraws);
  if (base === null) return { rows: [], flips: null };
  const plan = base.plan();
  const level = meanWindow(plan, kpi);
  const lead = meanWhole(plan, kpi) - meanWhole(base.reference(), kpi);
  const at = (one: Ranged, value: number | null): TornadoEnd | null => {
    if (value === null || value === one.assumed.mid) return null;
    const variant = variantOf(evaluated, input, one.with(value), variantDraws);
    if (variant === null) return null;
    const side = variant.plan();
    const there = meanWhole(side, kpi) - meanWhole(variant.reference(), kpi);
    // A lead of rounding is none.
    const slack = 1e-9 * Math.abs(level);
    return {
      assumed: value,
      change: meanWindow(side, kpi) - level,
      lead: there,
      flips: Math.abs(lead) > slack && Math.abs(there) > slack && Math.sign(there) !== Math.sign(lead),
    };
  };
  const rows = ranged
    .map((one): TornadoRow => ({
      key: one.key,
      subject: one.subject,
      low: at(one, one.assumed.low),
      high: at(one, one.assumed.high),
    }))
    .filter((row) => row.low !== null || row.high !== null)
    .sort((a, b) => width(b) - width(a));
  const flipping = rows.find((row) => row.low?.flips === true || row.high?.flips === true);
  return { rows, flips: flipping === undefined ? null : rowName(flipping) };
}

export function rowName({ key, subject }: Pick<TornadoRow, 'key' | 'subject'>): string {
  return subject === null ? key : `${key}.${subject}`;
}

function width({ low, high }: TornadoRow): number {
  return Math.max(Math.abs(low?.change ?? 0), Math.abs(high?.change ?? 0));
}

function rangedAssumptions(scenario: Scenario): Ranged[] {
  const { assumptions } = scenario;
  const changed = (parts: Partial<Assumptions>): Scenario => ({
    ...scenario,
    assumptions: { ...assumptions, ...parts },
  });
  const table = (key: string, name: 'mediaInflationPct' | 'controls' | 'treatments'): Ranged[] =>
    Object.entries(assumptions[name]).map(([id, assumed]) => ({
      key,
      subject: id === 'default' ? null : id,
      assumed,
      with: (mid) => changed({ [name]: { ...assumptions[name], [id]: { ...assumed, mid } } }),
    }));
  const growth = assumptions.baselineGrowthPct;
  const all = [
    ...table('media_inflation_pct', 'mediaInflationPct'),
    ...(growth === null
      ? []
      : [
          {
            key: 'baseline_growth_pct',
            subject: null,
            assumed: growth,
            with: (mid: number) => changed({ baselineGrowthPct: { ...growth, mid } }),
          },
        ]),
    ...table('controls', 'controls'),
    ...table('treatments', 'treatments'),
  ];
  return all.filter(({ assumed }) => assumed.low !== null || assumed.high !== null);
}
