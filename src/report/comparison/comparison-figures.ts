import type { Comparison } from '../../planning/index.js';
import { channelColour, type IntervalMark, type IntervalRow } from '../charts/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, totalRow, words as wordColumn } from '../table.js';
import type { ComparisonContext } from './context.js';

/** The strip of each plan on one axis, its target across. */
export function intervalFigure(kpi: Comparison['kpis'][number], context: ComparisonContext): FigureView {
  const { comparison, words, letters, source, fileStem } = context;
  const { t } = words;
  const measure = kpi.money ? 'money' : 'number';
  const plans = comparison.plans.flatMap((plan) => {
    const value = kpi.values[plan.id];
    return value === undefined ? [] : [{ plan, value }];
  });
  const best = [...plans].sort((a, b) => b.value.mean - a.value.mean)[0];
  const params = {
    kpi: kpi.label,
    best: letters.get(best?.plan.id ?? '') ?? '',
    value: best === undefined ? '' : words.value(best.value.mean, measure),
    list: words.list(
      plans.map(({ plan, value }) => `${letters.get(plan.id) ?? ''} ${words.value(value.mean, measure)}`),
    ),
    ...words.width,
  };
  return figure({
    id: `compare-${kpi.id}`,
    title: t('compare.intervals.title', params),
    subtitle: t('compare.intervals.subtitle', params),
    summary: t('compare.intervals.summary', params),
    source,
    panels: [
      {
        chart: {
          kind: 'dot-intervals',
          input: {
            rows: plans.map(({ plan, value }): IntervalRow => ({
              label: `${letters.get(plan.id) ?? ''}  ${plan.title}`,
              valueText: words.value(value.mean, measure),
              marks: [
                {
                  look: plan.id === comparison.baseline ? 'reference' : 'plan',
                  value: value.mean,
                  ...words.ends(value),
                },
              ],
            })),
            format: words.format(measure),
            ticks:
              kpi.target === null
                ? []
                : [
                    {
                      value: kpi.target,
                      label: t('report.strip.target', { value: words.value(kpi.target, measure) }),
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
      caption: t('compare.intervals.table', params),
      columns: [
        wordColumn(t('report.column.plan'), 'plan'),
        figures(t('report.column.mean'), 'mean'),
        figures(t('report.column.low', { pct: words.percent((1 - words.interval) / 2) }), 'low'),
        figures(t('report.column.high', { pct: words.percent((1 + words.interval) / 2) }), 'high'),
      ],
      rows: plans.map(({ plan, value }) => {
        const { low, high } = words.ends(value);
        return row(
          headCell(`${letters.get(plan.id) ?? ''} ${plan.title}`, plan.id),
          ...[value.mean, low, high].map((one) => cell(words.value(one, measure), one)),
        );
      }),
      csvName: `${fileStem}-${kpi.id}.csv`,
    }),
  });
}

/** Part 5: a dumbbell per channel on one money axis. */
export function allocationFigure(context: ComparisonContext): FigureView | null {
  const { comparison, words, letters, others, source, fileStem } = context;
  const { t } = words;
  if (comparison.allocation.length === 0) return null;
  const spread = (one: Comparison['allocation'][number]): number => {
    const values = comparison.plans.map((plan) => one.spend[plan.id] ?? 0);
    return Math.max(...values) - Math.min(...values);
  };
  const widest = [...comparison.allocation].sort((a, b) => spread(b) - spread(a))[0]!;
  const params = { channel: widest.label, money: words.money(spread(widest)) };
  const order = (id: string): number => others.findIndex((plan) => plan.id === id);
  return figure({
    id: 'compare-allocation',
    title: spread(widest) < 0.5 ? t('compare.allocation.title-same') : t('compare.allocation.title', params),
    subtitle: t('compare.allocation.subtitle', {
      currency: words.currency === '' ? t('report.column.money') : words.currency,
      baseline: letters.get(comparison.baseline) ?? '',
    }),
    summary: t('compare.allocation.summary', params),
    source,
    panels: [
      {
        chart: {
          kind: 'dot-intervals',
          input: {
            rows: comparison.allocation.map((one) => ({
              label: one.label,
              marks: comparison.plans.map((plan): IntervalMark => {
                const isBase = plan.id === comparison.baseline;
                return {
                  look: isBase ? 'reference' : 'plan',
                  value: one.spend[plan.id] ?? 0,
                  label: letters.get(plan.id) ?? '',
                  ...(isBase ? {} : { colour: channelColour(order(plan.id)) }),
                };
              }),
            })),
            format: words.format('money'),
            ticks: [],
            connect: true,
            withZero: true,
            stagger: false,
          },
        },
      },
    ],
    table: table({
      caption: t('compare.allocation.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        ...comparison.plans.map((plan) => figures(letters.get(plan.id) ?? plan.id, plan.id, words.currency)),
        ...others.map((plan) =>
          figures(
            `${letters.get(plan.id) ?? ''} − ${letters.get(comparison.baseline) ?? ''}`,
            `${plan.id}_minus_${comparison.baseline}`,
            words.currency,
          ),
        ),
      ],
      rows: [
        ...comparison.allocation.map((one) => {
          const base = one.spend[comparison.baseline] ?? 0;
          return row(
            headCell(one.label),
            ...comparison.plans.map((plan) =>
              cell(words.moneyInFull(one.spend[plan.id] ?? 0), one.spend[plan.id] ?? 0),
            ),
            ...others.map((plan) => difference((one.spend[plan.id] ?? 0) - base, words)),
          );
        }),
        totalRow(
          headCell(t('report.column.total')),
          ...comparison.plans.map((plan) => cell(words.moneyInFull(plan.spend), plan.spend)),
          ...others.map((plan) =>
            difference(
              plan.spend - (comparison.plans.find((other) => other.id === comparison.baseline)?.spend ?? 0),
              words,
            ),
          ),
        ),
      ],
      note: t('compare.allocation.note'),
      csvName: `${fileStem}-allocation.csv`,
      wide: true,
    }),
  });
}

function difference(value: number, words: ComparisonContext['words']) {
  const text = words.moneyInFull(value);
  return cell(value > 0 && /[1-9]/.test(text) ? `+${text}` : text, value);
}
