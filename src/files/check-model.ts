import { findHolidayEvent, holidayEvents } from '../data/index.js';
import { checkEffect, checkKeysOfKind, checkMedia } from './check-media.js';
import { checkGroups } from './check-groups.js';
import { checkMediaTotal } from './check-media-total.js';
import { checkPrior } from './check-priors.js';
import { checkTreatment } from './check-treatment.js';
import type { Partially } from './check-structure.js';
import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import type { ModelInFile } from './schema/model-schema.js';

type Model = Partially<ModelInFile>;
type Kpi = NonNullable<NonNullable<Model['kpis']>[number]>;

/** Names that formulas use for something else. */
const reservedIds = ['spend', 'exp', 'log', 'sqrt', 'min', 'max', 'default'];

/** What a schema cannot check: names that must agree, orders of dates, keys that do not go together, priors. */
export function checkModel(model: Model, checker: Checker): void {
  checkIds(model, checker);
  checkData(model, checker);
  const kpis = (model.kpis ?? []).filter((kpi) => kpi !== undefined);
  model.channels?.forEach((channel, index) => {
    if (channel === undefined) return;
    checkMedia(channel, ['channels', index], checker);
    checkEffect(channel.effect, ['channels', index, 'effect'], kpis, true, checker);
  });
  model.organic?.forEach((organic, index) => {
    if (organic === undefined) return;
    checkMedia(organic, ['organic', index], checker);
    checkEffect(organic.effect, ['organic', index, 'effect'], kpis, false, checker);
  });
  model.treatments?.forEach((treatment, index) => {
    checkTreatment(treatment, ['treatments', index], checker);
  });
  model.controls?.forEach((control, index) => {
    checkPrior(checker, ['controls', index, 'coefficient'], control?.coefficient, 'any');
  });
  checkBaseline(model.baseline, checker);
  checkNoise(model, checker);
  checkGroups(model, checker);
  checkMediaTotal(model, kpis, checker);
  checkExperiments(model, kpis, checker);
  checkFixedScales(model, checker);
}

function checkIds(model: Model, checker: Checker): void {
  const idsOf = (list: 'kpis' | 'channels' | 'organic' | 'treatments' | 'controls') =>
    (model[list] ?? []).map((item, index) => ({ id: item?.id, path: [list, index, 'id'] as Path }));
  checker.unique(idsOf('kpis'));
  checker.unique([...idsOf('channels'), ...idsOf('organic'), ...idsOf('treatments'), ...idsOf('controls')]);
  for (const { id, path } of [...idsOf('kpis'), ...idsOf('channels')]) {
    if (id !== undefined && reservedIds.includes(id)) checker.say('reserved-id', path, { id });
  }
  const spends = new Map<string, string>();
  model.channels?.forEach((channel, index) => {
    if (channel?.spend === undefined) return;
    const other = spends.get(channel.spend);
    if (other === undefined) spends.set(channel.spend, channel.id ?? channel.spend);
    else checker.say('spend-column-twice', ['channels', index, 'spend'], { column: channel.spend, other });
  });
}

function checkData(model: Model, checker: Checker): void {
  const file = model.data?.file;
  if (file !== undefined) {
    const extension = /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
    if (extension === 'parquet')
      checker.say('value-not-in-this-version', ['data', 'file'], { key: 'file', value: 'Parquet' });
    else if (!['csv', 'tsv', 'txt', 'xlsx'].includes(extension))
      checker.say('data-file-kind', ['data', 'file'], { extension });
  }
  model.data?.mask?.forEach((mask, index) => {
    checker.inOrder('end-before-start', mask?.from, mask?.to, ['data', 'mask', index, 'to']);
  });
}

const trendKeys: Readonly<Record<string, readonly string[]>> = {
  knots: ['every', 'at', 'step', 'value'],
  drift: ['step_sd'],
  linear: ['coefficient'],
  none: [],
};
const seasonKeys: Readonly<Record<string, readonly string[]>> = {
  fourier: ['pairs', 'coefficient', 'weekday'],
  none: ['weekday', 'coefficient'],
};
const noiseKeys: Readonly<Record<string, readonly string[]>> = {
  normal: ['sd', 'ar', 'per_group'],
  student_t: ['sd', 'ar', 'df', 'per_group'],
};

function checkBaseline(baseline: Model['baseline'], checker: Checker): void {
  const path: Path = ['baseline'];
  checkPrior(checker, [...path, 'intercept'], baseline?.intercept, 'any');
  const trend = baseline?.trend;
  checkKeysOfKind(trend, [...path, 'trend'], trendKeys, 'knots', checker);
  checkPrior(checker, [...path, 'trend', 'step'], trend?.step, 'any');
  checkPrior(checker, [...path, 'trend', 'value'], trend?.value, 'any');
  checkPrior(checker, [...path, 'trend', 'step_sd'], trend?.step_sd, 'positive');
  checkPrior(checker, [...path, 'trend', 'coefficient'], trend?.coefficient, 'any');
  if (trend?.step !== undefined && trend.value !== undefined) {
    checker.sayOfKey('knots-step-and-value', [...path, 'trend', 'value']);
  }
  if (trend?.every !== undefined && trend.at !== undefined) checker.sayOfKey('knots-twice', [...path, 'trend', 'at']);
  checkKeysOfKind(baseline?.season, [...path, 'season'], seasonKeys, 'fourier', checker);
  checkPrior(checker, [...path, 'season', 'coefficient'], baseline?.season?.coefficient, 'any');
  const holidays = baseline?.holidays;
  checkPrior(checker, [...path, 'holidays', 'coefficient'], holidays?.coefficient, 'any');
  const country = holidays?.country ?? null;
  if (country === null) return;
  const events = holidayEvents[country].map(({ id }) => id);
  const isKnown = (name: string) => findHolidayEvent(country, name) !== null;
  if (Array.isArray(holidays?.include)) {
    (holidays.include as readonly (string | undefined)[]).forEach((name, index) => {
      if (name !== undefined && !isKnown(name)) {
        checker.known('unknown-holiday', name, events, [...path, 'holidays', 'include', index]);
      }
    });
  }
  for (const name of Object.keys(holidays?.windows ?? {})) {
    if (!isKnown(name)) checker.known('unknown-holiday', name, events, [...path, 'holidays', 'windows', name], true);
  }
}

function checkNoise(model: Model, checker: Checker): void {
  const { noise } = model;
  checkKeysOfKind(noise, ['noise'], noiseKeys, 'normal', checker);
  checkPrior(checker, ['noise', 'sd'], noise?.sd, 'positive');
  checkPrior(checker, ['noise', 'ar'], noise?.ar, 'correlation');
  checkPrior(checker, ['noise', 'df'], noise?.df, 'degrees_of_freedom');
  if (noise?.kind === 'student_t' && model.baseline?.trend?.kind === 'drift') {
    checker.say('student-t-with-drift', ['noise', 'kind']);
  }
}

function checkExperiments(model: Model, kpis: readonly Kpi[], checker: Checker): void {
  const channels = (model.channels ?? []).flatMap((channel) => (channel?.id === undefined ? [] : [channel.id]));
  const kpiIds = kpis.flatMap(({ id }) => (id === undefined ? [] : [id]));
  model.experiments?.forEach((test, index) => {
    if (test === undefined) return;
    const path: Path = ['experiments', index];
    checker.known('unknown-channel', test.channel, channels, [...path, 'channel']);
    checker.known('unknown-kpi', test.kpi, kpiIds, [...path, 'kpi']);
    checker.inOrder('end-before-start', test.start, test.end, [...path, 'end']);
    const { counterfactual } = test;
    if (counterfactual === undefined) return;
    const written = Object.values(counterfactual).filter((value) => value !== undefined);
    if (written.length !== 1) checker.say('one-counterfactual', [...path, 'counterfactual'], { count: written.length });
    if (counterfactual.pct_of_actual === 100) {
      checker.say('counterfactual-is-actual', [...path, 'counterfactual', 'pct_of_actual'], {}, 'review');
    }
  });
}

/** Scales of an earlier fit must be those of everything in this model, else some would be worked out anew. */
function checkFixedScales(model: Model, checker: Checker): void {
  const fixed = model.scaling?.fixed;
  if (fixed === undefined) return;
  const idsOf = (...lists: ('kpis' | 'channels' | 'organic' | 'treatments' | 'controls')[]) =>
    lists.flatMap((list) => (model[list] ?? []).flatMap((item) => (item?.id === undefined ? [] : [item.id])));
  const compare = (part: 'kpis' | 'media' | 'regressors', ids: readonly string[]) => {
    const path: Path = ['scaling', 'fixed', part];
    const scales = Object.keys(fixed[part] ?? {});
    for (const id of scales) checker.known('unknown-scale', id, ids, [...path, id], true);
    if (part === 'regressors') return;
    for (const id of ids) if (!scales.includes(id)) checker.say('missing-scale', path, { id });
  };
  compare('kpis', idsOf('kpis'));
  compare('media', idsOf('channels', 'organic'));
  compare('regressors', idsOf('treatments', 'controls'));
}
