import { findHolidayEvent, type HolidayCountry, type HolidayWindow } from '../data/index.js';
import type { HolidaySpec, ModelSpec, TrendSpec } from '../mixmodel/model-spec.js';
import { buildPrior } from './build-media.js';
import type { Defaults } from './defaults.js';
import { modelDefaults } from './model-defaults.js';
import type { ModelInFile } from './schema/model-schema.js';

type BaselineInFile = NonNullable<ModelInFile['baseline']>;

export function buildBaseline(defaults: Defaults, given: ModelInFile['baseline'] = {}): ModelSpec['baseline'] {
  // Values at knots hold the level themselves; an intercept beside them would say the same thing twice.
  const intercept = given.trend?.value === undefined ? modelDefaults.intercept : modelDefaults.noIntercept;
  return {
    intercept: buildPrior(defaults, 'baseline.intercept', given.intercept, intercept),
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
  if (kind === 'drift') {
    return { kind, stepSd: buildPrior(defaults, `${path}.step_sd`, given.step_sd, usual.stepSd) };
  }
  const on =
    given.value === undefined
      ? { step: buildPrior(defaults, `${path}.step`, given.step, usual.step) }
      : { value: buildPrior(defaults, `${path}.value`, given.value, usual.step) };
  if (given.at === 'auto') return { kind, at: 'auto', ...on };
  if (given.at !== undefined) return { kind, at: given.at, ...on };
  return { kind, every: defaults.pick(`${path}.every`, given.every, usual.every), ...on };
}

function buildSeason(defaults: Defaults, given: BaselineInFile['season'] = {}): ModelSpec['baseline']['season'] {
  const path = 'baseline.season';
  const usual = modelDefaults.season;
  const kind = defaults.pick(`${path}.kind`, given.kind, usual.kind);
  const weekday = defaults.pick(`${path}.weekday`, given.weekday, usual.weekday);
  if (kind === 'none' && weekday === 'none') return { kind, weekday };
  const coefficient = buildPrior(defaults, `${path}.coefficient`, given.coefficient, usual.coefficient);
  if (kind === 'none') return { kind, weekday, coefficient };
  return { kind, weekday, pairs: defaults.pick(`${path}.pairs`, given.pairs, usual.pairs), coefficient };
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
