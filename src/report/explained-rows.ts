import type { Plan } from '../planning/index.js';
import type { CsvCell } from './csv.js';
import type { SheetRows } from './sheet-rows.js';

/** Bridge, ladder, frontier, tornado, stress and near-optimal plans in long form, one figure per row. */
export function explainedRows(plan: Plan): SheetRows {
  const header = ['part', 'name', 'detail', 'value'];
  const explained = plan.explained ?? null;
  if (explained === null) return { header, rows: [] };
  const { bridge, ladder, frontier, tornado, stress, alternatives } = explained;
  const rows: CsvCell[][] = [
    ['bridge', 'start', '', bridge.start],
    ...bridge.steps.map(({ cause, value }) => ['bridge', cause, 'change', value]),
    ['bridge', 'end', '', bridge.end],
    ...(ladder ?? []).map(({ rung, value }) => ['ladder', rung, '', value]),
    ...(frontier?.points ?? []).flatMap(({ budget, ruled, free, marginal }) => [
      ['frontier', budget, 'ruled', ruled],
      ['frontier', budget, 'free', free],
      ['frontier', budget, 'marginal', marginal],
    ]),
    ...(frontier === null ? [] : [['frontier', 'break_even', '', frontier.breakEven]]),
    ...tornado.rows.flatMap(({ key, subject, low, high }) =>
      [low, high].flatMap((end) => {
        const name = subject === null ? key : `${key}.${subject}`;
        if (end === null) return [];
        return [
          ['tornado', name, `change at ${end.assumed}`, end.change],
          ['tornado', name, `lead at ${end.assumed}`, end.lead],
        ];
      }),
    ),
    ...stress.flatMap(({ code, subject, change, lead }) => {
      const name = subject === '' ? code : `${code}.${subject}`;
      return [
        ['stress', name, 'change', change],
        ['stress', name, 'lead', lead],
      ];
    }),
    ...alternatives.flatMap(({ short, channels }, i) => [
      ['alternative', i + 1, 'short', short],
      ...channels.map(({ channel, spend }) => ['alternative', i + 1, channel, spend]),
    ]),
  ];
  return { header, rows };
}
