import type { Future } from '../../mixmodel/index.js';
import type { AssumptionRow } from '../plan.js';
import type { Problem } from '../resolve/problem.js';
import type { Assumed, ReferenceChoice, Scenario } from '../scenario.js';

type Row = Omit<AssumptionRow, 'label'>;
type Value = Pick<AssumptionRow, 'value' | 'unit'>;

/** Every assumption that the plan rests on, stated or not, with its source. Keys are paths of the scenario file. */
export function assumptionRows(problem: Problem): AssumptionRow[] {
  const { channels, organic, treatments, controls } = problem.fitted.spec;
  const named = [...channels, ...organic, ...treatments, ...controls];
  const labels = new Map(named.map(({ id, label }) => [id, label]));
  return rowsOf(problem).map((row) => ({
    ...row,
    label: row.subject === null ? null : (labels.get(row.subject) ?? row.subject),
  }));
}

function rowsOf(problem: Problem): Row[] {
  const { scenario, fitted } = problem;
  const { assumptions } = scenario;
  const stated = (path: string): boolean => !scenario.defaultsUsed.includes(path);
  const setting = (key: string, { value, unit }: Value, usual: string | number): Row => ({
    key,
    subject: null,
    low: null,
    value,
    high: null,
    unit,
    source: stated(key) ? 'file' : 'default',
    stated: stated(key),
    differsFromDefault: value !== usual,
  });
  const assumed = (
    key: string,
    subject: string | null,
    given: Assumed | undefined,
    usual: number,
    unit: AssumptionRow['unit'],
  ): Row => ({
    key,
    subject,
    low: given?.low ?? null,
    value: given?.mid ?? usual,
    high: given?.high ?? null,
    unit,
    source: given === undefined ? 'default' : given.source,
    stated: given !== undefined,
    differsFromDefault: given !== undefined && given.mid !== usual,
  });
  const inflation = assumptions.mediaInflationPct;
  const rows: Row[] = [
    setting('reference', { value: referenceText(scenario.reference), unit: 'text' }, 'last_year'),
    setting('carry_in.gap_fill', { value: scenario.carryIn.gapFill, unit: 'text' }, 'reference'),
    ...(scenario.calendar.pattern === 'calendar'
      ? []
      : [setting('calendar.pattern', { value: scenario.calendar.pattern, unit: 'text' }, 'calendar')]),
    ...Object.entries(scenario.currency.rates).map(([code, { rate, asOf }]): Row => ({
      key: 'currency.rates',
      subject: code,
      low: null,
      value: String(rate),
      high: null,
      unit: 'text',
      source: asOf ?? 'file',
      stated: true,
      differsFromDefault: true,
    })),
    setting('run_out_periods', { value: scenario.runOutPeriods, unit: 'count' }, 13),
    ...(scenario.objective.kind === 'maximise' ? maximiseRows(scenario, setting) : []),
    ...(scenario.objective.kind === 'reference' ? [] : moneyRows(scenario, setting)),
    assumed('media_inflation_pct', null, inflation['default'], 0, 'pct'),
    ...fitted.spec.channels
      .filter(({ id }) => Object.hasOwn(inflation, id))
      .map(({ id }) => assumed('media_inflation_pct', id, inflation[id], inflation['default']?.mid ?? 0, 'pct')),
    ...costRows(scenario),
    assumed('baseline_growth_pct', null, assumptions.baselineGrowthPct ?? undefined, 0, 'pct'),
    ...fitted.spec.controls.flatMap(({ id, future }) => [
      futureRow('controls.future', id, future),
      assumed('controls', id, assumptions.controls[id], 0, 'pct'),
    ]),
    ...fitted.spec.treatments.flatMap(({ id, future }) => [
      futureRow('treatments.future', id, future),
      assumed('treatments', id, assumptions.treatments[id], 1, 'factor'),
    ]),
    ...newChannelRows(scenario),
    ...audienceRows(scenario),
    ...promoRows(scenario),
    ...longTermRows(scenario),
    ...fitted.spec.organic.map(({ id, future }) => futureRow('organic.future', id, future)),
    setting('uncertainty.interval', { value: 100 * scenario.uncertainty.interval, unit: 'pct' }, 80),
    setting('uncertainty.draws', { value: scenario.uncertainty.draws, unit: 'count' }, 1000),
    setting('uncertainty.seed', { value: scenario.uncertainty.seed, unit: 'count' }, 7),
  ];
  return rows;
}

type Setting = (key: string, value: Value, usual: string | number) => Row;

function maximiseRows(scenario: Scenario, setting: Setting): Row[] {
  const boldness = scenario.boldness === 'custom' ? scenario.boldnessPct : scenario.boldness;
  return [
    setting('objective.horizon', { value: scenario.objective.horizon, unit: 'text' }, 'whole_effect'),
    setting('boldness', { value: boldness, unit: scenario.boldness === 'custom' ? 'pct' : 'text' }, 'moderate'),
    setting('budget.spend_all', { value: scenario.budget.spendAll ? 'yes' : 'no', unit: 'text' }, 'yes'),
  ];
}

function moneyRows(scenario: Scenario, setting: Setting): Row[] {
  return [
    setting('budget.contingency_pct', { value: scenario.budget.contingencyPct, unit: 'pct' }, 3),
    setting('budget.fees_pct', { value: scenario.budget.feesPct, unit: 'pct' }, 0),
    ...(scenario.objective.kind === 'forecast'
      ? [setting('budget.tolerance_pct', { value: scenario.budget.tolerancePct, unit: 'pct' }, 0.5)]
      : []),
    setting('unlisted', { value: scenario.unlisted, unit: 'text' }, 'reference'),
  ];
}

function costRows(scenario: Scenario): Row[] {
  return scenario.lines.flatMap((line): Row[] => {
    if (line.cost === null) return [];
    const row = {
      subject: line.channel,
      low: null,
      high: null,
      source: 'file',
      stated: true,
      differsFromDefault: true,
    };
    const rows: Row[] = [{ ...row, key: 'cost', value: line.cost.value, unit: 'money' }];
    if (line.cost.inflationPct !== 0)
      rows.push({ ...row, key: 'cost.inflation_pct', value: line.cost.inflationPct, unit: 'pct' });
    return rows;
  });
}

function newChannelRows({ newChannels }: Scenario): Row[] {
  const stated = { stated: true, differsFromDefault: true } as const;
  return newChannels.flatMap(({ id, roi, saturatesAt, halfLife, like, source }): Row[] => [
    {
      key: 'new_channels.roi',
      subject: id,
      low: roi.low,
      value: roi.mid,
      high: roi.high,
      unit: 'factor',
      source,
      ...stated,
    },
    {
      key: 'new_channels.saturates_at',
      subject: id,
      low: null,
      value: saturatesAt,
      high: null,
      unit: 'money',
      source,
      ...stated,
    },
    {
      key: 'new_channels.half_life_periods',
      subject: id,
      low: null,
      value: halfLife ?? like ?? 0,
      high: null,
      unit: halfLife === null ? 'text' : 'count',
      source,
      ...stated,
    },
  ]);
}

function audienceRows({ audiences }: Scenario): Row[] {
  return audiences.flatMap(({ id, universe, responseIndex }): Row[] => {
    const row = { subject: id, low: null, high: null, stated: true, differsFromDefault: true } as const;
    return [
      { ...row, key: 'audiences.universe', value: universe, unit: 'count', source: 'file' },
      ...(responseIndex === null
        ? []
        : [
            {
              ...row,
              key: 'audiences.response_index',
              value: responseIndex.value,
              unit: 'factor' as const,
              source: responseIndex.source,
            },
          ]),
    ];
  });
}

function promoRows({ assumptions }: Scenario): Row[] {
  return assumptions.promo.map(({ treatment, name, from, to, sameAs }) => ({
    key: 'promo',
    subject: treatment,
    low: null,
    value: `${name === '' ? '' : `${name}: `}${from} – ${to} = ${sameAs.from} – ${sameAs.to}`,
    high: null,
    unit: 'text',
    source: 'file',
    stated: true,
    differsFromDefault: true,
  }));
}

function longTermRows({ assumptions }: Scenario): Row[] {
  const assumed = assumptions.longTermMultiplier;
  if (assumed?.use !== true) return [];
  const { low, mid, high, source } = assumed;
  return [
    {
      key: 'long_term_multiplier',
      subject: null,
      low,
      value: mid,
      high,
      unit: 'factor',
      source,
      stated: true,
      differsFromDefault: true,
    },
  ];
}

/** How a series goes on is the model file's to say. */
function futureRow(key: string, subject: string, future: Future): Row {
  const value = future.kind === 'column' ? future.column : future.kind;
  return {
    key,
    subject,
    low: null,
    value,
    high: null,
    unit: 'text',
    source: 'model',
    stated: false,
    differsFromDefault: future.kind !== 'last_year',
  };
}

function referenceText(reference: ReferenceChoice): string {
  if (reference.kind === 'scenario') return reference.id;
  return reference.kind === 'last_year' ? 'last_year' : `last_n_periods:${reference.periods}`;
}
