import type { KpiChecks } from '../../mixmodel/index.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import type { KpiContext } from './context.js';

/** From which |r| on a pair is worth a word. */
const closePair = 0.6;

export interface CollinearityView {
  readonly sentence: string;
  readonly table: TableView;
}

/** Which channels go together, and how far each is told by all the rest. */
export function collinearity(context: KpiContext, checks: KpiChecks): CollinearityView | null {
  const { words, label, fileStem, kpi, assessed } = context;
  const { t } = words;
  const { ids, values } = checks.correlations;
  if (ids.length < 2) return null;
  const at = (i: number, j: number): number => values[i * ids.length + j] ?? 0;
  const pairs = ids
    .flatMap((a, i) => ids.slice(i + 1).map((b, k) => ({ a, b, r: at(i, i + 1 + k) })))
    .sort((x, y) => Math.abs(y.r) - Math.abs(x.r));
  const close = pairs.filter(({ r }) => Math.abs(r) >= closePair);
  const top = pairs[0]!;
  const name = ({ a, b, r }: (typeof pairs)[number]): string =>
    t('model.collinearity.pair', { a: label(a), b: label(b), r: words.value(r, 'ratio') });
  const explained = (id: string): number | null =>
    assessed.channels.find((channel) => channel.id === id)?.collinearity ?? null;
  return {
    sentence:
      close.length === 0
        ? t('model.collinearity.none', { pair: name(top) })
        : t('model.collinearity.some', { count: close.length, list: words.list(close.slice(0, 4).map(name)) }),
    table: table({
      caption: t('model.collinearity.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('model.column.r2-others'), 'r2_on_others'),
        ...ids.map((id) => figures(label(id), id)),
      ],
      rows: ids.map((id, i) => {
        const r2 = explained(id);
        return row(
          headCell(label(id), id),
          r2 === null ? cell('–', null) : cell(words.value(r2, 'ratio'), r2),
          ...ids.map((_, j) =>
            i === j
              ? cell('1', 1)
              : cell(words.value(at(i, j), 'ratio'), at(i, j), { shade: Math.round(9 * Math.abs(at(i, j))) }),
          ),
        );
      }),
      note: t('model.collinearity.note'),
      csvName: `${fileStem}-collinearity-${kpi.id}.csv`,
      wide: true,
    }),
  };
}
