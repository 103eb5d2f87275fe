import type { Language } from '../../language/index.js';
import type { FittedModel, KpiAssessment, KpiSpec } from '../../mixmodel/index.js';
import { formatDay } from '../../data/index.js';
import { figures, type Column } from '../table.js';
import { makeWords, type Measure, type Words } from '../words.js';

/** Which saved version of a model the page shows. */
export interface ModelIdentity {
  readonly id: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly title: string;
  readonly created?: string;
  readonly engine?: string;
}

export interface ModelContext {
  readonly fitted: FittedModel;
  readonly identity: ModelIdentity;
  readonly words: Words;
  readonly source: string;
  readonly fileStem: string;
  readonly from: string;
  readonly through: string;
}

/** One fitted KPI with its assessment: every section below is per KPI. */
export interface KpiContext extends ModelContext {
  readonly kpi: KpiSpec;
  readonly assessed: KpiAssessment;
  readonly measure: Measure;
  /** What people read for a channel or organic id. */
  readonly label: (id: string) => string;
}

export function modelContext(fitted: FittedModel, identity: ModelIdentity, language: Language): ModelContext {
  const words = makeWords(language, fitted.spec.currency, '1', 0.8);
  const first = fitted.panel.periods[0];
  const last = fitted.panel.periods.at(-1);
  const through = last === undefined ? '' : formatDay(last.end);
  return {
    fitted,
    identity,
    words,
    from: first === undefined ? '' : formatDay(first.start),
    through,
    source: words.t('report.source', {
      model: identity.title,
      version: identity.version,
      through: words.date(through),
    }),
    fileStem: `${identity.id}-${identity.version}`,
  };
}

export function kpiContexts(context: ModelContext): KpiContext[] {
  const { spec, assessment } = context.fitted;
  const labels = new Map(
    [...spec.channels, ...spec.organic, ...spec.treatments, ...spec.controls].map(({ id, label }) => [id, label]),
  );
  return assessment.kpis.flatMap((assessed) => {
    const kpi = spec.kpis.find((one) => one.id === assessed.id);
    if (kpi === undefined) return [];
    const measure: Measure = kpi.kind === 'revenue' ? 'money' : 'number';
    return [{ ...context, kpi, assessed, measure, label: (id: string) => labels.get(id) ?? id }];
  });
}

/** The two columns of a range. */
export const lowHigh = ({ words }: ModelContext): Column[] => [
  figures(words.t('report.column.low', { pct: words.percent((1 - words.interval) / 2) }), 'low'),
  figures(words.t('report.column.high', { pct: words.percent((1 + words.interval) / 2) }), 'high'),
];
