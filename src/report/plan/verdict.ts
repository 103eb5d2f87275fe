import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn } from '../table.js';
import type { KpiTotals } from '../../planning/index.js';
import type { IntervalRow } from '../charts/index.js';
import { runOutMatters } from '../run-out.js';
import { answer } from './answer.js';
import { measureOf, type PlanContext } from './context.js';
import type { Measure, Words } from '../words.js';
import { sure, warnings } from './sureness.js';

export interface TileView {
  readonly label: string;
  readonly value: string;
  readonly range: string;
  readonly against: string;
  /** ▲ ▼ or ■, as the figure moves against the reference. */
  readonly arrow: string;
  readonly tone: 'up' | 'down' | 'level';
}

export interface VerdictView {
  readonly sentence: string;
  /** What the effect after the window adds to the difference; '' where that is no news. */
  readonly runOut: string;
  readonly target: string;
  /** What the scenario asked, answered; '' where it only priced a plan. */
  readonly answer: string;
  readonly sure: readonly string[];
  /** Adverse findings: shown at every depth. */
  readonly warnings: readonly string[];
  readonly tiles: readonly TileView[];
  readonly strip: FigureView;
}

function direction(value: number): Pick<TileView, 'arrow' | 'tone'> {
  if (value > 0) return { arrow: '▲', tone: 'up' };
  return value < 0 ? { arrow: '▼', tone: 'down' } : { arrow: '■', tone: 'level' };
}

function sentence({ plan, words, primary, totals, reference }: PlanContext): string {
  const { t } = words;
  const measure = measureOf(primary);
  const params = {
    spend: words.money(plan.totals.spend),
    kpi: primary.label,
    value: words.value(totals.window.mean, measure),
    delta: words.value(Math.abs(totals.delta.mean), measure),
    reference: reference.phrase,
    chance: words.chance(totals.probabilityBetter),
    worse: words.chance(1 - totals.probabilityBetter),
  };
  if (plan.scenario.kind === 'reference') return t('report.verdict.reference', params);
  return totals.delta.mean >= 0 ? t('report.verdict.more', params) : t('report.verdict.less', params);
}

/** The difference with the run-out: where it is other news than the window's, and always where it was maximised. */
function runOut({ plan, words, primary, reference }: PlanContext): string {
  if (plan.scenario.kind === 'reference') return '';
  const { maximised } = plan.scenario;
  const wholeMaximised = maximised?.horizon === 'whole_effect';
  const kpi = (wholeMaximised ? plan.kpis.find((one) => one.id === maximised.kpi) : undefined) ?? primary;
  const { delta, wholeDelta, wholeProbabilityBetter } = plan.totals.kpis[kpi.id]!;
  if (!wholeMaximised && !runOutMatters(delta.mean, wholeDelta.mean)) return '';
  const better = wholeDelta.mean >= 0;
  return words.t(wholeMaximised ? 'report.verdict.maximised' : 'report.verdict.whole', {
    kpi: kpi.label,
    delta: words.value(Math.abs(wholeDelta.mean), measureOf(kpi)),
    direction: better ? 'more' : 'less',
    reference: reference.phrase,
    chance: words.chance(better ? wholeProbabilityBetter : 1 - wholeProbabilityBetter),
  });
}

/** The difference in the window, and beside it the one with the run-out where that is other news. */
function against({ delta, wholeDelta }: KpiTotals, measure: Measure, words: Words): string {
  const params = { delta: words.signed(delta.mean, measure), whole: words.signed(wholeDelta.mean, measure) };
  const matters = runOutMatters(delta.mean, wholeDelta.mean);
  return words.t(matters ? 'report.tile.against-whole' : 'report.tile.against', params);
}

function tiles({ plan, words, primary, totals }: PlanContext): TileView[] {
  const { t } = words;
  const measure = measureOf(primary);
  const spendChange = plan.totals.spend - plan.reference.spend;
  const profit = plan.kpis.find(
    (kpi) => kpi.formula !== null && kpi.id !== primary.id && plan.totals.kpis[kpi.id] !== undefined,
  );
  const profitTotals = profit === undefined ? undefined : plan.totals.kpis[profit.id];
  const third: TileView =
    profit !== undefined && profitTotals !== undefined
      ? {
          label: profit.label,
          value: words.value(profitTotals.window.mean, measureOf(profit)),
          range: words.likely(profitTotals.window, measureOf(profit)),
          against: against(profitTotals, measureOf(profit), words),
          ...direction(profitTotals.delta.mean),
        }
      : {
          label: t('report.tile.incremental'),
          value: words.value(totals.incremental.mean, measure),
          range: words.likely(totals.incremental, measure),
          against: t('report.tile.run-out', { value: words.value(totals.runOut.mean, measure) }),
          arrow: '■',
          tone: 'level',
        };
  const roiChange = plan.totals.roi.mean - plan.totals.referenceRoi.mean;
  return [
    {
      label: t('report.tile.spend'),
      value: words.money(plan.totals.spend),
      range:
        plan.totals.unspent > 0.5
          ? t('report.tile.unspent', { money: words.money(plan.totals.unspent) })
          : t('report.tile.all-spent'),
      against: t('report.tile.against-pct', {
        delta: words.signed(spendChange, 'money'),
        pct: plan.reference.spend > 0 ? words.signedPercent(spendChange / plan.reference.spend) : t('report.none'),
      }),
      ...direction(Math.abs(spendChange) < 0.5 ? 0 : spendChange),
    },
    {
      label: primary.label,
      value: words.value(totals.window.mean, measure),
      range: words.likely(totals.window, measure),
      against: against(totals, measure, words),
      ...direction(totals.delta.mean),
    },
    third,
    {
      label: t('report.tile.roi'),
      value: words.value(plan.totals.roi.mean, 'ratio'),
      range: words.likely(plan.totals.roi, 'ratio'),
      against: t('report.tile.roi-against', { value: words.value(plan.totals.referenceRoi.mean, 'ratio') }),
      ...direction(roiChange),
    },
  ];
}

function strip({ plan, words, primary, totals, reference, source, fileStem }: PlanContext): FigureView {
  const { t } = words;
  const measure = measureOf(primary);
  const rows: IntervalRow[] = [
    {
      label: t('report.series.plan'),
      valueText: words.value(totals.window.mean, measure),
      marks: [{ look: 'plan', value: totals.window.mean, ...words.ends(totals.window) }],
    },
    {
      label: reference.label,
      valueText: words.value(totals.reference.mean, measure),
      marks: [{ look: 'reference', value: totals.reference.mean, ...words.ends(totals.reference) }],
    },
  ];
  const target = primary.target;
  const params = {
    kpi: primary.label,
    plan: words.value(totals.window.mean, measure),
    range: words.range(totals.window, measure),
    reference: words.value(totals.reference.mean, measure),
    target: target === null ? '' : words.value(target, measure),
    chance: totals.probabilityOfTarget === null ? '' : words.chance(totals.probabilityOfTarget),
  };
  const key = target === null ? 'none' : 'target';
  return figure({
    id: 'verdict-strip',
    title: t(`report.strip.title.${key}`, params),
    subtitle: t('report.strip.subtitle', {
      kpi: primary.label,
      dates: words.dates(plan.window.start, plan.window.end),
      ...words.width,
    }),
    summary: t(`report.strip.summary.${key}`, params),
    source,
    panels: [
      {
        chart: {
          kind: 'dot-intervals',
          input: {
            rows,
            format: words.format(measure),
            ticks:
              target === null
                ? []
                : [
                    {
                      value: target,
                      label: t('report.strip.target', { value: words.value(target, measure) }),
                      bold: true,
                    },
                  ],
            connect: false,
            withZero: false,
            stagger: false,
          },
        },
      },
    ],
    table: table({
      caption: t('report.strip.table'),
      columns: [
        wordColumn(t('report.column.what'), 'what'),
        figures(t('report.column.mean'), 'mean'),
        figures(t('report.column.low', { pct: words.percent((1 - words.interval) / 2) }), 'low'),
        figures(t('report.column.high', { pct: words.percent((1 + words.interval) / 2) }), 'high'),
      ],
      rows: [
        ...(
          [
            [t('report.series.plan'), totals.window],
            [reference.label, totals.reference],
            [t('report.column.baseline'), totals.baseline],
            [t('report.column.carry-in'), totals.carryIn],
            [t('report.column.incremental'), totals.incremental],
            [t('report.column.run-out'), totals.runOut],
          ] as const
        ).map(([label, summary]) => {
          const { low, high } = words.ends(summary);
          return row(
            headCell(label),
            ...[summary.mean, low, high].map((value) => cell(words.value(value, measure), value)),
          );
        }),
        ...(target === null
          ? []
          : [
              row(
                headCell(t('report.column.target')),
                cell(words.value(target, measure), target),
                cell('', null),
                cell('', null),
              ),
            ]),
      ],
      note: t('report.strip.note'),
      csvName: `${fileStem}-verdict.csv`,
    }),
  });
}

/** Section 2: what a client could repeat in a lift, how sure, and everything that speaks against it. */
export function verdict(context: PlanContext, stale: boolean): VerdictView {
  const { words, primary, totals } = context;
  return {
    sentence: sentence(context),
    runOut: runOut(context),
    target:
      primary.target === null || totals.probabilityOfTarget === null
        ? ''
        : words.t('report.verdict.target', {
            target: words.value(primary.target, measureOf(primary)),
            chance: words.chance(totals.probabilityOfTarget),
            pct: words.percent(totals.probabilityOfTarget, 0),
          }),
    answer: answer(context),
    sure: sure(context),
    warnings: warnings(context, stale),
    tiles: tiles(context),
    strip: strip(context),
  };
}
