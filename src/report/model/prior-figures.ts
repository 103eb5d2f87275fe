import type { ParameterFigure } from '../../mixmodel/index.js';
import { formatNumber } from '../../language/index.js';
import { palette } from '../charts/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn } from '../table.js';
import type { KpiContext } from './context.js';

/** A posterior at least this share as wide as its prior was told little by the data. */
const littleLearnt = 0.8;

/** What is called what: a parameter of the media by its name, with the letter or the unit that it is known by. */
export function parameterName({ words }: Pick<KpiContext, 'words'>, name: string): string {
  return words.tOr(`model.parameter.${name}`, name);
}

/**
 * One figure per parameter of the media (carry-over, half-saturation, …; whatever the columns of the draws are called):
 * prior against posterior, channel by channel.
 */
export function priorFigures(context: KpiContext, parameters: readonly ParameterFigure[]): FigureView[] {
  const { fitted } = context;
  const media = new Set([...fitted.spec.channels, ...fitted.spec.organic].map(({ id }) => id));
  const own = parameters.filter(
    (one) => one.prior !== null && one.group === null && !one.fixed && one.subject !== null && media.has(one.subject),
  );
  const names = [...new Set(own.map(({ name }) => name))].filter((name) => name !== 'roi');
  return names.map((name) =>
    priorFigure(
      context,
      name,
      own.filter((one) => one.name === name),
    ),
  );
}

/** At the head of a sentence; Chinese has no capitals. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function priorFigure(context: KpiContext, name: string, rows: readonly ParameterFigure[]): FigureView {
  const { words, kpi, label, source, fileStem } = context;
  const { t, language } = words;
  const called = capital(parameterName(context, name));
  const show = (value: number): string => formatNumber(value, language, 2);
  const ratio = (one: ParameterFigure): number => one.posterior.sd / one.prior!.sd;
  const unlearnt = rows.filter((one) => ratio(one) >= littleLearnt);
  const most = Math.max(...rows.map((one) => words.ends(one.posterior).high));
  const subject = (one: ParameterFigure): string => label(one.subject ?? '');
  const params = {
    parameter: called,
    count: unlearnt.length,
    of: rows.length,
    list: words.list(unlearnt.map(subject)),
    ...words.width,
  };
  return figure({
    id: `prior-${name}-${kpi.id}`,
    title: t(unlearnt.length === 0 ? 'model.priors.title' : 'model.priors.title-unlearnt', params),
    subtitle: t('model.priors.subtitle', params),
    summary: t('model.priors.summary', {
      ...params,
      figures: words.list(rows.map((one) => `${subject(one)} ${show(one.prior!.p50)} → ${show(one.posterior.p50)}`)),
    }),
    source,
    panels: [
      {
        chart: {
          kind: 'dot-intervals',
          input: {
            rows: rows.map((one) => ({
              label: subject(one),
              valueText: show(one.posterior.p50),
              marks: [
                {
                  look: 'series' as const,
                  value: one.posterior.p50,
                  colour: palette.plan,
                  ...words.ends(one.posterior),
                },
                { look: 'reference' as const, value: one.prior!.p50, thin: true, ...words.ends(one.prior!) },
              ],
            })),
            format: words.format('ratio'),
            ticks: [],
            connect: false,
            withZero: true,
            stagger: true,
            cutAt: Math.max(1.6 * most, Math.max(...rows.map((one) => one.prior!.p50)) * 1.05),
          },
        },
      },
    ],
    table: table({
      caption: t('model.priors.table', params),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('model.column.prior-median'), 'prior_p50'),
        figures(t('model.column.prior-sd'), 'prior_sd'),
        figures(t('model.column.posterior-median'), 'posterior_p50'),
        figures(t('model.column.posterior-sd'), 'posterior_sd'),
        figures(t('model.column.sd-ratio'), 'sd_ratio'),
      ],
      rows: rows.map((one) =>
        row(
          headCell(subject(one), one.subject),
          cell(show(one.prior!.p50), one.prior!.p50, { note: words.range(one.prior!, 'ratio') }),
          cell(show(one.prior!.sd), one.prior!.sd),
          cell(show(one.posterior.p50), one.posterior.p50, { note: words.range(one.posterior, 'ratio') }),
          cell(show(one.posterior.sd), one.posterior.sd),
          cell(words.percent(ratio(one)), ratio(one)),
        ),
      ),
      note: t('model.priors.note'),
      csvName: `${fileStem}-prior-${name}-${kpi.id}.csv`,
    }),
  });
}
