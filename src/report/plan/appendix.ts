import { csvDataUri, textDataUri } from '../csv.js';
import { planCsv } from '../plan-csv.js';
import {
  blankCell,
  cell,
  figures,
  headCell,
  row,
  subtotalRow,
  table,
  totalRow,
  words as wordColumn,
  type TableView,
} from '../table.js';
import { measureOf, type PlanContext } from './context.js';
import { longTermTable } from './long-term.js';
import type { SectionId } from './sections.js';

export interface Download {
  readonly label: string;
  readonly name: string;
  readonly href: string;
  readonly note: string;
}

export interface AppendixView {
  readonly money: TableView;
  readonly identity: TableView;
  /** Assumed, and in no total; null where the file does not use it. */
  readonly longTerm: TableView | null;
  readonly downloads: readonly Download[];
  /** Whole files that a server keeps beside the page; a saved page holds its downloads itself. */
  readonly files: readonly Download[];
  readonly definitions: readonly { readonly term: string; readonly text: string }[];
  readonly history: readonly { readonly label: string; readonly value: string }[];
  readonly absent: string;
  readonly rounding: string;
}

/** A table larger than this (bytes) is left to the exports: the saved page stays under 2 MB. */
const largestEmbedded = 300_000;

/** Working money = total × (1 − contingency) ÷ (1 + fees); spent + unspent = working. */
function moneyTable({ plan, words, fileStem }: PlanContext): TableView {
  const { t } = words;
  const { budget, spend, unspent } = plan.totals;
  const line = (label: string, value: number) => row(headCell(label), cell(words.moneyInFull(value), value));
  return table({
    caption: t('report.money.table'),
    columns: [wordColumn(t('report.column.what'), 'what'), figures(t('report.column.money'), 'money', words.currency)],
    rows: [
      ...(budget === null
        ? []
        : [
            line(t('report.money.total'), budget.total),
            line(t('report.money.contingency'), -budget.contingency),
            line(t('report.money.fees'), -budget.fees),
            subtotalRow(headCell(t('report.money.working')), cell(words.moneyInFull(budget.working), budget.working)),
          ]),
      ...plan.channels.map((channel) => line(channel.label, channel.spend)),
      totalRow(headCell(t('report.money.spend')), cell(words.moneyInFull(spend), spend)),
      ...(budget === null ? [] : [line(t('report.money.unspent'), unspent)]),
    ],
    note: t('report.money.note'),
    csvName: `${fileStem}-money.csv`,
  });
}

/** window = baseline + carry-in + incremental, in means. */
function identityTable({ plan, words, fileStem }: PlanContext): TableView {
  const { t } = words;
  const kpis = plan.kpis.filter((kpi) => kpi.formula === null && plan.totals.kpis[kpi.id] !== undefined);
  const parts = [
    ['report.column.baseline', 'baseline'],
    ['report.column.carry-in', 'carryIn'],
    ['report.column.incremental', 'incremental'],
  ] as const;
  return table({
    caption: t('report.identity.table'),
    columns: [
      wordColumn(t('report.column.what'), 'what'),
      ...kpis.flatMap((kpi) => [
        figures(kpi.label, kpi.id, t('report.column.mean')),
        figures(t('report.column.range'), `${kpi.id}_range`),
      ]),
    ],
    rows: [
      ...parts.map(([key, part]) =>
        row(
          headCell(t(key)),
          ...kpis.flatMap((kpi) => {
            const summary = plan.totals.kpis[kpi.id]![part];
            const range = words.range(summary, measureOf(kpi));
            return [cell(words.value(summary.mean, measureOf(kpi)), summary.mean), cell(range)];
          }),
        ),
      ),
      totalRow(
        headCell(t('report.identity.window')),
        ...kpis.flatMap((kpi) => {
          const summary = plan.totals.kpis[kpi.id]!.window;
          return [
            cell(words.value(summary.mean, measureOf(kpi)), summary.mean),
            cell(words.range(summary, measureOf(kpi))),
          ];
        }),
      ),
      row(
        headCell(t('report.identity.run-out')),
        ...kpis.flatMap((kpi) => {
          const summary = plan.totals.kpis[kpi.id]!.runOut;
          return [
            cell(words.value(summary.mean, measureOf(kpi)), summary.mean),
            cell(words.range(summary, measureOf(kpi))),
          ];
        }),
      ),
    ].map((one) => (kpis.length === 0 ? { ...one, cells: [...one.cells, blankCell] } : one)),
    note: t('report.identity.note'),
    csvName: `${fileStem}-identity.csv`,
  });
}

function downloads({ plan, words, fileStem }: PlanContext): Download[] {
  const { t } = words;
  const tables = planCsv(plan);
  const names = [
    'lines',
    'channels',
    'kpis',
    'flowchart',
    'limits',
    'assumptions',
    'curves',
    'groups',
    'fiscal',
    'explained',
  ] as const;
  return [
    ...names.flatMap((name): Download[] => {
      const text = tables[name];
      const isAbsent =
        (name === 'groups' && plan.groups === undefined) ||
        (name === 'fiscal' && plan.fiscal === undefined) ||
        (name === 'explained' && (plan.explained ?? null) === null);
      if (isAbsent || text.length > largestEmbedded) return [];
      return [
        { label: t(`report.download.${name}`), name: `${fileStem}-${name}.csv`, href: csvDataUri(text), note: 'CSV' },
      ];
    }),
    {
      label: t('report.download.scenario'),
      name: `${fileStem}.yaml`,
      href: textDataUri(plan.scenario.normalised, 'application/yaml'),
      note: 'YAML',
    },
  ];
}

function serverFiles({ plan, words, fileStem }: PlanContext): Download[] {
  const address = `/plans/${encodeURIComponent(plan.plan.id)}`;
  return (['html', 'xlsx', 'json'] as const).map((form) => ({
    label: words.t(`report.download.${form}`),
    name: `${fileStem}.${form}`,
    href: `${address}.${form}`,
    note: form.toUpperCase(),
  }));
}

const terms = [
  'roi',
  'marginal',
  'profit',
  'incremental',
  'baseline',
  'carry-in',
  'run-out',
  'range',
  'grade',
  'break-even',
  'price',
  'wape',
  'crps',
  'rhat',
] as const;

/** Section 18: enough for finance to rebuild one number. */
/** Sections of a full report for which a plan has no input yet. */
const notBuilt = ['cross-check', 'journey'] as const;

/** @param empty sections that have nothing to say in this report */
export function appendix(context: PlanContext, empty: readonly SectionId[]): AppendixView {
  const { plan, words } = context;
  const { t } = words;
  return {
    money: moneyTable(context),
    identity: identityTable(context),
    longTerm: longTermTable(context),
    downloads: downloads(context),
    files: serverFiles(context),
    definitions: terms.map((term) => ({ term: t(`report.term.${term}`), text: t(`report.definition.${term}`) })),
    history: [
      { label: t('report.fact.plan'), value: plan.plan.id },
      {
        label: t('report.fact.scenario'),
        value: t('report.fact.version-value', { id: plan.scenario.id, version: plan.scenario.version }),
      },
      { label: t('report.fact.made'), value: plan.plan.created },
      { label: t('report.fact.engine'), value: plan.engine },
      { label: t('report.fact.scenario-fingerprint'), value: plan.scenario.fingerprint },
      { label: t('report.fact.model-fingerprint'), value: plan.model.fingerprint },
    ],
    absent: t('report.absent', {
      sections: words.list([
        ...empty.map((id) => t(`report.section.${id}`)),
        ...notBuilt.map((id) => t(`report.absent.${id}`)),
      ]),
    }),
    rounding: t('report.rounding'),
  };
}
