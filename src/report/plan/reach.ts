import { cell, figures, headCell, row, table, totalRow, words as wordColumn, type TableView } from '../table.js';
import type { PlanContext } from './context.js';

/** Section 10: reach and frequency by audience; null without audiences. */
export function reach({ plan, words, fileStem }: PlanContext): TableView | null {
  const { reach: list } = plan;
  const first = list?.[0];
  if (list === undefined || first === undefined) return null;
  const { t } = words;
  const count = first.effectiveFrequency;
  const cells = (one: { grp: number; reach: number; effective: number; frequency: number }) => [
    cell(words.value(Math.round(one.grp), 'number'), one.grp),
    cell(words.percent(one.reach, 1), one.reach),
    cell(words.percent(one.effective, 1), one.effective),
    cell(words.value(one.frequency, 'ratio'), one.frequency),
  ];
  const unknown = [...new Set(list.flatMap((one) => one.unknown))];
  return table({
    caption: t('report.reach.table'),
    columns: [
      wordColumn(t('report.column.audience'), 'audience'),
      wordColumn(t('report.column.channel'), 'channel'),
      figures('GRP', 'grp'),
      figures(t('report.reach.once'), 'reach_1'),
      figures(t('report.reach.often', { count }), `reach_${count}`),
      figures(t('report.reach.frequency'), 'frequency'),
    ],
    // An audience whose contacts nothing states has no reach to tell, not a reach of nothing.
    rows: list.flatMap((one) => [
      ...one.channels.map((channel) =>
        row(headCell(one.label, one.audience), cell(channel.label, channel.channel), ...cells(channel)),
      ),
      totalRow(
        headCell(one.label, one.audience),
        cell(t('report.reach.net'), 'net'),
        ...(one.channels.length > 0 ? cells(one) : cells(one).map(() => cell('–', null))),
      ),
    ]),
    note: [
      t(`report.reach.note.${first.method}`),
      t('report.reach.caveat'),
      ...(unknown.length > 0 ? [t('report.reach.unknown', { channels: words.list(unknown) })] : []),
    ].join(' '),
    csvName: `${fileStem}-reach.csv`,
  });
}
