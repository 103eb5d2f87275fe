import type { Panel } from '../data/index.js';
import { commonMediaPrior } from '../mixmodel/index.js';
import type { ModelSpec } from '../mixmodel/model-spec.js';
import type { DefaultUsed } from './defaults.js';
import { withGrainDefaults } from './grain-defaults.js';
import { modelDefaults } from './model-defaults.js';

/** A model with the defaults that hold for its data. */
export interface DataDefaults {
  readonly spec: ModelSpec;
  /** Those of the file, with the values that hold for these data. */
  readonly defaultsUsed: readonly DefaultUsed[];
}

/**
 * Settles the defaults that only the data can: lengths that fit their grain, and for a count without a value the common
 * prior on the return of every channel (`common-media-prior.ts`). From here on they are part of the model: what is
 * stored, fingerprinted, refitted and shown. What the file states stays.
 */
export function withDataDefaults(spec: ModelSpec, defaultsUsed: readonly DefaultUsed[], panel: Panel): DataDefaults {
  return withCommonMediaPrior(withGrainDefaults(spec, defaultsUsed, panel.grain), panel);
}

/** Whether only the data say what stands for what the file leaves out: no file can state it. */
export function isLeftToData({ value }: DefaultUsed): boolean {
  return value === modelDefaults.effectOnCount;
}

function withCommonMediaPrior({ spec, defaultsUsed }: DataDefaults, panel: Panel): DataDefaults {
  const open = new Set(defaultsUsed.filter(isLeftToData).map(({ path }) => path));
  if (open.size === 0) return { spec, defaultsUsed };
  const priors = new Map(spec.kpis.map(({ id }) => [id, commonMediaPrior(panel, id)]));
  const settled = new Map<string, unknown>();
  const channels = spec.channels.map((channel, index) => ({
    ...channel,
    effect: Object.fromEntries(
      Object.entries(channel.effect).map(([kpi, effect]) => {
        const path = [`channels.${index}.effect`, `channels.${index}.effect.${kpi}`].find((one) => open.has(one));
        const prior = priors.get(kpi) ?? null;
        if (path === undefined || prior === null) return [kpi, effect];
        settled.set(path, { roi: { lognormal: [prior.mu, prior.sigma] } });
        return [kpi, { on: 'roi' as const, prior }];
      }),
    ),
  }));
  return {
    spec: { ...spec, channels },
    defaultsUsed: defaultsUsed.map((used) => ({ ...used, value: settled.get(used.path) ?? used.value })),
  };
}
