import type { EffectSpec } from './model-spec.js';
import { fixedValue, priorSupport } from './priors.js';

/**
 * Which quantity of a media effect is sampled, given the prior. A coefficient and its saturation are identified only
 * through their product, so what is sampled is the effect: its total where the prior is on ROI, marginal ROI or contribution
 * (b = θ · K ÷ A), its variation v = b · sd_t(f) where the prior is on the coefficient and reaches down to 0 or over
 * the whole line. A coefficient with any other support (bounded, shifted) is sampled as it is: the support of v would
 * move with the transforms.
 */
export type EffectScale = 'fixed' | 'total' | 'variation_positive' | 'variation_any' | 'plain';

export function effectScale(effect: EffectSpec): EffectScale {
  if (effect.on !== 'coefficient') return 'total';
  if (fixedValue(effect.prior) !== null) return 'fixed';
  const { low, high } = priorSupport(effect.prior);
  if (high !== Infinity) return 'plain';
  if (low === 0) return 'variation_positive';
  return low === -Infinity ? 'variation_any' : 'plain';
}
