import type {
  Assumed,
  Assumptions,
  ReferenceChoice,
  Scenario,
  ScenarioKpi,
  ScenarioLimit,
  ScenarioLine,
} from '../planning/index.js';
import { amountValue, boundValue, moneyWritten } from './amounts.js';
import { audiencesOf, newChannelsOf, reachOf } from './build-audiences.js';
import { exchangeRates, fiscalCalendar, longTerm, promotions } from './build-conditions.js';
import { flightShape } from './build-flight.js';
import { Defaults } from './defaults.js';
import { scenarioDefaults as usual } from './scenario-defaults.js';
import type { ScenarioModel } from './scenario-model.js';
import type { ScenarioInFile } from './schema/scenario-schema.js';

type LineInFile = NonNullable<ScenarioInFile['lines']>[number];
type LimitInFile = NonNullable<ScenarioInFile['limits']>[number];
type AssumptionsInFile = NonNullable<ScenarioInFile['assumptions']>;
type AssumedInFile =
  number | { low?: number | undefined; mid: number; high?: number | undefined; source?: string | undefined };

/** Turns a scenario file into its value, every default filled in and remembered. */
export function buildScenario(file: ScenarioInFile, model: ScenarioModel, defaults: Defaults): Scenario {
  const pick = defaults.pick.bind(defaults);
  const { objective, budget = {}, uncertainty = {}, report = {} } = file;
  const kind = pick('objective.kind', objective.kind, usual.kind);
  const declared = (file.kpis ?? []).find(({ role }) => role === 'primary')?.id;
  const kpi = pick('objective.kpi', objective.kpi, declared ?? model.spec.kpis[0]?.id ?? '');
  const boldness = pick('boldness', file.boldness, usual.boldness);
  const scenario = {
    id: file.id,
    title: file.title,
    brief: file.brief ?? '',
    owner: file.owner ?? '',
    parent: file.parent ?? null,
    reference: referenceChoice(pick('reference', file.reference, usual.reference)),
    model: { id: pick('model.id', file.model?.id, model.spec.id), version: file.model?.version ?? null },
    window: file.window,
    carryIn: { gapFill: pick('carry_in.gap_fill', file.carry_in?.gap_fill, usual.gapFill) },
    runOutPeriods: pick('run_out_periods', file.run_out_periods, usual.runOutPeriods),
    calendar: fiscalCalendar(file, defaults),
    currency: {
      report: pick('currency.report', file.currency?.report, model.spec.currency),
      unit: displayUnit(pick('currency.unit', file.currency?.unit, 1 as const)),
      rates: exchangeRates(file),
    },
    objective: {
      kind,
      kpi,
      // A target is read off the window, as the scorecard does; whatever is maximised counts to its end.
      horizon: pick('objective.horizon', objective.horizon, kind === 'hit_target' ? 'window' : usual.horizon),
      risk: riskOf(pick('objective.risk', objective.risk, 'mean')),
      amount: objective.amount === undefined || objective.amount === null ? null : amountValue(objective.amount),
      efficiency: objective.efficiency ?? null,
    },
    kpis: scenarioKpis(file, kpi, model, defaults),
    budget: {
      total: budget.total === undefined ? null : amountValue(budget.total),
      spendAll: pick('budget.spend_all', budget.spend_all, usual.spendAll),
      tolerancePct: pick('budget.tolerance_pct', budget.tolerance_pct, usual.tolerancePct),
      contingencyPct: pick('budget.contingency_pct', budget.contingency_pct, usual.contingencyPct),
      feesPct: pick('budget.fees_pct', budget.fees_pct, usual.feesPct),
    },
    unlisted: pick('unlisted', file.unlisted, usual.unlisted),
    lines: (file.lines ?? []).map((line, index) => scenarioLine(line, index, defaults)),
    limits: (file.limits ?? []).map(scenarioLimit),
    boldnessPct: typeof boldness === 'number' ? boldness : usual.boldnessPct[boldness],
    boldness: typeof boldness === 'number' ? ('custom' as const) : boldness,
    newChannels: newChannelsOf(file),
    audiences: audiencesOf(file),
    reach: reachOf(file, defaults),
    assumptions: scenarioAssumptions(file.assumptions),
    acceptUnconverged: pick('accept_unconverged', file.accept_unconverged, false),
    uncertainty: {
      interval: pick('uncertainty.interval', uncertainty.interval, usual.interval),
      draws: pick('uncertainty.draws', uncertainty.draws, usual.draws),
      seed: pick('uncertainty.seed', uncertainty.seed, usual.seed),
    },
    report: {
      language: report.language ?? null,
      depth: pick('report.depth', report.depth, usual.depth),
      noteToClient: report.note_to_client ?? '',
    },
  };
  return { ...scenario, defaultsUsed: defaults.used.map(({ path }) => path) };
}

function referenceChoice(written: string): ReferenceChoice {
  if (written === 'last_year') return { kind: 'last_year' };
  const [head, periods] = written.split(':');
  return head === 'last_n_periods'
    ? { kind: 'last_n_periods', periods: Number(periods) }
    : { kind: 'scenario', id: written };
}

function displayUnit(written: 1 | '1' | 'k' | '万' | 'm' | '亿'): Scenario['currency']['unit'] {
  return written === 1 ? '1' : written;
}

/** The KPIs of the file; without any, the one of the objective as primary and the model's others to watch. */
function scenarioKpis(
  file: ScenarioInFile,
  primary: string,
  { spec }: ScenarioModel,
  defaults: Defaults,
): ScenarioKpi[] {
  const fitted = new Map(spec.kpis.map(({ id, label }) => [id, label]));
  const usualRole = (id: string) => (id === primary ? ('primary' as const) : ('watch' as const));
  const plain = (id: string): ScenarioKpi => ({
    id,
    label: fitted.get(id) ?? id,
    role: usualRole(id),
    formula: null,
    target: null,
    min: null,
    chance: 0.5,
  });
  if (file.kpis === undefined) {
    return defaults.use('kpis', [
      plain(primary),
      ...spec.kpis.filter(({ id }) => id !== primary).map(({ id }) => plain(id)),
    ]);
  }
  const written = file.kpis.map((kpi, index): ScenarioKpi => ({
    id: kpi.id,
    label: kpi.label ?? fitted.get(kpi.id) ?? kpi.id,
    role: defaults.pick(`kpis.${index}.role`, kpi.role, usualRole(kpi.id)),
    formula: kpi.formula ?? null,
    target: kpi.target === undefined ? null : amountValue(kpi.target),
    min: kpi.min === undefined ? null : amountValue(kpi.min),
    chance:
      kpi.chance ??
      (kpi.min !== undefined || kpi.target !== undefined ? defaults.use(`kpis.${index}.chance`, 0.5) : 0.5),
  }));
  if (written.some(({ id }) => id === primary)) return written;
  return [defaults.use(`kpis.${written.length}`, plain(primary)), ...written];
}

function scenarioLine(line: LineInFile, index: number, defaults: Defaults): ScenarioLine {
  // One entry for all lines: forty lines without a lock are one default, not forty.
  const pick = <Given, Default>(key: string, given: Given | undefined, fallback: Default) =>
    defaults.pick(`lines.*.${key}`, given, fallback);
  const { flight, cost } = line;
  return {
    index,
    channel: line.channel,
    campaign: line.campaign ?? null,
    region: line.region ?? null,
    audience: line.audience ?? null,
    amount: moneyWritten(line),
    currency: line.currency ?? null,
    lock: pick('lock', line.lock, false),
    exclude: pick('exclude', line.exclude, false),
    min: boundValue(line.min),
    max: boundValue(line.max),
    minBuy: line.min_buy === undefined ? null : amountValue(line.min_buy),
    weeksOnMax: line.weeks_on_max ?? null,
    weeksOnMin: line.weeks_on_min ?? null,
    flight: {
      from: flight?.from ?? null,
      to: flight?.to ?? null,
      shape: flightShape(flight, pick),
    },
    cost:
      cost === undefined
        ? null
        : { per: cost.per, value: cost.value, inflationPct: pick('cost.inflation_pct', cost.inflation_pct, 0) },
  };
}

function scenarioLimit(limit: LimitInFile): ScenarioLimit {
  const { scope, amount, share } = limit;
  return {
    scope: {
      channel: scope.channel ?? null,
      tag: scope.tag ?? null,
      region: scope.region ?? null,
      audience: scope.audience ?? null,
      period: scope.period ?? null,
    },
    amount: {
      min: amount?.min === undefined ? null : amountValue(amount.min),
      max: amount?.max === undefined ? null : amountValue(amount.max),
    },
    share: { min: share?.min ?? null, max: share?.max ?? null },
    periodMax: limit.period_max === undefined ? null : amountValue(limit.period_max),
    periodStepPct: limit.period_step_pct ?? null,
    why: limit.why ?? '',
  };
}

function riskOf(written: string): number | null {
  return written === 'mean' ? null : Number(written.slice('cvar'.length)) / 100;
}

function assumedValue(written: AssumedInFile, source: string | undefined): Assumed {
  const range = typeof written === 'number' ? { mid: written } : written;
  return {
    low: range.low ?? null,
    mid: range.mid,
    high: range.high ?? null,
    source: range.source ?? source ?? usual.source,
  };
}

function scenarioAssumptions(file: AssumptionsInFile = {}): Assumptions {
  const { source: inflationSource, ...inflation } = file.media_inflation_pct ?? {};
  const source = typeof inflationSource === 'string' ? inflationSource : undefined;
  const price = file.price_index;
  const treatments = Object.entries(file.treatments ?? {}).map(
    ([id, written]) => [id, assumedValue(written, undefined)] as const,
  );
  return {
    mediaInflationPct: Object.fromEntries(
      Object.entries(inflation).flatMap(([id, written]) =>
        typeof written === 'string' ? [] : [[id, assumedValue(written, source)]],
      ),
    ),
    baselineGrowthPct:
      file.baseline_growth_pct === undefined ? null : assumedValue(file.baseline_growth_pct, undefined),
    controls: Object.fromEntries(
      Object.entries(file.controls ?? {}).map(([id, { change_pct, source: from }]) => [
        id,
        assumedValue(change_pct, from),
      ]),
    ),
    treatments: Object.fromEntries([
      ...treatments,
      ...(price === undefined ? [] : [[price.treatment, assumedValue(price, undefined)] as const]),
    ]),
    promo: promotions(file.promo),
    longTermMultiplier: longTerm(file.long_term_multiplier),
  };
}
