import { findHolidayEvent, type HolidayCountry, type HolidayWindow } from '../data/index.js';
import type { HolidaySpec, ModelSpec, TrendSpec } from '../mixmodel/model-spec.js';
import { buildPrior } from './build-media.js';
import type { Defaults } from './defaults.js';
import { modelDefaults } from './model-defaults.js';
import type { ModelInFile } from './schema/model-schema.js';

type BaselineInFile = NonNullable<ModelInFile['baseline']>;

export function buildBaseline(defaults: Defaults, given: ModelInFile['baseline'] = {}): ModelSpec['baseline'] {
  return {
    intercept: buildPrior(defaults, 'baseline.intercept', given.intercept, modelDefaults.intercept),
    trend: buildTrend(defaults, given.trend),
    season: buildSeason(defaults, given.season),
    holidays: buildHolidays(defaults, given.holidays),
  };
}

function buildTrend(defaults: Defaults, given: BaselineInFile['trend'] = {}): TrendSpec {
  const path = 'baseline.trend';
  const usual = modelDefaults.trend;
  const kind = defaults.pick(`${path}.kind`, given.kind, usual.kind);
  if (kind === 'none') return { kind };
  if (kind === 'linear') {
    return { kind, coefficient: buildPrior(defaults, `${path}.coefficient`, given.coefficient, usual.coefficient) };
  }
  const step = buildPrior(defaults, `${path}.step`, given.step, usual.step);
  if (given.at !== undefined) return { kind, at: given.at, step };
  return { kind, every: defaults.pick(`${path}.every`, given.every, usual.every), step };
}

function buildSeason(defaults: Defaults, given: BaselineInFile['season'] = {}): ModelSpec['baseline']['season'] {
  const path = 'baseline.season';
  const usual = modelDefaults.season;
  const kind = defaults.pick(`${path}.kind`, given.kind, usual.kind);
  if (kind === 'none') return { kind };
  return {
    kind,
    pairs: defaults.pick(`${path}.pairs`, given.pairs, usual.pairs),
    coefficient: buildPrior(defaults, `${path}.coefficient`, given.coefficient, usual.coefficient),
  };
}

function buildHolidays(defaults: Defaults, given: BaselineInFile['holidays'] = {}): HolidaySpec {
  const path = 'baseline.holidays';
  const country = defaults.pick(`${path}.country`, given.country, null);
  const include = defaults.pick(`${path}.include`, given.include, 'default' as const);
  return {
    country,
    include: include === 'default' || country === null ? include : include.map((name) => eventId(country, name)),
    windows: country === null ? {} : holidayWindows(country, given.windows),
    coefficient: buildPrior(defaults, `${path}.coefficient`, given.coefficient, modelDefaults.holidayCoefficient),
  };
}

function eventId(country: HolidayCountry, name: string): string {
  return findHolidayEvent(country, name)?.id ?? name;
}

/** The windows of the file over the usual ones; what a window leaves out is that of the event. */
function holidayWindows(
  country: HolidayCountry,
  given: NonNullable<BaselineInFile['holidays']>['windows'] = {},
): Record<string, HolidayWindow> {
  const windows: Record<string, HolidayWindow> = country === 'CN' ? { ...modelDefaults.holidayWindows } : {};
  for (const [name, written] of Object.entries(given)) {
    const event = findHolidayEvent(country, name);
    if (event === null) continue;
    const usual = windows[event.id] ?? { before: 0, days: event.days, after: 0 };
    windows[event.id] = {
      before: written.before ?? usual.before,
      days: written.days ?? usual.days,
      after: written.after ?? usual.after,
    };
  }
  return windows;
}
