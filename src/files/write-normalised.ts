import type {
  Audience,
  NewChannel,
  Assumed,
  Bound,
  FlightShape,
  ReferenceChoice,
  Scenario,
  ScenarioKpi,
  ScenarioLimit,
  ScenarioLine,
} from '../planning/index.js';
import { translator, type Language } from '../language/index.js';
import { schemaPaths } from './json-schemas.js';
import { commentText, flowText, scalarText, type FlowValue } from './yaml-text.js';

export interface NormalisedOptions {
  /** The version the plan ran on: pinned in the file. */
  readonly modelVersion: number;
  /** What a scenario named as reference was found as, `q4-last-year@3`. */
  readonly reference?: string;
  /** What the parent was found as; its values are already in the scenario. */
  readonly parent?: string;
  /** Of the comments. */
  readonly language?: Language;
}

/**
 * Writes a scenario with every default filled in, inherited values resolved and the model version pinned. Reading it
 * again gives the same scenario but for `parent`, of which nothing is left to take.
 */
export function writeNormalised(scenario: Scenario, options: NormalisedOptions): string {
  const { id, title, brief, owner, window, currency, objective, budget, uncertainty, report } = scenario;
  const t = translator(options.language ?? report.language ?? 'en');
  const parent = options.parent ?? scenario.parent;
  const lines = [
    `# yaml-language-server: $schema=${schemaPaths.scenario}`,
    commentText(t('draft.normalised')),
    ...(parent === null ? [] : [commentText(t('draft.normalised.parent', { parent }))]),
    'schema: mixplan/scenario@1',
    `id: ${id}`,
    `title: ${JSON.stringify(title)}`,
    ...(brief === '' ? [] : [`brief: ${JSON.stringify(brief)}`]),
    ...(owner === '' ? [] : [`owner: ${JSON.stringify(owner)}`]),
    `reference: ${scalarText(referenceText(scenario.reference, options.reference))}`,
    `model: ${flowText({ id: scenario.model.id, version: options.modelVersion })}`,
    `window: {start: ${window.start}, end: ${window.end}}`,
    `carry_in: ${flowText({ gap_fill: scenario.carryIn.gapFill })}`,
    `run_out_periods: ${scenario.runOutPeriods}`,
    `calendar: ${flowText({
      pattern: scenario.calendar.pattern,
      year_start: scenario.calendar.yearStart ?? undefined,
      week53: scenario.calendar.week53,
    })}`,
    `currency: ${flowText({
      report: currency.report,
      unit: currency.unit === '1' ? 1 : currency.unit,
      rates: ratesEntry(currency.rates),
    })}`,
    `objective: ${flowText(objectiveEntry(objective))}`,
    ...listText('kpis', scenario.kpis.map(kpiEntry)),
    `budget: ${flowText({
      total: budget.total ?? undefined,
      spend_all: budget.spendAll,
      tolerance_pct: budget.tolerancePct,
      contingency_pct: budget.contingencyPct,
      fees_pct: budget.feesPct,
    })}`,
    `unlisted: ${scenario.unlisted}`,
    ...listText('lines', scenario.lines.map(lineEntry)),
    ...(scenario.limits.length === 0 ? [] : listText('limits', scenario.limits.map(limitEntry))),
    `boldness: ${scenario.boldness === 'custom' ? scenario.boldnessPct : scenario.boldness}`,
    ...listWhere('new_channels', scenario.newChannels.map(newChannelEntry)),
    ...listWhere('audiences', scenario.audiences.map(audienceEntry)),
    ...(scenario.reach === null
      ? []
      : [
          `reach: ${flowText({
            method: scenario.reach.method,
            effective_frequency: scenario.reach.effectiveFrequency,
            pair_duplication: scenario.reach.pairDuplication,
          })}`,
        ]),
    ...assumptionsText(scenario.assumptions),
    `accept_unconverged: ${scenario.acceptUnconverged}`,
    `uncertainty: ${flowText({ ...uncertainty })}`,
    `report: ${flowText({
      language: report.language ?? undefined,
      depth: report.depth,
      note_to_client: report.noteToClient,
    })}`,
  ];
  return `${lines.join('\n')}\n`;
}

function referenceText(reference: ReferenceChoice, found: string | undefined): string {
  if (reference.kind === 'last_n_periods') return `last_n_periods:${reference.periods}`;
  return reference.kind === 'last_year' ? reference.kind : (found ?? reference.id);
}

function listText(key: string, entries: readonly FlowValue[]): string[] {
  return entries.length === 0 ? [`${key}: []`] : [`${key}:`, ...entries.map((entry) => `  - ${flowText(entry)}`)];
}

function listWhere(key: string, entries: readonly FlowValue[]): string[] {
  return entries.length === 0 ? [] : listText(key, entries);
}

function newChannelEntry(channel: NewChannel): FlowValue {
  return {
    id: channel.id,
    label: channel.label,
    like: channel.like ?? undefined,
    roi: { ...channel.roi },
    half_life_periods: channel.halfLife ?? undefined,
    saturates_at: channel.saturatesAt,
    max_share: channel.maxShare,
    source: channel.source,
  };
}

function audienceEntry({ id, label, universe, onTarget, responseIndex }: Audience): FlowValue {
  return {
    id,
    label,
    universe,
    on_target: { ...onTarget },
    response_index: responseIndex === null ? undefined : { ...responseIndex },
  };
}

function kpiEntry(kpi: ScenarioKpi): FlowValue {
  return {
    id: kpi.id,
    label: kpi.label,
    role: kpi.role,
    formula: kpi.formula ?? undefined,
    target: kpi.target ?? undefined,
    min: kpi.min ?? undefined,
    chance: (kpi.target ?? kpi.min ?? null) === null ? undefined : (kpi.chance ?? 0.5),
  };
}

function lineEntry(line: ScenarioLine): FlowValue {
  const { flight, cost } = line;
  return {
    channel: line.channel,
    campaign: line.campaign ?? undefined,
    region: line.region ?? undefined,
    audience: line.audience ?? undefined,
    amount: line.amount ?? undefined,
    currency: line.currency ?? undefined,
    lock: line.lock,
    exclude: line.exclude,
    min: boundEntry(line.min),
    max: boundEntry(line.max),
    min_buy: line.minBuy ?? undefined,
    weeks_on_max: line.weeksOnMax ?? undefined,
    weeks_on_min: line.weeksOnMin ?? undefined,
    flight: { from: flight.from ?? undefined, to: flight.to ?? undefined, ...shapeEntry(flight.shape) },
    cost: cost === null ? undefined : { per: cost.per, value: cost.value, inflation_pct: cost.inflationPct },
  };
}

function objectiveEntry(objective: Scenario['objective']): FlowValue {
  const { kind, kpi, horizon, risk, amount, efficiency } = objective;
  return {
    kind,
    kpi,
    horizon,
    risk: (risk ?? null) === null ? 'mean' : `cvar${Math.round(100 * risk!)}`,
    amount: amount ?? undefined,
    efficiency: (efficiency ?? null) === null ? undefined : { ...efficiency },
  };
}

function limitEntry({ scope, amount, share, periodMax, periodStepPct, why }: ScenarioLimit): FlowValue {
  const ends = ({ min, max }: ScenarioLimit['amount']): FlowValue | undefined =>
    min === null && max === null ? undefined : { min: min ?? undefined, max: max ?? undefined };
  const { channel, tag, region, audience, period } = scope;
  return {
    scope: {
      channel: channel ?? undefined,
      tag: tag ?? undefined,
      region: region ?? undefined,
      audience: audience ?? undefined,
      period: period === null ? undefined : { ...period },
    },
    amount: ends(amount),
    share: ends(share),
    period_max: periodMax ?? undefined,
    period_step_pct: periodStepPct ?? undefined,
    why: why === '' ? undefined : why,
  };
}

function shapeEntry(shape: FlightShape): { readonly [key: string]: FlowValue | undefined } {
  switch (shape.kind) {
    case 'custom':
      return { shape: shape.kind, weights: shape.weights };
    case 'pulse':
      return { shape: shape.kind, weeks_on: shape.weeksOn, weeks_off: shape.weeksOff };
    case 'burst':
      return { shape: shape.kind, weeks_on: shape.weeksOn };
    default:
      return { shape: shape.kind };
  }
}

function ratesEntry(rates: Scenario['currency']['rates']): FlowValue | undefined {
  const entries = Object.entries(rates);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([code, { rate, asOf }]) => [code, { rate, as_of: asOf ?? undefined }]));
}

/** Per cents are written so that they read back to the very same share. */
function boundEntry(bound: Bound): FlowValue | undefined {
  if (bound === null) return undefined;
  return 'amount' in bound ? bound.amount : `${percentDigits(bound.relative)}%`;
}

function percentDigits(share: number): string {
  const short = Number((share * 100).toPrecision(15));
  return String(short);
}

function assumedEntry({ low, mid, high, source }: Assumed): FlowValue {
  return { low: low ?? undefined, mid, high: high ?? undefined, source };
}

function assumptionsText({
  mediaInflationPct,
  baselineGrowthPct,
  controls,
  treatments,
  promo,
  longTermMultiplier,
}: Scenario['assumptions']): string[] {
  const table = (key: string, entries: readonly (readonly [string, FlowValue])[]) =>
    entries.length === 0
      ? []
      : [`  ${key}:`, ...entries.map(([id, entry]) => `    ${scalarText(id)}: ${flowText(entry)}`)];
  const inner = [
    ...table(
      'media_inflation_pct',
      Object.entries(mediaInflationPct).map(([id, assumed]) => [id, assumedEntry(assumed)]),
    ),
    ...(baselineGrowthPct === null ? [] : [`  baseline_growth_pct: ${flowText(assumedEntry(baselineGrowthPct))}`]),
    ...table(
      'controls',
      Object.entries(controls).map(([id, assumed]) => [id, { change_pct: assumedEntry(assumed) }]),
    ),
    ...table(
      'treatments',
      Object.entries(treatments).map(([id, assumed]) => [id, assumedEntry(assumed)]),
    ),
  ];
  inner.push(...conditionLines({ promo, longTermMultiplier }));
  return inner.length === 0 ? [] : ['assumptions:', ...inner];
}

function conditionLines({
  promo,
  longTermMultiplier,
}: Pick<Scenario['assumptions'], 'promo' | 'longTermMultiplier'>): string[] {
  const promoLines = promo.map(
    ({ treatment, name, from, to, sameAs }) =>
      `    - ${flowText({ treatment, name: name === '' ? undefined : name, from, to, same_as: { ...sameAs } })}`,
  );
  return [
    ...(promoLines.length === 0 ? [] : ['  promo:', ...promoLines]),
    ...(longTermMultiplier === null
      ? []
      : [
          `  long_term_multiplier: ${flowText({ use: longTermMultiplier.use, ...(assumedEntry(longTermMultiplier) as object) })}`,
        ]),
  ];
}
