import type { FittedDraws } from './draw-columns.js';
import { linearDesign } from './linear-design.js';
import type { ModelSpec, Prior } from './model-spec.js';
import { withTreatmentPriors } from './treatment-prior.js';

/** A column of the draws, `name[subject@group]`, taken apart. */
export interface ColumnName {
  readonly name: string;
  /** Channel, control, knot …; null for a parameter of the whole model. */
  readonly subject: string | null;
  readonly group: string | null;
}

export function columnName(column: string): ColumnName {
  const match = /^([^[]+)\[([^\]]*?)(?:@([^\]]*))?\]$/.exec(column);
  if (match === null) return { name: column, subject: null, group: null };
  const [, name = column, subject = '', group] = match;
  return { name, subject, group: group ?? null };
}

/**
 * The prior of a column as the model file states it, where the column is on that very scale; null for what is derived
 * (values at later knots, coefficients where the prior is on the effect, the level without treatments).
 */
export function columnPrior(fitted: Pick<FittedDraws, 'spec' | 'panel' | 'scales'>, kpi: string, column: string) {
  const { spec, panel, scales } = fitted;
  const { name, subject, group } = columnName(column);
  if (group !== null) return null;
  const media = [...spec.channels, ...spec.organic].find(({ id }) => id === subject);
  if (media !== undefined) {
    const effect = media.effect[kpi];
    if (name === effect?.on) return effect.prior;
    return priorNamed(media.adstock, name) ?? priorNamed(media.saturation, name);
  }
  if (subject === null) {
    const { noise } = spec;
    const found = name === 'sigma' ? noise.sd : priorNamed(noise, name);
    if (found !== null) return found;
  }
  const design = linearDesign(withTreatmentPriors(spec, panel, scales, kpi), panel, scales);
  const term = design.terms.find((one) => one.name === column);
  // The prior of the intercept holds at the mean of the treatments; the column is the level without them.
  const isMoved = term?.kind === 'intercept' && spec.treatments.length > 0;
  return term === undefined || term.kind === 'knot' || isMoved ? null : term.prior;
}

function priorNamed(part: ModelSpec['noise'] | object, name: string): Prior | null {
  const found: unknown = Object.entries(part).find(([key]) => key === name)?.[1];
  return isPrior(found) ? found : null;
}

function isPrior(value: unknown): value is Prior {
  return typeof value === 'object' && value !== null && 'family' in value && 'shift' in value;
}
