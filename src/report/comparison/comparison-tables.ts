import { formatNumber } from '../../language/index.js';
import type { Comparison } from '../../planning/index.js';
import { targetBadge } from '../plan/scorecard.js';
import {
  blankCell,
  cell,
  figures,
  headCell,
  row,
  subtotalRow,
  table,
  words as wordColumn,
  type Badge,
  type Row,
  type TableView,
} from '../table.js';
import { assumptionName, assumptionValue } from '../assumption-words.js';
import type { Words } from '../words.js';
import type { ComparisonContext } from './context.js';

const planColumns = ({ comparison, letters }: ComparisonContext, numeric: boolean) =>
  comparison.plans.map((plan) => {
    const label = letters.get(plan.id) ?? plan.id;
    return numeric ? figures(label, plan.id) : wordColumn(label, plan.id);
  });

/** What a row of part 1 holds, as people write it. */
function shownValue(what: string, value: string, words: Words): string {
  const dates = value.split('–');
  if (what === 'window' && dates.length === 2) return words.dates(dates[0]!.trim(), dates[1]!.trim());
  if (what === 'data') return words.date(value);
  if (what === 'grain') return words.tOr(`compare.grain.${value}`, value);
  if (what === 'fingerprint') return value.slice(0, 12);
  return value === '' ? '–' : value;
}

type Assumed = Comparison['assumptions'][number];

/** An assumption that is not the same in every plan: its own row, in words. */
function assumptionRow(one: Assumed, what: string, badge: Badge, { comparison, words }: ComparisonContext): Row {
  const show = (value: string | number | null): string => assumptionValue(value, one.unit, words);
  return row(
    {
      ...headCell(assumptionName(one, words), one.subject === null ? one.key : `${one.key}.${one.subject}`),
      note: what,
    },
    cell('', false, { badge }),
    ...comparison.plans.map((plan) => {
      const given = one.values[plan.id] ?? null;
      if (given === null) return cell(words.t('compare.not-assumed'), null);
      const { low, value, high } = given;
      const range = low === null || high === null ? {} : { note: `${show(low)} – ${show(high)}` };
      return cell(show(value), value, range);
    }),
  );
}

/** Part 1: what the plans share, and where they do not. */
export function comparableTable(context: ComparisonContext): TableView {
  const { comparison, words, fileStem } = context;
  const { t } = words;
  return table({
    caption: t('compare.comparable.table'),
    columns: [
      wordColumn(t('report.column.what'), 'what'),
      wordColumn(t('compare.column.same'), 'same'),
      ...planColumns(context, false),
    ],
    rows: comparison.comparable.flatMap((one) => {
      const badge: Badge = one.same
        ? { tone: 'good', shape: '=', text: t('compare.same') }
        : { tone: 'warn', shape: '≠', text: t('compare.differs') };
      const what = words.tOr(`compare.what.${one.what}`, one.what);
      if (one.what === 'assumptions' && comparison.assumptions.length > 0)
        return comparison.assumptions.map((assumption) => assumptionRow(assumption, what, badge, context));
      return [
        row(
          headCell(what, one.what),
          cell('', one.same, { badge }),
          ...comparison.plans.map((plan) => {
            const value = one.values[plan.id] ?? '';
            return cell(shownValue(one.what, value, words), value);
          }),
        ),
      ];
    }),
    note: t('compare.comparable.note'),
    csvName: `${fileStem}-comparable.csv`,
    wide: true,
  });
}

type InputValue = string | number | boolean | null;
type Input = Comparison['inputs'][number];

/** Inputs that are money. */
const moneyInputs = /\.(?:amount|total|min|max)$/;

function inputText(path: string, value: InputValue, { words }: ComparisonContext): string {
  if (value === null || value === '') return '–';
  if (path === 'objective.kind') return words.tOr(`report.kind.${String(value)}`, String(value));
  if (typeof value === 'boolean') return words.t(value ? 'report.assumed.true' : 'report.assumed.false');
  if (typeof value === 'number') {
    if (path.endsWith('_pct')) return `${formatNumber(value, words.language)}%`;
    return moneyInputs.test(path) ? words.moneyInFull(value) : formatNumber(value, words.language);
  }
  // A relative bound as the file has it, with a true minus.
  if (/^[-+][\d.]+%$/.test(value)) return value.replace('-', '−');
  return words.tOr(`report.assumed.${value}`, /^\d{4}-\d\d-\d\d$/.test(value) ? words.date(value) : value);
}

const valueOf = (input: Input, plan: string): InputValue => input.values[plan] ?? null;

/** A line that is absent is not locked and not excluded either: such differences say nothing. */
function saysSomething(input: Input): boolean {
  if (/^lines\..*\.(?:channel|campaign)$/.test(input.path)) return false;
  const told = new Set(Object.values(input.values).map((value) => (value === false ? null : value)));
  return told.size > 1 || !/\.(?:lock|exclude)$/.test(input.path);
}

/** `lines.tv.flight.shape` as "TV: shape of the flight"; a path without words of its own as it stands in the file. */
function inputLabel(path: string, { comparison, words }: ComparisonContext): string {
  const [group, item = '', ...rest] = path.split('.');
  if (group === 'lines' && rest.length > 0) {
    const [channel = '', campaign] = item.split('/');
    const label = comparison.allocation.find((one) => one.channel === channel)?.label ?? channel;
    const name = campaign === undefined ? label : `${label} ▸ ${campaign}`;
    return words.t('report.assumption.of', {
      name,
      subject: words.tOr(`compare.input.${rest.join('.')}`, rest.join('.')),
    });
  }
  return words.tOr(`report.assumption.${path}`, words.tOr(`compare.input.${path}`, path));
}

/** Part 3: only the inputs that differ, grouped by the part of the file they stand in. */
export function inputsTable(context: ComparisonContext): TableView | null {
  const { comparison, words, fileStem } = context;
  const { t } = words;
  const inputs = comparison.inputs.filter(saysSomething);
  if (inputs.length === 0) return null;
  const groups = new Map<string, Input[]>();
  for (const input of inputs) {
    const group = input.path.split('.')[0] ?? input.path;
    groups.set(group, [...(groups.get(group) ?? []), input]);
  }
  const rows = [...groups].flatMap(([group, members]): Row[] => [
    subtotalRow(headCell(words.tOr(`compare.group.${group}`, group)), ...comparison.plans.map(() => blankCell)),
    ...members.map((input) => {
      const base = valueOf(input, comparison.baseline);
      return row(
        { ...headCell(inputLabel(input.path, context), input.path) },
        ...comparison.plans.map((plan) => {
          const value = valueOf(input, plan.id);
          return cell(inputText(input.path, value, context), value, { changed: value !== base });
        }),
      );
    }),
  ]);
  return table({
    caption: t('compare.inputs.table'),
    columns: [wordColumn(t('compare.column.input'), 'path'), ...planColumns(context, false)],
    rows,
    note: t('compare.inputs.note', { count: inputs.length }),
    csvName: `${fileStem}-inputs.csv`,
    wide: true,
  });
}

/** Part 4: every KPI of every plan, its difference to the baseline draw by draw, and how it stands to its target. */
export function kpiTable({ comparison, words, letters, fileStem }: ComparisonContext): TableView {
  const { t } = words;
  return table({
    caption: t('compare.kpis.table'),
    columns: [
      wordColumn(t('report.column.kpi'), 'kpi'),
      wordColumn(t('report.column.plan'), 'plan'),
      figures(t('report.column.value'), 'value'),
      figures(
        t('compare.column.delta', { baseline: letters.get(comparison.baseline) ?? '' }),
        'delta',
        t('report.column.in-window'),
      ),
      figures(t('compare.column.delta-pct'), 'delta_share'),
      figures(
        t('compare.column.delta', { baseline: letters.get(comparison.baseline) ?? '' }),
        'whole_delta',
        t('report.column.with-run-out'),
      ),
      wordColumn(t('report.column.better'), 'probability_better'),
      wordColumn(t('report.column.target'), 'probability_of_target'),
    ],
    rows: comparison.kpis.flatMap((kpi) => {
      const measure = kpi.money ? 'money' : 'number';
      const base = kpi.values[comparison.baseline];
      return comparison.plans.flatMap((plan, index): Row[] => {
        const value = kpi.values[plan.id];
        if (value === undefined) return [];
        const delta = kpi.delta[plan.id];
        const wholeDelta = kpi.wholeDelta[plan.id];
        const better = kpi.probabilityBetter[plan.id];
        const ofTarget = kpi.probabilityOfTarget[plan.id] ?? null;
        const isBase = plan.id === comparison.baseline;
        const share =
          delta !== undefined && base !== undefined && base.mean !== 0 ? delta.mean / Math.abs(base.mean) : null;
        return [
          {
            kind: index === 0 ? 'subtotal' : 'row',
            cells: [
              index === 0 ? headCell(kpi.label) : cell('', kpi.label),
              cell(
                isBase
                  ? t('compare.baseline-letter', { letter: letters.get(plan.id) ?? '' })
                  : (letters.get(plan.id) ?? plan.id),
                plan.id,
              ),
              cell(words.value(value.mean, measure), value.mean, { note: words.range(value, measure) }),
              delta === undefined
                ? cell('–', null)
                : cell(words.signed(delta.mean, measure), delta.mean, { note: words.range(delta, measure) }),
              share === null ? cell('–', null) : cell(words.signedPercent(share), share),
              wholeDelta === undefined
                ? cell('–', null)
                : cell(words.signed(wholeDelta.mean, measure), wholeDelta.mean, {
                    note: words.range(wholeDelta, measure),
                  }),
              better === undefined ? cell('–', null) : cell(words.chance(better), better),
              kpi.target === null || ofTarget === null
                ? cell('–', null)
                : cell('', ofTarget, {
                    badge: targetBadge(ofTarget, words),
                    note: t('compare.target', {
                      target: words.value(kpi.target, measure),
                      chance: words.chance(ofTarget),
                    }),
                  }),
            ],
          },
        ];
      });
    }),
    note: t('compare.kpis.note', words.width),
    csvName: `${fileStem}-kpis.csv`,
    wide: true,
  });
}
