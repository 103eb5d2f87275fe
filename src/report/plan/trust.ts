import type { FigureView } from '../figure.js';
import { fitLinesFigure } from '../fit-lines.js';
import { holdoutTable, holdoutSentence, reviewViews, samplerSentence, type ReviewView } from '../evidence.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import type { Words } from '../words.js';
import { gradeBadge } from './changes.js';
import { measureOf, type PlanContext } from './context.js';

export interface TrustView {
  readonly fit: FigureView | null;
  readonly holdoutSentence: string;
  readonly holdout: TableView | null;
  readonly sampler: string;
  readonly base: string;
  readonly channels: TableView;
  readonly reviews: readonly ReviewView[];
}

/** Reasons of a grade in words; codes without a sentence are left out. */
export function gradeReasons(codes: readonly string[], words: Words): string {
  const said = codes.map((code) => words.tOr(`grade.${code}`, words.tOr(`report.grade.reason.${code}`, code)));
  return said.join(words.language === 'en' ? '; ' : '；');
}

function fitFigure({ plan, words, fitted, source, fileStem }: PlanContext): FigureView | null {
  if (plan.trust.fit.length === 0) return null;
  return fitLinesFigure(
    {
      id: 'trust-fit',
      points: plan.trust.fit,
      kpi: fitted.label,
      measure: measureOf(fitted),
      rSquared: plan.trust.rSquared,
      grain: plan.model.grain,
      from: plan.model.dataFrom,
      through: plan.model.dataThrough,
      source,
      csvName: `${fileStem}-fit.csv`,
    },
    words,
  );
}

/** Section 15: would a statistician nod? */
export function trust(context: PlanContext): TrustView {
  const { plan, words, fileStem } = context;
  const { t } = words;
  const labels = new Map(plan.trust.channels.map((channel) => [channel.id, channel.label]));
  return {
    fit: fitFigure(context),
    holdoutSentence: holdoutSentence(plan.trust.holdout, words),
    holdout: holdoutTable(plan.trust.holdout, words, measureOf(context.fitted), fileStem),
    sampler: samplerSentence(plan.trust.sampler, words),
    base: t('report.trust.base', {
      base: words.percent(plan.trust.baselineShare.mean),
      range: words.range(plan.trust.baselineShare, 'percent'),
      media: words.percent(1 - plan.trust.baselineShare.mean),
      r2: words.value(plan.trust.rSquared.mean, 'ratio'),
    }),
    channels: table({
      caption: t('report.trust.channels'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        wordColumn(t('report.column.evidence'), 'grade'),
        wordColumn(t('report.column.why'), 'reasons'),
        figures(t('report.column.roi'), 'roi'),
        figures(t('report.column.collinearity'), 'collinearity'),
        figures(t('report.column.experiments'), 'experiments'),
      ],
      rows: plan.trust.channels.map((channel) =>
        row(
          headCell(channel.label),
          cell('', channel.grade, { badge: gradeBadge(channel.grade, words) }),
          cell(gradeReasons(channel.gradeReasons, words), channel.gradeReasons.join(' ')),
          cell(words.value(channel.roi.mean, 'ratio'), channel.roi.mean, { note: words.range(channel.roi, 'ratio') }),
          cell(words.value(channel.collinearity, 'ratio'), channel.collinearity),
          cell(String(channel.experiments), channel.experiments),
        ),
      ),
      note: t('report.trust.note'),
      csvName: `${fileStem}-evidence.csv`,
      wide: true,
    }),
    reviews: reviewViews(plan.trust.reviews, (subject) => labels.get(subject) ?? subject, words),
  };
}
