import type { Panel } from '../data/index.js';
import type { Holdout } from './fitted-model.js';
import { firstKpiRow } from './kpi-window.js';
import type { ModelSpec } from './model-spec.js';

/** One refit of the holdout: rows before `from` train, rows `from` to `to` (exclusive) are forecast. */
export interface HoldoutOrigin {
  /** Counts from 1, the earliest first. */
  readonly origin: number;
  readonly from: number;
  readonly to: number;
}

/** Fewest likelihood rows to train on: a year, without which no season can be known; of quarters three. */
const leastTraining = { daily: 364, weekly: 52, monthly: 12, quarterly: 12 } as const;

/**
 * Stretches of `holdout.periods` rows at the end of the data, one after the other; those are left out that would train
 * on less than a year.
 */
export function holdoutOrigins(spec: ModelSpec, panel: Panel): HoldoutOrigin[] {
  const { periods, origins } = spec.holdout;
  if (periods < 1) return [];
  const last = panel.periods.length;
  const first = firstKpiRow(panel);
  const stretches: { from: number; to: number }[] = [];
  for (let back = origins; back >= 1; back--) {
    const from = last - back * periods;
    let training = 0;
    // Of several groups, periods in which any of them stands in the likelihood.
    for (let row = first; row < from; row++) {
      if (panel.groups.some((_, g) => panel.inLikelihood[g * last + row] === 1)) training += 1;
    }
    if (training >= leastTraining[panel.grain]) stretches.push({ from, to: from + periods });
  }
  return stretches.map((stretch, index) => ({ origin: index + 1, ...stretch }));
}

/** A holdout without figures: still to be computed, or not possible. */
export function holdoutPlaceholder(spec: ModelSpec, panel: Panel): Holdout {
  const origins = holdoutOrigins(spec, panel).length;
  return {
    status: origins > 0 ? 'computing' : 'none',
    origins,
    periods: origins > 0 ? spec.holdout.periods : 0,
    wape: 0,
    mape: 0,
    crps: 0,
    coverage80: 0,
    seconds: 0,
    naive: [],
    points: [],
  };
}
