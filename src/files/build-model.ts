import type { ExperimentSpec, KpiSpec, MaskSpec, ModelSpec } from '../mixmodel/model-spec.js';
import { buildBaseline } from './build-baseline.js';
import { buildGroups, isPanelFile } from './build-groups.js';
import { buildFuture, buildMedia, buildPrior, usualPaidEffect } from './build-media.js';
import type { Defaults } from './defaults.js';
import { modelDefaults } from './model-defaults.js';
import { priorValue } from './prior-value.js';
import type { ModelInFile } from './schema/model-schema.js';

/** Turns a model file without faults into its value, every default filled in and remembered. */
export function buildModel(file: ModelInFile, defaults: Defaults): ModelSpec {
  const title = defaults.pick('title', file.title, file.id);
  const currency = defaults.pick('currency', file.currency, modelDefaults.currency);
  const data = buildData(file.data, defaults);
  const kpis = file.kpis.map((kpi, index) => buildKpi(kpi, defaults, `kpis.${index}`));
  return {
    id: file.id,
    title,
    currency,
    data,
    kpis,
    channels: file.channels.map((channel, index) => ({
      ...buildMedia(defaults, `channels.${index}`, channel, kpis, usualPaidEffect),
      spendColumn: channel.spend,
      mediaColumn: channel.media ?? null,
      unit: channel.unit ?? null,
      demandDriven: defaults.pick(`channels.${index}.demand_driven`, channel.demand_driven, false),
      tags: channel.tags ?? [],
    })),
    ...((file.media_total ?? null) === null ? {} : { mediaTotal: priorValue(file.media_total!) }),
    organic: (file.organic ?? []).map((organic, index) => ({
      ...buildMedia(defaults, `organic.${index}`, organic, kpis, () => modelDefaults.organicEffect),
      mediaColumn: organic.media ?? organic.reach ?? '',
      future: buildFuture(defaults, `organic.${index}.future`, organic.future),
    })),
    treatments: (file.treatments ?? []).map((treatment, index) =>
      buildTreatment(treatment, defaults, `treatments.${index}`),
    ),
    controls: (file.controls ?? []).map((control, index) => buildControl(control, defaults, `controls.${index}`)),
    baseline: buildBaseline(defaults, file.baseline),
    groups: buildGroups(file, defaults),
    noise: buildNoise(file, defaults),
    scaling: buildScaling(file, defaults),
    experiments: (file.experiments ?? []).map((test, index) =>
      buildExperiment(test, kpis, defaults, `experiments.${index}`),
    ),
    holdout: {
      periods: defaults.pick('holdout.periods', file.holdout?.periods, modelDefaults.holdout.periods),
      origins: defaults.pick('holdout.origins', file.holdout?.origins, modelDefaults.holdout.origins),
    },
    fit: {
      chains: defaults.pick('fit.chains', file.fit?.chains, modelDefaults.fit.chains),
      warmup: defaults.pick('fit.warmup', file.fit?.warmup, modelDefaults.fit.warmup),
      draws: defaults.pick('fit.draws', file.fit?.draws, modelDefaults.fit.draws),
      seed: defaults.pick('fit.seed', file.fit?.seed, modelDefaults.fit.seed),
    },
  };
}

function buildNoise(file: ModelInFile, defaults: Defaults): ModelSpec['noise'] {
  const given = file.noise;
  const kind = defaults.pick('noise.kind', given?.kind, 'normal' as const);
  const sd = buildPrior(defaults, 'noise.sd', given?.sd, modelDefaults.noiseSd);
  const ar = buildPrior(defaults, 'noise.ar', given?.ar, modelDefaults.noiseAr);
  const perGroup = isPanelFile(file) ? defaults.pick('noise.per_group', given?.per_group, false) : false;
  if (kind === 'normal') return { kind, sd, ar, perGroup };
  return { kind, sd, ar, perGroup, df: buildPrior(defaults, 'noise.df', given?.df, modelDefaults.noiseDf) };
}

function buildData(data: ModelInFile['data'], defaults: Defaults): ModelSpec['data'] {
  const mask = (data.mask ?? []).map(({ from, to, group, why }): MaskSpec => ({
    from,
    to,
    group: group ?? null,
    why: why ?? '',
  }));
  return {
    file: data.file,
    sheet: data.sheet ?? null,
    date: data.date,
    dateMarks: defaults.pick('data.date_marks', data.date_marks, 'start' as const),
    region: data.region ?? null,
    audience: data.audience ?? null,
    population: data.population ?? null,
    mask,
    historyBefore: defaults.pick('data.history_before', data.history_before, 'zero' as const),
  };
}

function buildKpi(kpi: ModelInFile['kpis'][number], defaults: Defaults, path: string): KpiSpec {
  const value = kpi.value_per_unit;
  return {
    id: kpi.id,
    label: kpi.label ?? kpi.id,
    column: kpi.column,
    kind: defaults.pick(`${path}.kind`, kpi.kind, 'revenue' as const),
    valuePerUnit:
      value === undefined
        ? null
        : typeof value === 'number'
          ? { value }
          : { column: value.column, future: buildFuture(defaults, `${path}.value_per_unit.future`, value.future) },
  };
}

function buildTreatment(
  treatment: NonNullable<ModelInFile['treatments']>[number],
  defaults: Defaults,
  path: string,
): ModelSpec['treatments'][number] {
  const { coefficient, contribution } = treatment.effect ?? {};
  return {
    id: treatment.id,
    label: treatment.label ?? treatment.id,
    column: treatment.column,
    baseline: defaults.pick(`${path}.baseline`, treatment.baseline, 'min' as const),
    ...(contribution === undefined
      ? {
          coefficient: buildPrior(
            defaults,
            `${path}.effect.coefficient`,
            coefficient,
            modelDefaults.treatmentCoefficient,
          ),
        }
      : { coefficient: priorValue(contribution), on: 'contribution' as const }),
    future: buildFuture(defaults, `${path}.future`, treatment.future),
  };
}

function buildControl(
  control: NonNullable<ModelInFile['controls']>[number],
  defaults: Defaults,
  path: string,
): ModelSpec['controls'][number] {
  return {
    id: control.id,
    label: control.label ?? control.id,
    column: control.column,
    standardise: defaults.pick(`${path}.standardise`, control.standardise, true),
    coefficient: buildPrior(defaults, `${path}.coefficient`, control.coefficient, modelDefaults.controlCoefficient),
    future: buildFuture(defaults, `${path}.future`, control.future),
  };
}

function buildScaling({ scaling, data }: ModelInFile, defaults: Defaults): ModelSpec['scaling'] {
  const fixed = scaling?.fixed;
  // Per head one scale fits all groups.
  const over = data.population === undefined ? ('group' as const) : ('all' as const);
  return {
    kpi: defaults.pick('scaling.kpi', scaling?.kpi, 'standard' as const),
    media: {
      by: defaults.pick('scaling.media.by', scaling?.media?.by, 'median' as const),
      over: defaults.pick('scaling.media.over', scaling?.media?.over, over),
    },
    fixed:
      fixed === undefined
        ? null
        : {
            kpis: fixed.kpis,
            media: Object.fromEntries(
              Object.entries(fixed.media).map(([id, scale]) => [id, typeof scale === 'number' ? [scale] : scale]),
            ),
            regressors: fixed.regressors ?? {},
            population: fixed.population ?? null,
          },
  };
}

function buildExperiment(
  test: NonNullable<ModelInFile['experiments']>[number],
  kpis: readonly KpiSpec[],
  defaults: Defaults,
  path: string,
): ExperimentSpec {
  const { spend, pct_of_actual: pctOfActual, column } = test.counterfactual;
  return {
    channel: test.channel,
    kpi: defaults.pick(`${path}.kpi`, test.kpi, kpis[0]?.id ?? ''),
    start: test.start,
    end: test.end,
    counterfactual:
      spend !== undefined ? { spend } : column !== undefined ? { column } : { pctOfActual: pctOfActual ?? 0 },
    effect: test.effect,
    sd: test.sd,
    effectThrough: defaults.pick(`${path}.effect_through`, test.effect_through, 'end' as const),
    inData: defaults.pick(`${path}.in_data`, test.in_data, true),
    sdFromElsewhere: defaults.pick(`${path}.sd_from_elsewhere`, test.sd_from_elsewhere, false),
    shareOfMarket: defaults.pick(`${path}.share_of_market`, test.share_of_market, 1),
    region: test.region ?? null,
    audience: test.audience ?? null,
    source: test.source ?? '',
  };
}
