import type { PlanGroup } from '../../planning/index.js';
import {
  cell,
  figures,
  headCell,
  row,
  table,
  totalRow,
  words as wordColumn,
  type Badge,
  type TableView,
} from '../table.js';
import type { Words } from '../words.js';
import { measureOf, type PlanContext } from './context.js';

/** What a row rests on, as a word with a shape. */
export function markBadge(mark: PlanGroup['mark'], words: Words): Badge {
  const shape = { modelled: '●', allocated: '◐', assumed: '○' }[mark];
  return { tone: mark === 'modelled' ? 'plain' : 'warn', shape, text: words.t(`report.mark.${mark}`) };
}

export function groupName({ region, audience }: Pick<PlanGroup, 'region' | 'audience'>, { t }: Words): string {
  if (region !== null && audience !== null) return t('report.groups.of', { region, audience });
  return region ?? audience ?? t('report.groups.rest');
}

/** Section 11: region × audience: money, its share and index to people, the result, and what it rests on. */
export function groups({ plan, words, fitted, fileStem }: PlanContext): TableView | null {
  const { groups: list } = plan;
  if (list === undefined) return null;
  const { t } = words;
  const isModelled = list.some((one) => one.kpis[fitted.id]?.window !== null);
  const hasPeople = list.some(({ populationShare }) => populationShare !== null);
  const measure = measureOf(fitted);
  const share = (spend: number): string => (plan.totals.spend > 0 ? words.percent(spend / plan.totals.spend) : '–');
  const money = (value: number | null) => (value === null ? cell('–', null) : cell(words.moneyInFull(value), value));
  return table({
    caption: t('report.groups.table'),
    columns: [
      wordColumn(t('report.column.group'), 'group'),
      figures(t('report.column.plan'), 'spend', words.currency),
      ...(isModelled ? [figures(t('report.column.reference'), 'reference_spend', words.currency)] : []),
      figures(t('report.column.spend-share'), 'share'),
      ...(hasPeople
        ? [figures(t('report.column.population'), 'population_share'), figures(t('report.column.index'), 'index')]
        : []),
      ...(isModelled ? [figures(fitted.label, 'window', t('report.column.window-value'))] : []),
      figures(t('report.column.whole-effect'), 'whole_effect', fitted.label),
      figures(t('report.column.range'), 'whole_effect_range'),
      wordColumn(t('report.column.mark'), 'mark'),
    ],
    rows: [
      ...list.map((one) => {
        const kpi = one.kpis[fitted.id];
        const effect = kpi?.wholeEffect;
        const window = kpi?.window ?? null;
        return row(
          headCell(groupName(one, words)),
          money(one.spend),
          ...(isModelled ? [money(one.referenceSpend)] : []),
          cell(share(one.spend), plan.totals.spend > 0 ? one.spend / plan.totals.spend : null),
          ...(hasPeople
            ? [
                one.populationShare === null
                  ? cell('–', null)
                  : cell(words.percent(one.populationShare), one.populationShare),
                one.index === null ? cell('–', null) : cell(words.value(Math.round(one.index), 'number'), one.index),
              ]
            : []),
          ...(isModelled
            ? [window === null ? cell('–', null) : cell(words.value(window.mean, measure), window.mean)]
            : []),
          effect === undefined ? cell('–', null) : cell(words.value(effect.mean, measure), effect.mean),
          cell(effect === undefined ? '–' : words.range(effect, measure)),
          cell('', one.mark, { badge: markBadge(one.mark, words) }),
        );
      }),
      totalRow(
        headCell(t('report.column.total')),
        money(plan.totals.spend),
        ...(isModelled ? [money(plan.reference.spend)] : []),
        cell(share(plan.totals.spend), 1),
        ...(hasPeople ? [cell(''), cell('')] : []),
        ...(isModelled ? [cell(words.value(plan.totals.kpis[fitted.id]!.window.mean, measure))] : []),
        cell(
          words.value(
            list.reduce((sum, one) => sum + (one.kpis[fitted.id]?.wholeEffect.mean ?? 0), 0),
            measure,
          ),
        ),
        cell(''),
        cell(''),
      ),
    ],
    note: t(isModelled ? 'report.groups.note' : 'report.groups.note-below'),
    csvName: `${fileStem}-groups.csv`,
    wide: true,
  });
}
