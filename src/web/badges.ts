import type { ModelEntry, PlanEntry } from '../jobs/index.js';
import type { Translate } from '../language/index.js';

/** A status in a word with a shape; colour only repeats it. */
export interface StatusBadge {
  readonly tone: 'plain' | 'good' | 'warn' | 'bad';
  readonly shape: string;
  readonly text: string;
}

export function kindBadge(kind: PlanEntry['kind'], t: Translate): StatusBadge {
  return { tone: 'plain', shape: '■', text: t(`web.kind.${kind}`) };
}

export function staleBadge(t: Translate): StatusBadge {
  return { tone: 'warn', shape: '▲', text: t('web.status.stale') };
}

/** What a model version may be used for, and whether its holdout is there. */
export function modelBadges(model: ModelEntry, t: Translate): readonly StatusBadge[] {
  const gate: StatusBadge = model.converged
    ? { tone: 'good', shape: '✓', text: t('web.status.fitted') }
    : { tone: 'bad', shape: '✕', text: t('web.status.unconverged') };
  if (model.holdout !== 'computing') return [gate];
  return [gate, { tone: 'plain', shape: '…', text: t('web.status.holdout') }];
}
