import type { Language } from '../../language/index.js';
import { formatNumber } from '../../language/index.js';
import {
  parameterDetail,
  parameterFigures,
  type FittedModel,
  type ParameterDetail,
  type ParameterFigure,
} from '../../mixmodel/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import { kpiContexts, modelContext, type KpiContext, type ModelIdentity } from './context.js';

/** What a reader may choose: KPI and column in one text, as the form sends it. */
export interface ParameterChoice {
  /** `kpi/column` */
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

/** The page of the sampler: one parameter by its chains, and the convergence of all of them. */
export interface ParameterView {
  readonly language: Language;
  readonly title: string;
  readonly heading: string;
  readonly choices: readonly ParameterChoice[];
  readonly convergence: string;
  readonly figures: readonly FigureView[];
  readonly tables: readonly TableView[];
  readonly source: string;
}

/**
 * @param asked `kpi/column`; the worst converged column where it names none
 */
export function parameterView(
  fitted: FittedModel,
  identity: ModelIdentity,
  asked: string,
  language: Language,
): ParameterView {
  const context = modelContext(fitted, identity, language);
  const { t } = context.words;
  const all = kpiContexts(context).map((kpi) => ({ kpi, parameters: parameterFigures(fitted, kpi.kpi.id) }));
  const free = all.flatMap(({ kpi, parameters }) =>
    parameters.flatMap((one) => (one.posterior.sd > 0 ? [{ kpi, one, value: `${kpi.kpi.id}/${one.column}` }] : [])),
  );
  const worst = [...free].sort((a, b) => (b.one.rhat ?? 0) - (a.one.rhat ?? 0))[0];
  const chosen = free.find(({ value }) => value === asked) ?? worst;
  const detail = chosen === undefined ? null : parameterDetail(fitted, chosen.kpi.kpi.id, chosen.one.column);
  return {
    language,
    title: identity.title,
    heading: t('model.chains.heading', { title: identity.title, version: identity.version }),
    choices: free.map(({ kpi, one, value }) => ({
      value,
      label: all.length > 1 ? `${kpi.kpi.label}: ${readable(kpi, one)}` : readable(kpi, one),
      chosen: value === chosen?.value,
    })),
    convergence: detail === null ? t('model.chains.none') : convergenceSentence(context, detail),
    figures:
      chosen === undefined || detail === null
        ? []
        : [
            traceFigure(chosen.kpi, chosen.one, detail),
            rankFigure(chosen.kpi, chosen.one, detail),
            densityFigure(chosen.kpi, chosen.one, detail),
          ],
    tables: all.map(({ kpi, parameters }) => convergenceTable(kpi, parameters)),
    source: context.source,
  };
}

/** `TV: carry-over α`; the column itself where the words have no name for it. */
function readable({ words, label, fitted }: KpiContext, { name, subject, group, column }: ParameterFigure): string {
  const called = words.tOr(`model.parameter.${name}`, name);
  if (subject === null) return called === name ? column : called;
  const of = label(subject);
  const isMedium = [...fitted.spec.channels, ...fitted.spec.organic].some(({ id }) => id === subject);
  if (!isMedium) return group === null ? `${called}: ${of}` : `${called}: ${of} · ${group}`;
  return group === null ? `${of}: ${called}` : `${of} · ${group}: ${called}`;
}

function convergenceSentence(
  { words }: Pick<KpiContext, 'words'>,
  { rhat, bulkEss, tailEss }: ParameterDetail,
): string {
  const { t, language } = words;
  if (rhat === null || bulkEss === null || tailEss === null) return t('model.chains.undiagnosed');
  return t(rhat < 1.01 && Math.min(bulkEss, tailEss) >= 400 ? 'model.chains.good' : 'model.chains.bad', {
    rhat: formatNumber(rhat, language, 4),
    bulk: formatNumber(bulkEss, language, 0),
    tail: formatNumber(tailEss, language, 0),
  });
}

const plain = ({ language }: KpiContext['words'], value: number): string => formatNumber(value, language, 4);

function traceFigure(context: KpiContext, one: ParameterFigure, detail: ParameterDetail): FigureView {
  const { words, source, fileStem } = context;
  const { t } = words;
  const params = { parameter: readable(context, one), chains: detail.traces.length, every: detail.every };
  return figure({
    id: 'trace',
    title: t('model.chains.trace.title', params),
    subtitle: t('model.chains.trace.subtitle', params),
    summary: t('model.chains.trace.summary', params),
    source,
    panels: [
      {
        chart: {
          kind: 'traces',
          input: {
            chains: detail.traces,
            every: detail.every,
            xFormat: words.format('number'),
            yFormat: words.format('number'),
          },
        },
      },
    ],
    table: table({
      caption: t('model.chains.trace.table', params),
      columns: [
        figures(t('model.column.draw'), 'draw'),
        ...detail.traces.map((_, chain) =>
          figures(t('model.chains.chain', { chain: chain + 1 }), `chain_${chain + 1}`),
        ),
      ],
      rows: (detail.traces[0] ?? []).map((_, at) =>
        row(
          headCell(String(at * detail.every + 1), at * detail.every + 1),
          ...detail.traces.map((chain) => cell(plain(words, chain[at] ?? NaN), chain[at] ?? null)),
        ),
      ),
      csvName: `${fileStem}-trace.csv`,
    }),
  });
}

function rankFigure(context: KpiContext, one: ParameterFigure, detail: ParameterDetail): FigureView {
  const { words, source, fileStem } = context;
  const { t } = words;
  const { counts, expected, low, high } = detail.ranks;
  const outside = counts.flat().filter((count) => count < low || count > high).length;
  const params = { parameter: readable(context, one), outside, bins: counts.flat().length };
  const most = Math.max(high, ...counts.flat());
  return figure({
    id: 'ranks',
    title: t('model.chains.rank.title', params),
    subtitle: t('model.chains.rank.subtitle', params),
    summary: t('model.chains.rank.summary', params),
    source,
    panels: counts.map((chain, index) => ({
      heading: t('model.chains.chain', { chain: index + 1 }),
      width: 318,
      chart: {
        kind: 'bars',
        input: {
          values: chain,
          from: 0,
          to: 1,
          fill: 0.94,
          band: { low, high, middle: expected },
          curve: [],
          xFormat: words.format('percent'),
          yFormat: words.format('number'),
          wholeX: false,
          span: [0, most],
        },
      },
    })),
    table: table({
      caption: t('model.chains.rank.table', params),
      columns: [
        wordColumn(t('model.column.ranks'), 'ranks'),
        ...counts.map((_, chain) => figures(t('model.chains.chain', { chain: chain + 1 }), `chain_${chain + 1}`)),
        figures(t('model.column.expected-low'), 'low'),
        figures(t('model.column.expected-high'), 'high'),
      ],
      rows: (counts[0] ?? []).map((_, bin, all) =>
        row(
          headCell(`${words.percent(bin / all.length)} – ${words.percent((bin + 1) / all.length)}`, bin / all.length),
          ...counts.map((chain) => cell(String(chain[bin]), chain[bin] ?? null)),
          cell(String(low), low),
          cell(String(high), high),
        ),
      ),
      csvName: `${fileStem}-ranks.csv`,
    }),
  });
}

function densityFigure(context: KpiContext, one: ParameterFigure, detail: ParameterDetail): FigureView {
  const { words, source, fileStem } = context;
  const { t } = words;
  const { from, to, posterior, prior } = detail.density;
  const hasPrior = prior.length > 1;
  const params = {
    parameter: readable(context, one),
    median: plain(words, one.posterior.p50),
    low: plain(words, words.ends(one.posterior).low),
    high: plain(words, words.ends(one.posterior).high),
    ...words.width,
  };
  const width = (to - from) / posterior.length;
  // A prior that piles up at an edge must not flatten what the data say.
  const most = 1.6 * Math.max(...posterior);
  return figure({
    id: 'density',
    title: t('model.chains.density.title', params),
    subtitle: t(hasPrior ? 'model.chains.density.subtitle' : 'model.chains.density.subtitle-alone', params),
    summary: t('model.chains.density.summary', params),
    source,
    panels: [
      {
        chart: {
          kind: 'bars',
          input: {
            values: posterior,
            from,
            to,
            fill: 1,
            band: null,
            curve: prior.filter(({ y }) => y <= most),
            xFormat: words.format('number'),
            yFormat: words.format('number'),
            wholeX: false,
            span: null,
          },
        },
      },
    ],
    table: table({
      caption: t('model.chains.density.table', params),
      columns: [wordColumn(t('model.column.value'), 'from'), figures(t('model.column.density'), 'density')],
      rows: posterior.map((value, bin) =>
        row(
          headCell(
            `${plain(words, from + bin * width)} – ${plain(words, from + (bin + 1) * width)}`,
            from + bin * width,
          ),
          cell(plain(words, value), value),
        ),
      ),
      csvName: `${fileStem}-density.csv`,
    }),
  });
}

/** Every column: summary, R-hat, effective sample sizes; the worst first. */
function convergenceTable(context: KpiContext, parameters: readonly ParameterFigure[]): TableView {
  const { words, kpi, fileStem } = context;
  const { t, language } = words;
  const show = (value: number | null, decimals: number) =>
    value === null ? cell(t('model.not-available'), null) : cell(formatNumber(value, language, decimals), value);
  const sorted = [...parameters].sort((a, b) => (b.rhat ?? -1) - (a.rhat ?? -1));
  return table({
    caption: t('model.chains.all', { kpi: kpi.label, count: parameters.length }),
    columns: [
      wordColumn(t('model.column.parameter'), 'column'),
      figures(t('report.column.mean'), 'mean'),
      figures(t('model.column.sd'), 'sd'),
      figures('5%', 'p05'),
      figures('50%', 'p50'),
      figures('95%', 'p95'),
      figures('R-hat', 'rhat'),
      figures(t('model.column.bulk'), 'bulk_ess'),
      figures(t('model.column.tail'), 'tail_ess'),
    ],
    rows: sorted.map((one) =>
      row(
        { ...headCell(readable(context, one), one.column), note: one.column },
        ...[one.posterior.mean, one.posterior.sd, one.posterior.p05, one.posterior.p50, one.posterior.p95].map(
          (value) => cell(formatNumber(value, language, 3), value),
        ),
        show(one.rhat, 4),
        show(one.bulkEss, 0),
        show(one.tailEss, 0),
      ),
    ),
    note: t('model.diagnostics.note'),
    csvName: `${fileStem}-convergence-${kpi.id}.csv`,
    wide: true,
  });
}
