import type { AdstockSpec, EffectSpec, Future, KpiSpec, MediaSpec, SaturationSpec } from '../mixmodel/model-spec.js';
import type { Defaults } from './defaults.js';
import { modelDefaults } from './model-defaults.js';
import { priorValue } from './prior-value.js';
import type { EffectInFile, ModelInFile } from './schema/model-schema.js';
import type { PriorInFile } from './schema/prior-schema.js';

type MediaInFile = Pick<
  ModelInFile['channels'][number],
  'id' | 'label' | 'adstock' | 'saturation' | 'order' | 'reach' | 'frequency' | 'effect'
>;

/** A prior given, else the default. */
export function buildPrior(defaults: Defaults, path: string, given: PriorInFile | undefined, fallback: PriorInFile) {
  return priorValue(defaults.pick(path, given, fallback));
}

/** What stands in the future of a series: a rule by name, else the column of that name. */
export function buildFuture(defaults: Defaults, path: string, given: string | undefined): Future {
  const kind = defaults.pick(path, given, modelDefaults.future);
  return kind === 'last_year' || kind === 'held' || kind === 'zero' ? { kind } : { kind: 'column', column: kind };
}

export function buildMedia(
  defaults: Defaults,
  path: string,
  media: MediaInFile,
  kpis: readonly KpiSpec[],
  usualEffect: (kpi: KpiSpec) => EffectInFile,
): MediaSpec {
  return {
    id: media.id,
    label: media.label ?? media.id,
    adstock: buildAdstock(defaults, `${path}.adstock`, media.adstock),
    saturation: buildSaturation(defaults, `${path}.saturation`, media.saturation, media.reach !== undefined),
    ...buildOrder(defaults, path, media),
    effect: buildEffects(defaults, `${path}.effect`, media.effect, kpis, usualEffect),
  };
}

/** Reach and frequency leave no choice: saturation acts on frequency, before the adstock of reach. */
function buildOrder(
  defaults: Defaults,
  path: string,
  { order, reach, frequency }: MediaInFile,
): Pick<MediaSpec, 'order' | 'reachColumns'> {
  if (reach !== undefined && frequency !== undefined) {
    return { order: 'saturation_first', reachColumns: { reach, frequency } };
  }
  return { order: defaults.pick(`${path}.order`, order, modelDefaults.order) };
}

function buildAdstock(defaults: Defaults, path: string, given: MediaInFile['adstock'] = {}): AdstockSpec {
  const usual = modelDefaults.adstock;
  const kind = defaults.pick(`${path}.kind`, given.kind, usual.kind);
  if (kind === 'none') return { kind };
  const periods = defaults.pick(`${path}.periods`, given.periods, usual.periods);
  const normalised = defaults.pick(`${path}.normalised`, given.normalised, usual.normalised);
  const own = (key: 'alpha' | 'peak' | 'shape' | 'scale', fallback: PriorInFile) =>
    buildPrior(defaults, `${path}.${key}`, given[key], fallback);
  if (kind === 'geometric') return { kind, periods, alpha: own('alpha', usual.alpha), normalised };
  // The checks refuse every lag for the other kinds.
  const lags = periods === 'all' ? usual.periods : periods;
  switch (kind) {
    case 'binomial':
      return { kind, periods: lags, alpha: own('alpha', usual.alpha), normalised };
    case 'delayed': {
      const peak = own('peak', modelDefaults.delayedPeak);
      return { kind, periods: lags, alpha: own('alpha', usual.alpha), peak, normalised };
    }
    case 'weibull_pdf':
    case 'weibull_cdf': {
      const scale = own('scale', modelDefaults.weibullScale);
      return { kind, periods: lags, shape: own('shape', modelDefaults.weibullShape), scale, normalised };
    }
  }
}

function buildSaturation(
  defaults: Defaults,
  path: string,
  given: MediaInFile['saturation'] = {},
  ofFrequency: boolean,
): SaturationSpec {
  const usual = ofFrequency ? modelDefaults.saturationOfFrequency : modelDefaults.saturation;
  const kind = defaults.pick(`${path}.kind`, given.kind, usual.kind);
  switch (kind) {
    case 'none':
      return { kind };
    case 'logistic':
      return { kind, rate: buildPrior(defaults, `${path}.rate`, given.rate, usual.rate) };
    case 'hill':
      return {
        kind,
        half: buildPrior(defaults, `${path}.half`, given.half, usual.half),
        slope: buildPrior(defaults, `${path}.slope`, given.slope, usual.slope),
      };
  }
}

/** ROI where the KPI is money or has a money value, else what can be said of its kind. */
export function usualPaidEffect(kpi: KpiSpec): EffectInFile {
  if (kpi.kind === 'rate' || kpi.kind === 'score') return modelDefaults.effectOnScore;
  return kpi.kind === 'revenue' || kpi.valuePerUnit !== null
    ? modelDefaults.effectOnMoney
    : modelDefaults.effectOnCount;
}

function buildEffects(
  defaults: Defaults,
  path: string,
  given: MediaInFile['effect'],
  kpis: readonly KpiSpec[],
  usual: (kpi: KpiSpec) => EffectInFile,
): Readonly<Record<string, EffectSpec>> {
  const shared = given !== undefined && isOneEffect(given) ? given : undefined;
  const byKpi = given === undefined || isOneEffect(given) ? {} : given;
  return Object.fromEntries(
    kpis.map((kpi) => {
      const own = shared ?? (Object.hasOwn(byKpi, kpi.id) ? byKpi[kpi.id] : undefined);
      const where = given === undefined && kpis.length === 1 ? path : `${path}.${kpi.id}`;
      return [kpi.id, effectSpec(defaults.pick(where, own, usual(kpi)))];
    }),
  );
}

/** Whether the effect is one for every KPI, as against one for each. */
export function isOneEffect(effect: object): effect is EffectInFile {
  return ['roi', 'marginal_roi', 'contribution', 'coefficient'].some((key) => Object.hasOwn(effect, key));
}

function effectSpec({ roi, marginal_roi: marginalRoi, contribution, coefficient }: EffectInFile): EffectSpec {
  if (roi !== undefined) return { on: 'roi', prior: priorValue(roi) };
  if (marginalRoi !== undefined) return { on: 'marginal_roi', prior: priorValue(marginalRoi) };
  if (contribution !== undefined) return { on: 'contribution', prior: priorValue(contribution) };
  return { on: 'coefficient', prior: priorValue(coefficient ?? 0) };
}
