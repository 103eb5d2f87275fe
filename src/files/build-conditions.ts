import type { Scenario } from '../planning/index.js';
import type { Defaults } from './defaults.js';
import { scenarioDefaults as usual } from './scenario-defaults.js';
import type { ScenarioInFile } from './schema/scenario-schema.js';

type AssumptionsInFile = NonNullable<ScenarioInFile['assumptions']>;

export function fiscalCalendar({ calendar = {} }: ScenarioInFile, defaults: Defaults): Scenario['calendar'] {
  return {
    pattern: defaults.pick('calendar.pattern', calendar.pattern, 'calendar' as const),
    yearStart: calendar.year_start ?? null,
    week53: defaults.pick('calendar.week53', calendar.week53, 'keep' as const),
  };
}

export function exchangeRates({ currency }: ScenarioInFile): Scenario['currency']['rates'] {
  return Object.fromEntries(
    Object.entries(currency?.rates ?? {}).map(([code, { rate, as_of: asOf }]) => [code, { rate, asOf: asOf ?? null }]),
  );
}

export function promotions(promo: AssumptionsInFile['promo']): Scenario['assumptions']['promo'] {
  return (promo ?? []).map(({ treatment, name, from, to, same_as: sameAs }) => ({
    treatment,
    name: name ?? '',
    from,
    to,
    sameAs,
  }));
}

export function longTerm(
  written: AssumptionsInFile['long_term_multiplier'],
): Scenario['assumptions']['longTermMultiplier'] {
  if (written === undefined) return null;
  return {
    use: written.use ?? false,
    low: written.low ?? null,
    mid: written.mid ?? usual.longTermMid,
    high: written.high ?? null,
    source: written.source ?? usual.source,
  };
}
