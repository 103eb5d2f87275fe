import { findHolidayEvent, hasErrors, holidayEvents, type Reading } from '../data/index.js';
import type { Market, MarketChannel, MarketGroups } from '../simulate/index.js';
import { checkStructure, type Partially } from './check-structure.js';
import { Checker } from './checker.js';
import { formFault } from './file-form.js';
import { byPlace } from './read-model-file.js';
import { readYaml } from './read-yaml.js';
import { marketSchema, type MarketInFile } from './schema/market-schema.js';
import { nothingMissing } from './schema/not-yet.js';

/** Reads a market file: how a synthetic market is made, or every fault at once. */
export function readMarketFile(source: string | Uint8Array, file: string): Reading<Market> {
  const { tree, faults: syntaxFaults } = readYaml(source, file);
  if (tree === null) return { value: null, faults: syntaxFaults };
  const form = formFault(tree, 'market');
  if (form !== null) return { value: null, faults: [...syntaxFaults, form] };
  const structure = checkStructure(marketSchema, tree, nothingMissing);
  const checker = new Checker(structure.tree);
  checkMarket(structure.partial, checker);
  const faults = byPlace([...syntaxFaults, ...structure.faults, ...checker.faults]);
  const { complete } = structure;
  return { value: complete === null || hasErrors(faults) ? null : marketOf(complete), faults };
}

function checkMarket(market: Partially<MarketInFile>, checker: Checker): void {
  const channels = market.channels ?? [];
  checker.unique(channels.map((channel, index) => ({ id: channel?.id, path: ['channels', index, 'id'] })));
  const ids = channels.flatMap((channel) => (channel?.id === undefined ? [] : [channel.id]));
  const { periods } = market;
  const isInside = (period: number) => periods === undefined || period <= periods;
  channels.forEach((channel, index) => {
    if (channel?.starts_at !== undefined && periods !== undefined && channel.starts_at >= periods) {
      checker.say('outside-market', ['channels', index, 'starts_at'], { periods });
    }
  });
  channels.forEach((channel, index) => {
    if (channel === undefined) return;
    const given = [channel.alpha, channel.adstock ?? undefined].filter((value) => value !== undefined).length;
    const written = checker.has(['channels', index, 'alpha']) || checker.has(['channels', index, 'adstock']);
    if (given !== 1 && (given > 1 || !written)) checker.say('one-adstock', ['channels', index], { count: given });
    const earlier = ids.slice(0, ids.indexOf(channel.id ?? ''));
    checker.known('unknown-channel', channel.follows?.channel, earlier, ['channels', index, 'follows', 'channel']);
  });
  const regions = (market.groups?.regions ?? []).flatMap((region) => region?.id ?? []);
  checker.unique(regions.map((id, index) => ({ id, path: ['groups', 'regions', index, 'id'] })));
  market.lift_tests?.forEach((test, index) => {
    checker.known('unknown-channel', test?.channel, ids, ['lift_tests', index, 'channel']);
    checker.known('unknown-market-region', test?.region ?? undefined, regions, ['lift_tests', index, 'region']);
    if (test?.start !== undefined && !isInside(test.start + (test.periods ?? 0))) {
      checker.say('outside-market', ['lift_tests', index, 'start'], { periods: periods ?? 0 });
    }
  });
  const { kind, value_per_unit: value } = market.kpi ?? {};
  if ((kind ?? 'revenue') === 'revenue' && typeof value === 'number') {
    checker.sayOfKey('value-of-revenue', ['kpi', 'value_per_unit']);
  }
  checkHolidays(market.baseline, checker);
}

/** Holiday effects are named `<event>:<phase>`. */
function checkHolidays(baseline: Partially<MarketInFile>['baseline'], checker: Checker): void {
  const country = baseline?.country ?? null;
  for (const name of Object.keys(baseline?.holidays ?? {})) {
    const [event = '', phase = ''] = name.split(':');
    const path = ['baseline', 'holidays', name];
    if (country === null) checker.sayOfKey('holiday-without-country', path);
    else if (findHolidayEvent(country, event) === null) {
      const events = holidayEvents[country].map(({ id }) => id);
      checker.known('unknown-holiday', event, events, path, true);
    } else checker.known('unknown-phase', phase, ['before', 'during', 'after'], path, true);
  }
}

function marketOf(file: MarketInFile): Market {
  const { kpi, baseline, switches = {} } = file;
  return {
    id: file.id,
    title: file.title ?? file.id,
    currency: file.currency ?? 'CNY',
    language: file.language ?? 'en',
    grain: file.grain ?? 'weekly',
    start: file.start,
    periods: file.periods,
    kpi: {
      id: kpi.id,
      label: kpi.label ?? kpi.id,
      kind: kpi.kind ?? 'revenue',
      valuePerUnit: kpi.value_per_unit ?? null,
    },
    baseline: {
      level: baseline.level,
      trendPerYear: baseline.trend_per_year ?? 0,
      season: baseline.season ?? [],
      ...(baseline.weekday === undefined ? {} : { weekday: baseline.weekday }),
      holidays: baseline.holidays ?? {},
      country: baseline.country ?? null,
    },
    noise: file.noise ?? 0.05,
    noiseCarry: file.noise_carry ?? 0,
    channels: file.channels.map(marketChannel),
    price: file.price ?? null,
    promotion:
      file.promotion === undefined || file.promotion === null
        ? null
        : { lift: file.promotion.lift, everyPeriods: file.promotion.every_periods, lasts: file.promotion.lasts },
    competitor: file.competitor ?? null,
    demand: file.demand
      ? { sd: file.demand.sd, carry: file.demand.carry ?? 0.9, seen: file.demand.seen ?? false }
      : null,
    groups: file.groups ? marketGroups(file.groups) : null,
    switches: {
      correlatedFlights: switches.correlated_flights ?? 0,
      seasonMediaConfounding: switches.season_media_confounding ?? 0,
      structuralBreak: switches.structural_break ?? null,
    },
    liftTests: (file.lift_tests ?? []).map((test) => ({
      channel: test.channel,
      region: test.region ?? null,
      start: test.start,
      periods: test.periods,
      spendFactor: test.spend_factor,
      relativeError: test.relative_error,
    })),
    optimumBudget: file.optimum_budget ?? null,
  };
}

function marketGroups(groups: NonNullable<MarketInFile['groups']>): MarketGroups {
  return {
    regions: groups.regions,
    effectSpread: groups.effect_spread ?? 0.3,
    levelSpread: groups.level_spread ?? 0.1,
    sharedFlights: groups.shared_flights ?? 0.5,
  };
}

function marketChannel(channel: MarketInFile['channels'][number]): MarketChannel {
  return {
    id: channel.id,
    label: channel.label ?? channel.id,
    spend: channel.spend,
    spread: channel.spread ?? 0.4,
    share: channel.share ?? 1,
    flight: channel.flight ?? 1,
    startsAt: channel.starts_at ?? 0,
    unit: channel.unit ?? null,
    costPerUnit: channel.cost_per_unit ?? null,
    alpha: channel.alpha ?? 0,
    adstock: channel.adstock ? { ...channel.adstock, periods: channel.adstock.periods ?? 13 } : null,
    half: channel.half,
    slope: channel.slope ?? 1,
    roi: channel.roi,
    drift: channel.drift ? { perYear: channel.drift.per_year ?? 0, sd: channel.drift.sd ?? 0 } : null,
    follows: channel.follows ?? null,
    demandDriven: channel.demand_driven ?? false,
    tags: channel.tags ?? [],
  };
}
