import type { FittedModel } from '../../src/mixmodel/index.js';
import { column } from './fit-file.js';

/** Our draws of what `test/reference/pymc-marketing/reference.json` holds, by its names. */
export function pymcMarketingQuantities(fitted: FittedModel): Readonly<Record<string, Float64Array>> {
  const names: Readonly<Record<string, string>> = {
    intercept_contribution: 'intercept',
    'adstock_alpha[x1]': 'alpha[x1]',
    'adstock_alpha[x2]': 'alpha[x2]',
    'saturation_lam[x1]': 'rate[x1]',
    'saturation_lam[x2]': 'rate[x2]',
    'saturation_beta[x1]': 'coefficient[x1]',
    'saturation_beta[x2]': 'coefficient[x2]',
    'gamma_control[event_1]': 'control[event_1]',
    'gamma_control[event_2]': 'control[event_2]',
    'gamma_control[t]': 'control[t]',
    'gamma_fourier[sin_1]': 'season[sin1]',
    'gamma_fourier[sin_2]': 'season[sin2]',
    'gamma_fourier[cos_1]': 'season[cos1]',
    'gamma_fourier[cos_2]': 'season[cos2]',
    y_sigma: 'sigma',
  };
  return Object.fromEntries(Object.entries(names).map(([theirs, ours]) => [theirs, column(fitted, ours)]));
}
