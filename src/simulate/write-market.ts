import { formatDay } from '../data/index.js';
import type { Market, MarketChannel } from './market.js';
import type { SimulatedMarket } from './simulate-market.js';
import type { TrueChannel } from './true-response.js';
import { geometricPeriods } from './true-adstock.js';

/** The three files of a simulated market: what `mixplan simulate` writes. */
export interface MarketFiles {
  readonly 'data.csv': string;
  readonly 'truth.json': string;
  readonly 'model.yaml': string;
}

interface Words {
  readonly date: Readonly<Record<Market['grain'], string>>;
  readonly price: string;
  readonly promotion: string;
  readonly competitor: string;
  readonly demand: string;
  readonly region: string;
  readonly population: string;
  readonly spend: (channel: MarketChannel) => string;
  readonly media: (channel: MarketChannel) => string;
}

/** Column names as an analyst of that market would write them. */
const words: Record<'en' | 'zh-CN', Words> = {
  en: {
    date: { daily: 'date', weekly: 'week', monthly: 'month', quarterly: 'quarter' },
    price: 'price_index',
    promotion: 'promotion',
    competitor: 'competitor_index',
    demand: 'demand_index',
    region: 'region',
    population: 'population',
    spend: (channel) => `${channel.id}_spend`,
    media: (channel) => `${channel.id}_${channel.unit ?? 'units'}`,
  },
  'zh-CN': {
    date: { daily: '日期', weekly: '周', monthly: '月', quarterly: '季度' },
    price: '价格指数',
    promotion: '促销',
    competitor: '竞品指数',
    demand: '需求指数',
    region: '地区',
    population: '人口',
    spend: (channel) => `${channel.label}花费`,
    media: (channel) => `${channel.label}${unitWords[channel.unit ?? ''] ?? channel.unit ?? '投放量'}`,
  },
};

const unitWords: Record<string, string> = { impressions: '曝光', clicks: '点击', grp: 'GRP' };

export function writeMarket(simulated: SimulatedMarket, schemaPath: string): MarketFiles {
  return {
    'data.csv': dataCsv(simulated),
    'truth.json': truthJson(simulated),
    'model.yaml': modelYaml(simulated, schemaPath),
  };
}

function kpiColumn({ market }: SimulatedMarket): string {
  return market.language === 'en' ? market.kpi.id : market.kpi.label;
}

function dataCsv(simulated: SimulatedMarket): string {
  const { market, periods, groups, kpi, media, environment } = simulated;
  const word = words[market.language];
  const columns: [string, (t: number, g: number) => string | number][] = [
    [word.date[market.grain], (t) => periods[t]!.label],
    ...(market.groups === null
      ? []
      : ([
          [word.region, (_t, g) => groups[g]!.id!],
          [word.population, (_t, g) => groups[g]!.population!],
        ] satisfies [string, (t: number, g: number) => string | number][])),
    [kpiColumn(simulated), (t, g) => kpi[g * periods.length + t]!],
  ];
  market.channels.forEach((channel, index) => {
    const { spend, media: units } = media[index]!;
    columns.push([word.spend(channel), (t, g) => spend[g * periods.length + t]!]);
    if (channel.costPerUnit !== null) columns.push([word.media(channel), (t, g) => units[g * periods.length + t]!]);
  });
  const { price, promotion, competitor, demand } = environment.seen;
  if (price) columns.push([word.price, (t) => price[t]!]);
  if (promotion) columns.push([word.promotion, (t) => promotion[t]!]);
  if (competitor) columns.push([word.competitor, (t) => competitor[t]!]);
  if (demand) columns.push([word.demand, (t) => demand[t]!]);
  const rows = groups.flatMap((_group, g) =>
    periods.map((_period, t) => columns.map(([, cell]) => String(cell(t, g))).join(',')),
  );
  return `${[columns.map(([name]) => name).join(','), ...rows].join('\n')}\n`;
}

function truthJson(simulated: SimulatedMarket): string {
  const { market, seed, periods, groups, environment, channels, liftTests, optimum } = simulated;
  const { seen: _seen, demand, ...parts } = environment;
  const baseline = { ...parts, ...(demand === null ? {} : { demand }) };
  return `${JSON.stringify(
    {
      market: market.id,
      seed,
      units: 'contributions and effects in KPI units; spend in currency; ROI in currency per currency',
      periods: periods.map((period) => period.label),
      baseline: Object.fromEntries(Object.entries(baseline).map(([name, path]) => [name, rounded(path)])),
      ...(market.groups === null ? {} : { groups }),
      channels: channels.map((channel, index) => channelTruth(market, channel, market.channels[index]!)),
      lift_tests: liftTests.map(({ from, to, region, ...test }) => ({
        ...test,
        ...(region === null ? {} : { region }),
        from: from.label,
        to: to.label,
      })),
      optimum,
    },
    null,
    1,
  )}\n`;
}

/** What holds of this channel; what this market does not use is left out. */
function channelTruth(market: Market, channel: TrueChannel, { drift }: MarketChannel): object {
  const { contribution, strength, groups, alpha, adstock, id, ...rest } = channel;
  return {
    id,
    ...(adstock === null ? { alpha } : { adstock }),
    ...rest,
    ...(market.groups === null ? {} : { groups }),
    ...(drift === null ? {} : { strength: Array.from(strength) }),
    contribution: rounded(contribution),
  };
}

function rounded(path: Float64Array): number[] {
  return Array.from(path, (value) => Math.round(value * 1e3) / 1e3);
}

/** A model file with the product's defaults: it states what an analyst would know, and nothing of the truth. */
function modelYaml(simulated: SimulatedMarket, schemaPath: string): string {
  const { market, environment, liftTests } = simulated;
  const word = words[market.language];
  const { price, promotion, competitor, demand } = environment.seen;
  const value = market.kpi.valuePerUnit === null ? '' : `, value_per_unit: ${market.kpi.valuePerUnit}`;
  const label = (id: string, text: string) => (id === text ? '' : `, label: ${quoted(text)}`);
  const isUsualGrain = market.grain === 'weekly' || market.grain === 'monthly';
  const lines = [
    `# yaml-language-server: $schema=${schemaPath}`,
    'schema: mixplan/model@1',
    `id: ${market.id}`,
    `title: ${quoted(market.title)}`,
    `data: {file: data.csv, date: ${word.date[market.grain]}${
      market.groups === null ? '' : `, region: ${word.region}, population: ${word.population}`
    }}`,
    `currency: ${market.currency}`,
    'kpis:',
    `  - {id: ${market.kpi.id}${label(market.kpi.id, market.kpi.label)}, column: ${kpiColumn(simulated)}, kind: ${market.kpi.kind}${value}}`,
    'channels:',
    ...market.channels.flatMap((channel) => [
      `  - id: ${channel.id}`,
      `    label: ${quoted(channel.label)}`,
      `    spend: ${word.spend(channel)}`,
      ...(channel.costPerUnit === null
        ? []
        : [`    media: ${word.media(channel)}`, `    unit: ${channel.unit ?? 'units'}`]),
      ...(isUsualGrain ? [`    adstock: {kind: geometric, periods: ${geometricPeriods}}`] : []),
      ...(channel.demandDriven ? ['    demand_driven: true'] : []),
      ...(channel.tags.length > 0 ? [`    tags: [${channel.tags.join(', ')}]`] : []),
    ]),
  ];
  if (promotion)
    lines.push(
      'treatments:',
      `  - {id: promotion${label('promotion', word.promotion)}, column: ${word.promotion}, baseline: min}`,
    );
  if (price || competitor || demand) lines.push('controls:');
  if (price) lines.push(`  - {id: price${label('price', word.price)}, column: ${word.price}}`);
  if (competitor) lines.push(`  - {id: competitor${label('competitor', word.competitor)}, column: ${word.competitor}}`);
  if (demand) lines.push(`  - {id: demand${label('demand', word.demand)}, column: ${word.demand}}`);
  if (market.baseline.country !== null) lines.push(`baseline: {holidays: {country: ${market.baseline.country}}}`);
  if (liftTests.length > 0) lines.push('experiments:');
  for (const test of liftTests) {
    lines.push(
      `  - {channel: ${test.channel}, ${test.region === null ? '' : `region: ${test.region}, `}start: ${formatDay(test.from.start)}, end: ${formatDay(test.to.end)}, ` +
        `counterfactual: {pct_of_actual: ${test.spendFactor * 100}}, effect: ${Math.round(test.measured)}, sd: ${Math.round(test.sd)}, ` +
        `in_data: false, source: ${quoted(market.language === 'en' ? 'simulated lift test' : '模拟提升测试')}}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
