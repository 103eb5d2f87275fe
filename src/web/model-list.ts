import type { ModelEntry } from '../jobs/index.js';
import { formatDate, formatDateRange, translator, type Language } from '../language/index.js';
import { modelBadges, type StatusBadge } from './badges.js';

/** A model version as a row of a list. */
export interface ModelRow {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly href: string;
  readonly draftHref: string;
  readonly badges: readonly StatusBadge[];
  readonly data: string;
  readonly size: string;
  readonly created: string;
}

/** The newest version of each model. */
export function modelRows(models: readonly ModelEntry[], language: Language): readonly ModelRow[] {
  const seen = new Set<string>();
  return models.filter(({ id }) => !seen.has(id) && seen.add(id)).map((model) => modelRow(model, language));
}

export function modelRow(model: ModelEntry, language: Language): ModelRow {
  const t = translator(language);
  return {
    id: model.id,
    version: model.version,
    title: model.title,
    href: `/models/${model.id}@${model.version}`,
    draftHref: `/scenarios/new?model=${model.id}#form`,
    badges: modelBadges(model, t),
    data: formatDateRange(model.dataFrom, model.dataTo, language),
    size: t('web.model.periods', { periods: model.periods }),
    created: formatDate(model.created.slice(0, 10), language),
  };
}
