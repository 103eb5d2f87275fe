import { formatNumber } from '../../language/index.js';
import { cell, figures, headCell, row, table, type TableView, words as wordColumn } from '../table.js';
import { lowHigh, type KpiContext } from './context.js';

/** Reach and frequency: the frequency seen beside the one at which an impression does most. Null without any. */
export function reachTable(context: KpiContext): TableView | null {
  const { assessed, kpi, words, label, fileStem } = context;
  const { t, language } = words;
  const drawn = assessed.channels.flatMap(({ id, reach }) => (reach === undefined ? [] : [{ id, reach }]));
  if (drawn.length === 0) return null;
  const show = (value: number): string => formatNumber(value, language, 2);
  return table({
    caption: t('model.reach.table'),
    columns: [
      wordColumn(t('report.column.channel'), 'channel'),
      figures(t('model.reach.seen'), 'seen_frequency'),
      figures(t('model.reach.best'), 'best_frequency'),
      ...lowHigh(context),
      figures(t('model.reach.universe'), 'universe'),
      figures(t('model.reach.per-impression'), 'people_per_first_impression'),
      figures('R²', 'r_squared'),
    ],
    rows: drawn.map(({ id, reach: { optimalFrequency, seenFrequency, curve } }) => {
      const { low, high } = words.ends(optimalFrequency);
      return row(
        headCell(label(id), id),
        cell(show(seenFrequency), seenFrequency),
        cell(show(optimalFrequency.p50), optimalFrequency.p50),
        cell(show(low), low),
        cell(show(high), high),
        cell(formatNumber(Math.round(curve.universe), language, 0), curve.universe),
        cell(show(curve.perImpression), curve.perImpression),
        cell(show(curve.rSquared), curve.rSquared),
      );
    }),
    note: t('model.reach.note'),
    csvName: `${fileStem}-reach-${kpi.id}.csv`,
    wide: true,
  });
}
