import { isOneEffect } from './build-media.js';
import { checkPrior, type Room } from './check-priors.js';
import type { Partially } from './check-structure.js';
import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import type { ModelInFile } from './schema/model-schema.js';

type Kpi = NonNullable<NonNullable<Partially<ModelInFile>['kpis']>[number]>;
type Media = Partial<
  Record<'id' | 'adstock' | 'saturation' | 'effect' | 'order' | 'media' | 'reach' | 'frequency', unknown>
>;

/** Transforms of a channel or organic medium: keys of their kind, room of their priors, what goes together. */
export function checkMedia(media: Media, path: Path, checker: Checker): void {
  checkKeysOfKind(media.adstock, [...path, 'adstock'], adstockKeys, 'geometric', checker);
  checkKeysOfKind(media.saturation, [...path, 'saturation'], saturationKeys, 'hill', checker);
  const rooms: Readonly<Record<string, Room>> = {
    alpha: 'share',
    peak: 'not-negative',
    shape: 'positive',
    scale: 'positive',
    half: 'positive',
    slope: 'positive',
    rate: 'positive',
  };
  checkLags(media.adstock, path, checker);
  checkReach(media, path, checker);
  for (const part of ['adstock', 'saturation'] as const) {
    for (const [key, written] of Object.entries(media[part] ?? {})) {
      if (Object.hasOwn(rooms, key)) checkPrior(checker, [...path, part, key], written, rooms[key] ?? 'any');
    }
  }
}

/** Only geometric weights have a sum over every lag; the others are shapes over a stretch of a stated length. */
function checkLags(adstock: unknown, path: Path, checker: Checker): void {
  if (typeof adstock !== 'object' || adstock === null) return;
  const { kind = 'geometric', periods } = adstock as { readonly kind?: unknown; readonly periods?: unknown };
  if (periods !== 'all' || kind === 'geometric' || kind === 'none') return;
  checker.say('lags-need-number', [...path, 'adstock', 'periods'], { kind: String(kind) });
}

/** Reach and frequency stand together, in place of media, and saturation acts on frequency before the adstock. */
function checkReach({ media, reach, frequency, order }: Media, path: Path, checker: Checker): void {
  if (reach === undefined && frequency === undefined) {
    if (path[0] === 'organic' && media === undefined) checker.say('organic-without-media', path);
    return;
  }
  if (reach === undefined) checker.sayOfKey('frequency-without-reach', [...path, 'frequency']);
  if (frequency === undefined) checker.sayOfKey('reach-without-frequency', [...path, 'reach']);
  if (media !== undefined) checker.sayOfKey('media-beside-reach', [...path, 'media']);
  if (order === 'adstock_first') checker.say('order-of-reach', [...path, 'order']);
}

const adstockKeys: Readonly<Record<string, readonly string[]>> = {
  geometric: ['periods', 'alpha', 'normalised'],
  binomial: ['periods', 'alpha', 'normalised'],
  delayed: ['periods', 'alpha', 'peak', 'normalised'],
  weibull_pdf: ['periods', 'shape', 'scale', 'normalised'],
  weibull_cdf: ['periods', 'shape', 'scale', 'normalised'],
  none: [],
};
const saturationKeys: Readonly<Record<string, readonly string[]>> = {
  hill: ['half', 'slope'],
  logistic: ['rate'],
  none: [],
};
/** A key that the chosen kind has no use for would be ignored; nothing is. */
export function checkKeysOfKind(
  part: unknown,
  path: Path,
  keys: Readonly<Record<string, readonly string[]>>,
  usual: string,
  checker: Checker,
): void {
  if (typeof part !== 'object' || part === null) return;
  const kind = 'kind' in part && typeof part.kind === 'string' ? part.kind : usual;
  const valid = Object.hasOwn(keys, kind) ? (keys[kind] ?? []) : null;
  if (valid === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'kind' || value === undefined || valid.includes(key)) continue;
    checker.sayOfKey('key-of-other-kind', [...path, key], { key, kind, valid: valid.join(', ') });
  }
}

/** An effect, or one for each KPI. */
export function checkEffect(
  effect: unknown,
  path: Path,
  kpis: readonly Kpi[],
  isPaid: boolean,
  checker: Checker,
): void {
  if (typeof effect !== 'object' || effect === null) return;
  if (isOneEffect(effect)) {
    checkOneEffect(effect, path, kpis, isPaid, checker);
    return;
  }
  const ids = kpis.flatMap(({ id }) => (id === undefined ? [] : [id]));
  for (const [id, own] of Object.entries(effect as Readonly<Record<string, unknown>>)) {
    checker.known('unknown-kpi', id, ids, [...path, id], true);
    if (typeof own === 'object' && own !== null) {
      checkOneEffect(
        own,
        [...path, id],
        kpis.filter((kpi) => kpi.id === id),
        isPaid,
        checker,
      );
    }
  }
}

function checkOneEffect(effect: object, path: Path, kpis: readonly Kpi[], isPaid: boolean, checker: Checker): void {
  const written = Object.keys(effect).filter((key) => (effect as Record<string, unknown>)[key] !== undefined);
  if (written.length !== 1) checker.say('one-effect', path, { count: written.length });
  for (const key of written) checkPrior(checker, [...path, key], (effect as Record<string, unknown>)[key], 'any');
  for (const key of ['roi', 'marginal_roi']) {
    if (!written.includes(key)) continue;
    if (!isPaid) checker.sayOfKey('roi-without-spend', [...path, key]);
    for (const kpi of kpis) {
      const hasValue = (kpi.kind ?? 'revenue') === 'revenue' || kpi.value_per_unit !== undefined;
      if (!hasValue) checker.sayOfKey('roi-without-value', [...path, key], { kpi: kpi.id ?? '', kind: kpi.kind ?? '' });
    }
  }
}
