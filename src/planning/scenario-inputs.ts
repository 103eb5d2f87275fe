import type { Assumed, Bound, Scenario } from './scenario.js';

export type InputValue = string | number | boolean | null;

/**
 * What a scenario states, by dotted path as in its file (`budget.total`, `lines.tv.amount`): what a comparison shows
 * of the inputs. Names and texts, which change no figure, are left out.
 */
export function scenarioInputs(scenario: Scenario): Record<string, InputValue> {
  const { reference, objective, budget, assumptions, uncertainty } = scenario;
  return dottedPaths({
    reference:
      reference.kind === 'scenario'
        ? reference.id
        : reference.kind === 'last_year'
          ? 'last_year'
          : `last_n_periods:${reference.periods}`,
    model: scenario.model,
    window: scenario.window,
    carry_in: { gap_fill: scenario.carryIn.gapFill },
    run_out_periods: scenario.runOutPeriods,
    currency: { report: scenario.currency.report, ...ratesOf(scenario) },
    calendar: {
      pattern: scenario.calendar.pattern,
      ...(scenario.calendar.yearStart === null ? {} : { year_start: scenario.calendar.yearStart }),
    },
    objective,
    kpis: scenario.kpis.map(({ id, role, formula, target, min, chance }) => ({
      id,
      role,
      formula,
      target,
      ...((min ?? null) === null ? {} : { min: min ?? null }),
      ...((chance ?? 0.5) === 0.5 ? {} : { chance: chance ?? null }),
    })),
    budget: {
      total: budget.total,
      spend_all: budget.spendAll,
      tolerance_pct: budget.tolerancePct,
      contingency_pct: budget.contingencyPct,
      fees_pct: budget.feesPct,
    },
    unlisted: scenario.unlisted,
    lines: scenario.lines.map((line) => ({
      channel: line.channel,
      ...(line.campaign === null ? {} : { campaign: line.campaign }),
      ...(line.region === null ? {} : { region: line.region }),
      ...(line.audience === null ? {} : { audience: line.audience }),
      ...(line.currency === null ? {} : { currency: line.currency }),
      amount: line.amount,
      lock: line.lock,
      exclude: line.exclude,
      min: boundText(line.min),
      max: boundText(line.max),
      ...((line.minBuy ?? null) === null ? {} : { min_buy: line.minBuy ?? null }),
      flight: {
        from: line.flight.from,
        to: line.flight.to,
        shape: line.flight.shape.kind,
        weights: line.flight.shape.kind === 'custom' ? line.flight.shape.weights.join(' ') : null,
        ...('weeksOn' in line.flight.shape ? { weeks_on: line.flight.shape.weeksOn } : {}),
        ...('weeksOff' in line.flight.shape ? { weeks_off: line.flight.shape.weeksOff } : {}),
      },
      cost:
        line.cost === null
          ? null
          : { per: line.cost.per, value: line.cost.value, inflation_pct: line.cost.inflationPct },
    })),
    limits: scenario.limits.map(({ scope, amount, share, periodMax, periodStepPct }) => ({
      scope,
      amount,
      share,
      period_max: periodMax,
      period_step_pct: periodStepPct,
    })),
    boldness: scenario.boldness === 'custom' ? scenario.boldnessPct : scenario.boldness,
    assumptions: {
      media_inflation_pct: middles(assumptions.mediaInflationPct),
      baseline_growth_pct: assumptions.baselineGrowthPct?.mid ?? null,
      controls: middles(assumptions.controls),
      treatments: middles(assumptions.treatments),
      ...conditionInputs(scenario),
    },
    uncertainty,
  });
}

function middles(table: Readonly<Record<string, Assumed>>): Record<string, number> {
  return Object.fromEntries(Object.entries(table).map(([id, assumed]) => [id, assumed.mid]));
}

/** Keys that few files write are told only where they are. */
function conditionInputs({ assumptions: { promo, longTermMultiplier } }: Scenario): Record<string, unknown> {
  return {
    ...(promo.length === 0
      ? {}
      : {
          promo: promo.map(({ treatment, from, to, sameAs }) => ({
            id: treatment,
            from,
            to,
            same_as: `${sameAs.from} – ${sameAs.to}`,
          })),
        }),
    ...(longTermMultiplier?.use === true ? { long_term_multiplier: longTermMultiplier.mid } : {}),
  };
}

function ratesOf({ currency }: Scenario): Record<string, unknown> {
  const rates = Object.entries(currency.rates).map(([code, { rate }]) => [code, rate] as const);
  return rates.length === 0 ? {} : { rates: Object.fromEntries(rates) };
}

function boundText(bound: Bound): string | number | null {
  if (bound === null) return null;
  if ('amount' in bound) return bound.amount;
  const pct = Math.round(bound.relative * 1e6) / 1e4;
  return `${pct > 0 ? '+' : ''}${pct}%`;
}

/** Nested maps and lists as dotted paths; items of a list that have an id or a channel go by it. */
export function dottedPaths(value: unknown, prefix = ''): Record<string, InputValue> {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { [prefix]: value };
  }
  const out: Record<string, InputValue> = {};
  const taken = new Set<string>();
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((item, index): [string, unknown] => [itemKey(item, index, taken), item])
    : Object.entries(value as object);
  for (const [key, item] of entries) Object.assign(out, dottedPaths(item, prefix === '' ? key : `${prefix}.${key}`));
  return out;
}

function itemKey(item: unknown, index: number, taken: Set<string>): string {
  let key = String(index);
  if (typeof item === 'object' && item !== null) {
    const { id, channel, campaign, region, audience } = item as Record<string, unknown>;
    if (typeof id === 'string') key = id;
    else if (typeof channel === 'string') {
      key = [channel, campaign, region, audience].filter((part) => typeof part === 'string').join('/');
    }
  }
  if (taken.has(key)) key = `${key}#${index}`;
  taken.add(key);
  return key;
}
