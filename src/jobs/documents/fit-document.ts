import type {
  ChannelAssessment,
  FittedKpi,
  FittedModel,
  GroupAssessment,
  KnotChoice,
  KpiAssessment,
  Summary,
} from '../../mixmodel/index.js';
import type { TestValues } from '../../planning/index.js';
import type { SavedModel } from '../../store/index.js';
import { modelDefaults } from './model-defaults.js';
import { parameterSummaries } from './parameter-summaries.js';

/** What `fit --json` prints: a projection of the saved version, names as in the contract. */
export function fitDocument(saved: SavedModel): object {
  const { fitted } = saved;
  const { sampler, assessment } = fitted;
  const { holdout } = assessment;
  return {
    model: {
      id: saved.id,
      version: saved.version,
      fingerprint: saved.fingerprint,
      seed: saved.seed,
      title: saved.title,
      created: saved.created,
      engine: saved.engine,
    },
    seconds: saved.seconds,
    data: { from: saved.dataFrom, to: saved.dataTo, periods: saved.periods, groups: saved.groups },
    sampler: {
      chains: sampler.chains,
      draws: sampler.draws,
      maxRhat: sampler.maxRhat,
      minBulkEss: sampler.minBulkEss,
      minTailEss: sampler.minTailEss,
      divergences: sampler.divergences,
      gradients: sampler.gradients,
      gate: sampler.gate,
      minEbfmi: sampler.minEbfmi,
      modes: sampler.modes,
      missed: sampler.missed,
    },
    holdout: {
      status: holdout.status,
      origins: holdout.origins,
      periods: holdout.periods,
      wape: holdout.wape,
      mape: holdout.mape,
      crps: holdout.crps,
      coverage80: holdout.coverage80,
      seconds: holdout.seconds,
      naive: holdout.naive,
    },
    reviews: [...assessment.reviews, ...(saved.additions.calibration?.reviews ?? [])],
    tests: saved.additions.tests?.tests ?? [],
    budget: budgetDocument(saved.additions.tests ?? null),
    calibration: saved.additions.calibration ?? null,
    refresh: saved.additions.refresh ?? null,
    scales: fitted.scales,
    findings: fitted.findings ?? [],
    defaults: modelDefaults(saved),
    knots: knotChoice(fitted),
    kpis: fitted.kpis.map((kpi) => kpiDocument(kpi, assessment.kpis.find(({ id }) => id === kpi.id) ?? null)),
  };
}

/** What the data said of the spacings of knots, where the model file left them to the data. */
function knotChoice({ spec }: FittedModel): KnotChoice | null {
  const { trend } = spec.baseline;
  return trend.kind === 'knots' && 'at' in trend && trend.at === 'auto' ? (trend.choice ?? null) : null;
}

/** What knowing everything would be worth to the budget: the bound of what tests can bring. */
function budgetDocument(tests: TestValues | null): object | null {
  return tests === null ? null : { kpi: tests.kpi, loss: tests.loss, least: tests.least, most: tests.most };
}

function kpiDocument(kpi: FittedKpi, assessed: KpiAssessment | null): object {
  return {
    id: kpi.id,
    baselineShare: assessed?.baselineShare ?? null,
    rSquared: assessed?.rSquared ?? null,
    rmse: assessed?.rmse ?? null,
    mae: assessed?.mae ?? null,
    channels: (assessed?.channels ?? []).map(channelDocument),
    ...(assessed?.groups === undefined ? {} : { groups: assessed.groups.map(groupDocument) }),
    parameters: parameterSummaries(kpi),
  };
}

function groupDocument({ group, baselineShare, channels }: GroupAssessment): object {
  return { group, baselineShare, channels };
}

function channelDocument(channel: ChannelAssessment): object {
  const parameter = (name: string): Summary | null => channel.parameters[name] ?? null;
  return {
    id: channel.id,
    spend: channel.spend,
    contribution: channel.contribution,
    roi: channel.roi,
    marginalRoi: channel.marginalRoi,
    share: channel.share,
    grade: channel.grade,
    gradeReasons: channel.gradeReasons,
    realisedRoi: channel.realisedRoi,
    reach: channel.reach ?? null,
    parameters: {
      alpha: parameter('alpha'),
      peak: parameter('peak'),
      shape: parameter('shape'),
      scale: parameter('scale'),
      half: parameter('half'),
      slope: parameter('slope'),
      rate: parameter('rate'),
      coefficient: parameter('coefficient'),
    },
  };
}
