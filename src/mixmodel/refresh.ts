import type { Panel } from '../data/index.js';
import { refitDraws, type RefitOptions } from './calibration.js';
import { returnSummaries } from './channel-returns.js';
import { fitModel, type SampledModel } from './fit.js';
import type { FittedModel, Summary } from './fitted-model.js';
import type { ModelSpec, Scales } from './model-spec.js';
import { panelBefore } from './refit-panel.js';
import { restatement, type Restatement } from './restated.js';

/** What moved an ROI, in the order in which it is taken in. */
export type RefreshStep = 'restated' | 'periods' | 'model' | 'scales' | 'all';

/** A version against the one before it. */
export interface Refresh {
  /** Version that it is set against. */
  readonly against: number;
  readonly newPeriods: { readonly count: number; readonly from: string | null; readonly to: string | null };
  readonly restated: Restatement;
  /** Keys of the model file whose values differ: `channels.tv`, `noise`. */
  readonly changedKeys: readonly string[];
  /** `fixed`: the file states them; `same` as the former version's; `moved`: worked out anew from the data. */
  readonly scales: 'fixed' | 'same' | 'moved';
  readonly movedScales: readonly { readonly series: string; readonly old: number; readonly new: number }[];
  /** The steps that were taken, in order; one step `all` where they cannot be told apart. */
  readonly steps: readonly RefreshStep[];
  readonly channels: readonly {
    readonly kpi: string;
    readonly id: string;
    /** null for a channel that the former version has not. */
    readonly before: Summary | null;
    /** ROI after each step, as many as `steps`; the last is this version's. */
    readonly after: readonly Summary[];
  }[];
}

/**
 * How a version came from a former one: what was restated in the history, and how each ROI moved and why. The move is
 * taken apart by refits that change one thing at a time, all on the scales of the former version: the former model on
 * the restated history, then with the new periods too, then (this version itself) with what changed in the model file or,
 * where nothing did, in the scales. Where the history does not begin alike, or series are missing, the move is one step.
 */
export async function computeRefresh(
  former: FittedModel,
  against: number,
  fitted: FittedModel,
  options: RefitOptions = {},
): Promise<Refresh> {
  const restated = restatement(former.panel, fitted.panel);
  const count = former.panel.periods.length;
  const added = newPeriods(former.panel, fitted.panel);
  const changedKeys = differingKeys(former.spec, fitted.spec);
  const movedScales = scaleMoves(former.scales, fitted.scales);
  const common = {
    against,
    newPeriods: { count: added.length, from: added[0] ?? null, to: added.at(-1) ?? null },
    restated,
    changedKeys,
    scales: fitted.spec.scaling.fixed !== null ? 'fixed' : movedScales.length === 0 ? 'same' : 'moved',
    movedScales,
  } as const satisfies Partial<Refresh>;
  if (!isContinued(former, fitted)) return { ...common, ...moves(former, fitted, ['all'], []) };

  const former1: ModelSpec = { ...former.spec, scaling: { ...former.spec.scaling, fixed: former.scales } };
  const steps: RefreshStep[] = [];
  const between: SampledModel[] = [];
  const refit = async (panel: Panel): Promise<void> => {
    options.signal?.throwIfAborted();
    between.push(
      await fitModel(former1, panel, {
        seed: former.seed,
        chains: former.sampler.chains,
        draws: refitDraws,
        runner: options.runnerFor?.(former1, panel),
        signal: options.signal,
      }),
    );
  };
  const isOwn = changedKeys.length > 0 || movedScales.length > 0;
  if (restated.count > 0) {
    steps.push('restated');
    // Without new periods and with nothing else changed, this version itself is the last step.
    if (added.length > 0 || isOwn) await refit(panelBefore(fitted.panel, count));
  }
  if (added.length > 0) {
    steps.push('periods');
    if (isOwn) await refit(fitted.panel);
  }
  if (isOwn) steps.push(changedKeys.length > 0 ? 'model' : 'scales');
  if (steps.length === 0) steps.push('all');
  return { ...common, ...moves(former, fitted, steps, between) };
}

function moves(
  former: FittedModel,
  fitted: FittedModel,
  steps: readonly RefreshStep[],
  between: readonly SampledModel[],
): Pick<Refresh, 'steps' | 'channels'> {
  const channels = fitted.assessment.kpis.flatMap((kpi) => {
    const old = former.assessment.kpis.find(({ id }) => id === kpi.id);
    const after = between.map((refit) =>
      refit.spec.kpis.some(({ id }) => id === kpi.id) ? returnSummaries(refit, kpi.id) : new Map<string, Summary>(),
    );
    return kpi.channels.map(({ id, roi }) => {
      const before = old?.channels.find((channel) => channel.id === id)?.roi ?? null;
      return { kpi: kpi.id, id, before, after: [...after.map((one) => one.get(id) ?? roi), roi] };
    });
  });
  return { steps, channels };
}

/** The former history is the beginning of this one, and every series of the former model is there. */
function isContinued(former: FittedModel, { panel }: FittedModel): boolean {
  const old = former.panel;
  const has = (before: readonly { readonly id: string }[], now: readonly { readonly id: string }[]): boolean =>
    before.every(({ id }) => now.some((one) => one.id === id));
  return (
    panel.groups.length === 1 &&
    old.groups.length === 1 &&
    old.grain === panel.grain &&
    old.periods.length <= panel.periods.length &&
    old.periods.every(({ label }, t) => panel.periods[t]!.label === label) &&
    has(old.kpis, panel.kpis) &&
    has(old.channels, panel.channels) &&
    has(old.organic, panel.organic) &&
    has(old.treatments, panel.treatments) &&
    has(old.controls, panel.controls) &&
    has(old.extras ?? [], panel.extras ?? [])
  );
}

function newPeriods(former: Panel, panel: Panel): string[] {
  const known = new Set(former.periods.map(({ label }) => label));
  return panel.periods.flatMap(({ label }) => (known.has(label) ? [] : [label]));
}

/** Paths of what differs; lists whose entries have an id go by it. Seed, chains and the data file's name do not count. */
function differingKeys(former: ModelSpec, spec: ModelSpec): string[] {
  const counted = ({ fit: _fit, data, title: _title, ...rest }: ModelSpec) => ({
    ...rest,
    data: { ...data, file: '' },
  });
  return [...new Set(differences(counted(former), counted(spec), []))];
}

function differences(a: unknown, b: unknown, path: readonly string[]): string[] {
  if (Object.is(a, b)) return [];
  const here = path.slice(0, 2).join('.');
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return [here];
  const entries = (value: object): Map<string, unknown> =>
    new Map(
      Array.isArray(value)
        ? (value as unknown[]).map((item, index) => [idOf(item) ?? String(index), item])
        : Object.entries(value),
    );
  const [left, right] = [entries(a), entries(b)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    differences(left.get(key), right.get(key), [...path, key]),
  );
}

function idOf(item: unknown): string | null {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id : null;
}

/** Relative difference that is rounding. */
const rounding = 1e-9;

function scaleMoves(former: Scales, scales: Scales): Refresh['movedScales'] {
  const [before, after] = [former, scales].map((one) => new Map(scaleFigures(one)));
  return [...after!].flatMap(([series, value]) => {
    const old = before!.get(series);
    const isMoved = old !== undefined && Math.abs(old - value) > rounding * Math.max(Math.abs(old), Math.abs(value));
    return isMoved ? [{ series, old, new: value }] : [];
  });
}

/** Every figure of the scales under a name: `kpi sales scale`, `media tv`. */
export function scaleFigures(scales: Scales): [string, number][] {
  return [
    ...Object.entries(scales.kpis).flatMap(([id, { center, scale }]): [string, number][] => [
      [`kpi ${id} center`, center],
      [`kpi ${id} scale`, scale],
    ]),
    // Versions of earlier releases hold one number for all groups.
    ...Object.entries(scales.media).flatMap(([id, scale]): [string, number][] =>
      [scale].flat().map((value, group) => [group === 0 ? `media ${id}` : `media ${id} ${group + 1}`, value]),
    ),
    ...Object.entries(scales.regressors).flatMap(([id, { center, scale }]): [string, number][] => [
      [`regressor ${id} center`, center],
      [`regressor ${id} scale`, scale],
    ]),
  ];
}
