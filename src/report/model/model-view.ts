import { describeFault, type FaultText, type Language } from '../../language/index.js';
import { parameterFigures, type Calibration, type FittedModel, type Refresh } from '../../mixmodel/index.js';
import { holdoutSentence, holdoutTable, reviewViews, samplerSentence, type ReviewView } from '../evidence.js';
import type { FigureView } from '../figure.js';
import type { TileView } from '../plan/verdict.js';
import type { TestValues } from '../../planning/index.js';
import type { Badge, TableView } from '../table.js';
import type { Words } from '../words.js';
import { kpiContexts, modelContext, type KpiContext, type ModelIdentity } from './context.js';
import { calibrationView, type CalibrationView } from './calibration-view.js';
import { contributionFigure } from './contribution-figure.js';
import { collinearity, type CollinearityView } from './correlation-table.js';
import { fitFigure } from './fit-figure.js';
import { nextTestFigure } from './next-test-figure.js';
import { mediaTotalNote } from './media-total-note.js';
import { priorFigures } from './prior-figures.js';
import { refreshView, type RefreshView } from './refresh-view.js';
import { autocorrelationFigure, predictiveFigure, residualFigure } from './residual-figures.js';
import { processFacts } from './process-facts.js';
import { roiFigure } from './return-figure.js';
import { reachTable } from './reach-table.js';
import { curvesFigure, decayFigure } from './shape-figures.js';
import {
  diagnosticsTable,
  gradeTable,
  holdoutFigure,
  missedReasons,
  originTable,
  parameterTable,
  samplerFacts,
} from './model-trust.js';

export interface ModelKpiView {
  readonly id: string;
  readonly label: string;
  /** Several KPIs: each has its heading. */
  readonly several: boolean;
  readonly sentence: string;
  readonly fit: FigureView;
  /** Residuals, their autocorrelation, the predictive check; empty for a version that has none of them. */
  readonly checks: readonly FigureView[];
  readonly contributions: FigureView | null;
  readonly roi: FigureView | null;
  readonly curves: FigureView | null;
  readonly decay: FigureView | null;
  readonly reach: TableView | null;
  /** The prior on what all paid media explain together; null where there is none. */
  readonly mediaTotal: string | null;
  /** Prior against posterior, a figure per parameter of the channels. */
  readonly priors: readonly FigureView[];
  readonly collinearity: CollinearityView | null;
  readonly calibration: CalibrationView | null;
  readonly nextTest: FigureView | null;
  readonly grades: TableView;
  readonly parameters: TableView;
  readonly diagnostics: TableView | null;
}

export interface ModelView {
  readonly language: Language;
  readonly title: string;
  readonly badges: readonly Badge[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly tiles: readonly TileView[];
  readonly kpis: readonly ModelKpiView[];
  readonly holdout: {
    readonly sentence: string;
    readonly figure: FigureView | null;
    readonly table: TableView | null;
    readonly origins: TableView | null;
  };
  readonly reviews: readonly ReviewView[];
  readonly sampler: {
    readonly sentence: string;
    readonly missed: readonly string[];
    readonly facts: readonly { readonly label: string; readonly value: string }[];
  };
  /** Why there is nothing of a kind: still being computed, not for such data, or nothing to compute; '' where there is. */
  readonly instead: { readonly calibration: string; readonly next: string; readonly refresh: string };
  readonly refresh: RefreshView | null;
  /** What reading the data found; null where the version does not know. */
  readonly health: { readonly sentence: string; readonly faults: readonly FaultText[] } | null;
  readonly contents: readonly { readonly id: string; readonly key: string }[];
  readonly source: string;
  readonly open: boolean;
  readonly tablesOpen: boolean;
}

export interface ModelViewOptions {
  readonly language?: Language;
  /** What was computed after the version was saved, as far as it is there. */
  readonly additions?: {
    readonly calibration?: Calibration | null;
    readonly tests?: TestValues | null;
    readonly refresh?: Refresh | null;
  };
}

function kpiView(
  context: KpiContext,
  several: boolean,
  additions: NonNullable<ModelViewOptions['additions']>,
): ModelKpiView {
  const { assessed, kpi, words, fitted, fileStem } = context;
  const draws = fitted.kpis.find((one) => one.id === kpi.id);
  const { checks } = assessed;
  const { calibration = null, tests = null } = additions;
  return {
    id: kpi.id,
    label: kpi.label,
    several,
    sentence: words.t('model.sentence', {
      kpi: kpi.label,
      media: words.percent(1 - assessed.baselineShare.mean),
      base: words.percent(assessed.baselineShare.mean),
      range: words.range(assessed.baselineShare, 'percent'),
      ...words.width,
    }),
    fit: fitFigure(context),
    checks:
      checks === undefined
        ? []
        : [
            residualFigure(context, checks),
            autocorrelationFigure(context, checks),
            predictiveFigure(context, checks),
          ].filter((one) => one !== null),
    contributions: contributionFigure(context),
    roi: roiFigure(context),
    curves: curvesFigure(context),
    decay: decayFigure(context),
    reach: reachTable(context),
    mediaTotal: mediaTotalNote(context),
    priors: priorFigures(context, draws === undefined ? [] : parameterFigures(fitted, kpi.id)),
    collinearity: checks === undefined ? null : collinearity(context, checks),
    calibration: calibration === null ? null : calibrationView(context, calibration),
    nextTest: tests === null ? null : nextTestFigure(context, tests),
    grades: gradeTable(context),
    parameters: parameterTable(context),
    diagnostics: draws === undefined ? null : diagnosticsTable(draws, words, fileStem),
  };
}

function tiles(first: KpiContext | undefined, fitted: FittedModel): TileView[] {
  if (first === undefined) return [];
  const { words, assessed, measure } = first;
  const { t } = words;
  const { holdout } = fitted.assessment;
  const lastYear = holdout.naive.find((one) => one.name === 'last_year');
  const level = { arrow: '■', tone: 'level' as const };
  return [
    {
      label: t('model.tile.base'),
      value: words.percent(assessed.baselineShare.mean),
      range: words.likely(assessed.baselineShare, 'percent'),
      against: t('model.tile.base-note'),
      ...level,
    },
    {
      label: t('model.tile.r2'),
      value: words.value(assessed.rSquared.mean, 'ratio'),
      range: words.likely(assessed.rSquared, 'ratio'),
      against: t('model.tile.r2-note'),
      ...level,
    },
    {
      label: t('model.tile.mae'),
      value: words.value(assessed.mae.mean, measure),
      range: words.likely(assessed.mae, measure),
      against: t('model.tile.rmse', { value: words.value(assessed.rmse.mean, measure) }),
      ...level,
    },
    holdout.status === 'done'
      ? {
          label: t('model.tile.holdout'),
          value: words.percent(holdout.wape),
          range: t('model.tile.coverage', { coverage: words.percent(holdout.coverage80) }),
          against:
            lastYear === undefined
              ? t('model.tile.no-naive')
              : t('model.tile.naive', { value: words.percent(lastYear.wape) }),
          arrow: lastYear === undefined ? '■' : holdout.wape <= lastYear.wape ? '▲' : '▼',
          tone: lastYear === undefined ? 'level' : holdout.wape <= lastYear.wape ? 'up' : 'down',
        }
      : {
          label: t('model.tile.holdout'),
          value: '–',
          range: t(`report.holdout.${holdout.status}`),
          against: '',
          ...level,
        },
  ];
}

/** What stands where an addition is not there. */
function instead(
  { spec, panel, assessment }: FittedModel,
  additions: NonNullable<ModelViewOptions['additions']>,
  { t }: Words,
): ModelView['instead'] {
  const missing = assessment.holdout.status === 'computing' ? t('model.pending') : t('model.older');
  const forGroups = panel.groups.length > 1 ? t('model.none-for-groups') : '';
  const noTests = spec.experiments.length === 0 ? t('model.calibration.none') : '';
  return {
    calibration: noTests !== '' ? noTests : additions.calibration === undefined ? missing : forGroups,
    next: additions.tests === undefined ? missing : forGroups,
    refresh: additions.refresh === undefined ? missing : additions.refresh === null ? t('model.refresh.first') : '',
  };
}

function health({ findings }: FittedModel, { t, language }: Words): ModelView['health'] {
  if (findings === undefined) return null;
  return {
    sentence: findings.length === 0 ? t('model.health.none') : t('model.health.count', { count: findings.length }),
    faults: findings.map((fault) => describeFault(fault, language)),
  };
}

const sectionIds = [
  'fit',
  'residuals',
  'contributions',
  'returns',
  'priors',
  'response',
  'holdout',
  'evidence',
  'calibration',
  'next',
  'collinearity',
  'reviews',
  'health',
  'refresh',
  'sampler',
] as const;

/** What a fit says, and how far to believe it. */
export function modelView(fitted: FittedModel, identity: ModelIdentity, options: ModelViewOptions = {}): ModelView {
  const language = options.language ?? 'en';
  const { additions = {} } = options;
  const { refresh = null } = additions;
  const context = modelContext(fitted, identity, language);
  const { words } = context;
  const { t } = words;
  const contexts = kpiContexts(context);
  const first = contexts[0];
  const { assessment, sampler, spec, panel } = fitted;
  const label = first?.label ?? ((id: string) => id);
  const labelOfSubject = (subject: string): string =>
    /^\d{4}-\d\d-\d\d$/.test(subject) ? words.date(subject) : label(subject);
  const badges: Badge[] = [
    sampler.gate
      ? { tone: 'good', shape: '✓', text: t('model.gate.reached') }
      : { tone: 'bad', shape: '✕', text: t('model.gate.missed') },
    ...(assessment.reviews.some((review) => review.severity === 'fail')
      ? [{ tone: 'bad' as const, shape: '✕', text: t('model.gate.failed-review') }]
      : []),
  ];
  return {
    language,
    title: identity.title,
    badges,
    facts: [
      {
        label: t('report.fact.model'),
        value: t('report.fact.version-value', { id: identity.id, version: identity.version }),
      },
      {
        label: t('model.fact.data'),
        value: t('model.fact.data-value', {
          dates: words.dates(context.from, context.through),
          periods: panel.periods.length,
          grain: panel.grain,
        }),
      },
      { label: t('model.fact.channels'), value: words.list(spec.channels.map((channel) => channel.label)) },
      {
        label: t('model.fact.controls'),
        value:
          spec.controls.length + spec.treatments.length === 0
            ? t('report.none')
            : words.list([...spec.treatments, ...spec.controls].map((one) => one.label)),
      },
      ...processFacts(fitted, words),
      ...(identity.created === undefined
        ? []
        : [{ label: t('report.fact.made'), value: words.date(identity.created.slice(0, 10)) }]),
      { label: t('report.fact.fingerprint'), value: identity.fingerprint.slice(0, 16) },
    ],
    tiles: tiles(first, fitted),
    kpis: contexts.map((one) => kpiView(one, contexts.length > 1, additions)),
    instead: instead(fitted, additions, words),
    refresh: first === undefined || refresh === null ? null : refreshView(first, refresh),
    holdout: {
      sentence: holdoutSentence(assessment.holdout, words),
      figure: first === undefined ? null : holdoutFigure(first),
      table: holdoutTable(assessment.holdout, words, first?.measure ?? 'number', context.fileStem),
      origins: originTable(context),
    },
    reviews: reviewViews([...assessment.reviews, ...(additions.calibration?.reviews ?? [])], labelOfSubject, words),
    sampler: {
      sentence: samplerSentence(sampler, words),
      missed: missedReasons(fitted, words),
      facts: samplerFacts(context),
    },
    health: health(fitted, words),
    contents: sectionIds.map((id) => ({ id, key: `model.section.${id}` })),
    source: context.source,
    open: true,
    tablesOpen: false,
  };
}
