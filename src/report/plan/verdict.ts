import type { Plan, Remark } from '../../planning/index.js';
import { figure, type FigureView } from '../figure.js';
import type { Words } from '../words.js';
import { cell, figures, headCell, row, table, words as wordColumn } from '../table.js';
import type { IntervalRow } from '../charts/index.js';
import { measureOf, type PlanContext } from './context.js';

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
  readonly target: string;
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
          against: t('report.tile.against', { delta: words.signed(profitTotals.delta.mean, measureOf(profit)) }),
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
      against: t('report.tile.against', { delta: words.signed(totals.delta.mean, measure) }),
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

function sure({ plan, words }: PlanContext): string[] {
  const { t } = words;
  const parts: string[] = [];
  const holdout = plan.trust.holdout;
  const lastYear = holdout.naive.find((one) => one.name === 'last_year');
  if (holdout.status === 'done' && lastYear !== undefined) {
    parts.push(
      t('report.sure.holdout', {
        wape: words.percent(holdout.wape),
        naive: words.percent(lastYear.wape),
        better: holdout.wape < lastYear.wape ? 'yes' : 'no',
      }),
    );
  } else if (holdout.status === 'done')
    parts.push(t('report.sure.holdout-only', { wape: words.percent(holdout.wape) }));
  else parts.push(t(`report.sure.holdout-${holdout.status}`));
  const weak = plan.channels.filter((channel) => channel.spend > 0 && (channel.grade === 'C' || channel.grade === 'D'));
  const weakSpend = weak.reduce((sum, channel) => sum + channel.spend, 0);
  parts.push(
    weak.length === 0
      ? t('report.sure.grades-good')
      : t('report.sure.grades-weak', {
          share: words.percent(weakSpend / Math.max(1e-9, plan.totals.spend)),
          channels: words.list(weak.map((channel) => channel.label)),
        }),
  );
  for (const remark of plan.remarks) {
    if (!adverse.has(remark.code) && !saidElsewhere.has(remark.code)) parts.push(...remarkText(remark, plan, words));
  }
  return parts;
}

/** 80% ranges that hold less often than this on unseen periods look surer than they are. */
const leastCoverage = 0.72;

/** Remarks that speak against the plan; those that a sentence above already says are left out, the rest are context. */
const adverse = new Set(['future-held', 'formula-searched', 'cost-not-used', 'gap-zero']);
const saidElsewhere = new Set(['unconverged', 'holdout-computing', 'beyond-seen']);

function remarkText(remark: Remark, plan: Plan, words: Words): string[] {
  const params: Record<string, string | number> = { grain: plan.model.grain };
  for (const [name, value] of Object.entries(remark.params)) {
    params[name] =
      plan.channels.find((one) => one.id === value)?.label ?? plan.kpis.find((one) => one.id === value)?.label ?? value;
  }
  const said = words.tOr(`report.remark.${remark.code}`, '', params);
  return said === '' ? [] : [said];
}

function warnings({ plan, words, totals }: PlanContext, stale: boolean): string[] {
  const { t } = words;
  const list: string[] = [];
  if (!plan.model.converged) list.push(t('report.warn.unconverged'));
  if (stale) list.push(t('report.warn.stale'));
  if (plan.totals.unspent > 0.5) {
    list.push(
      t('report.warn.unspent', {
        money: words.money(plan.totals.unspent),
        reason:
          plan.totals.unspentReason === null
            ? ''
            : words.tOr(`report.unspent.${plan.totals.unspentReason}`, plan.totals.unspentReason),
      }),
    );
  }
  const beyond = plan.channels.filter((channel) => channel.beyondSeen);
  if (beyond.length > 0)
    list.push(t('report.warn.beyond-seen', { channels: words.list(beyond.map((channel) => channel.label)) }));
  const breakEven = plan.responses[0]?.breakEven ?? 0;
  const losing = plan.channels.filter((channel) => channel.spend > 0 && channel.marginalRoi.mean < breakEven);
  if (losing.length > 0) {
    const all = losing.length === plan.channels.filter((channel) => channel.spend > 0).length;
    list.push(
      t(all ? 'report.warn.all-below-break-even' : 'report.warn.below-break-even', {
        channels: words.list(losing.map((channel) => channel.label)),
        breakEven: words.value(breakEven, 'ratio'),
      }),
    );
  }
  if (plan.scenario.kind !== 'reference' && totals.probabilityBetter < 0.5) {
    list.push(t('report.warn.worse', { chance: words.chance(1 - totals.probabilityBetter) }));
  }
  if (plan.trust.holdout.status === 'done' && plan.trust.holdout.coverage80 < leastCoverage) {
    list.push(t('report.warn.coverage', { coverage: words.percent(plan.trust.holdout.coverage80) }));
  }
  const failed = plan.trust.reviews.filter((review) => review.severity === 'fail');
  if (failed.length > 0) list.push(t('report.warn.failed-reviews', { count: failed.length }));
  for (const remark of plan.remarks) if (adverse.has(remark.code)) list.push(...remarkText(remark, plan, words));
  return list;
}

/** Section 2: what a client could repeat in a lift, how sure, and everything that speaks against it. */
export function verdict(context: PlanContext, stale: boolean): VerdictView {
  const { words, primary, totals } = context;
  return {
    sentence: sentence(context),
    target:
      primary.target === null || totals.probabilityOfTarget === null
        ? ''
        : words.t('report.verdict.target', {
            target: words.value(primary.target, measureOf(primary)),
            chance: words.chance(totals.probabilityOfTarget),
            pct: words.percent(totals.probabilityOfTarget, 0),
          }),
    sure: sure(context),
    warnings: warnings(context, stale),
    tiles: tiles(context),
    strip: strip(context),
  };
}
