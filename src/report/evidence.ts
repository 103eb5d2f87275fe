import { formatNumber } from '../language/index.js';
import type { Holdout, Review } from '../mixmodel/index.js';
import { cell, figures, headCell, row, table, words as wordColumn, type Badge, type TableView } from './table.js';
import type { Measure, Words } from './words.js';

/** What the plan report and the model page both say of a fit. */
export interface ReviewView {
  readonly badge: Badge;
  readonly subject: string;
  readonly text: string;
  readonly figures: string;
}

const tones = { note: 'plain', review: 'warn', fail: 'bad' } as const;
const shapes = { note: '•', review: '▲', fail: '✕' } as const;

export function reviewViews(
  reviews: readonly Review[],
  label: (subject: string) => string,
  words: Words,
): ReviewView[] {
  const { t, language } = words;
  const order = { fail: 0, review: 1, note: 2 } as const;
  return [...reviews]
    .sort((a, b) => order[a.severity] - order[b.severity])
    .map((review) => ({
      badge: {
        tone: tones[review.severity],
        shape: shapes[review.severity],
        text: t(`report.review.severity.${review.severity}`),
      },
      subject: review.subject === null ? '' : label(review.subject),
      text: words.tOr(
        `review.${review.code}`,
        words.tOr(`report.review.${review.code}`, t('report.review.unnamed', { code: review.code })),
      ),
      figures: t('report.review.figures', {
        value: formatNumber(review.value, language, 2),
        threshold: formatNumber(review.threshold, language, 2),
      }),
    }));
}

export interface SamplerFigures {
  readonly chains: number;
  readonly draws: number;
  readonly maxRhat: number;
  readonly minBulkEss: number;
  readonly minTailEss: number;
  readonly divergences: number;
  readonly gate: boolean;
}

/** The sampler in one line. */
export function samplerSentence(sampler: SamplerFigures, words: Words): string {
  const { t, language } = words;
  return t(sampler.gate ? 'report.sampler.reached' : 'report.sampler.missed', {
    chains: sampler.chains,
    draws: formatNumber(sampler.draws, language),
    rhat: formatNumber(sampler.maxRhat, language, 3),
    bulk: formatNumber(sampler.minBulkEss, language, 0),
    tail: formatNumber(sampler.minTailEss, language, 0),
    divergences: sampler.divergences,
  });
}

export function holdoutSentence(holdout: Holdout, words: Words): string {
  const { t } = words;
  if (holdout.status !== 'done') return t(`report.holdout.${holdout.status}`);
  const best = [...holdout.naive].sort((a, b) => a.wape - b.wape)[0];
  const params = {
    wape: words.percent(holdout.wape),
    origins: holdout.origins,
    periods: holdout.periods,
    coverage: words.percent(holdout.coverage80),
    naive: best === undefined ? '' : words.tOr(`report.naive.${best.name}`, best.name),
    naiveWape: best === undefined ? '' : words.percent(best.wape),
  };
  if (best === undefined) return t('report.holdout.alone', params);
  return t(holdout.wape <= best.wape ? 'report.holdout.better' : 'report.holdout.worse', params);
}

export function holdoutTable(holdout: Holdout, words: Words, measure: Measure, fileStem: string): TableView | null {
  const { t } = words;
  if (holdout.status !== 'done') return null;
  const rows = [{ name: 'model', wape: holdout.wape, mape: holdout.mape, crps: holdout.crps }, ...holdout.naive];
  return table({
    caption: t('report.holdout.table'),
    columns: [
      wordColumn(t('report.column.forecast'), 'forecast'),
      figures('WAPE', 'wape'),
      figures('MAPE', 'mape'),
      figures('CRPS', 'crps'),
      figures(t('report.column.coverage'), 'coverage80'),
    ],
    rows: rows.map((one) =>
      row(
        headCell(
          one.name === 'model' ? t('report.holdout.model') : words.tOr(`report.naive.${one.name}`, one.name),
          one.name,
        ),
        cell(words.percent(one.wape, 1), one.wape),
        cell(words.percent(one.mape, 1), one.mape),
        cell(words.value(one.crps, measure), one.crps),
        one.name === 'model' ? cell(words.percent(holdout.coverage80), holdout.coverage80) : cell('–', null),
      ),
    ),
    note: t('report.holdout.note'),
    csvName: `${fileStem}-holdout.csv`,
  });
}
