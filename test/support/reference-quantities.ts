import { drawCount, mediaResponse, type FittedModel } from '../../src/mixmodel/index.js';
import { effectByPeriod, prepareCarryIn, preparePath } from '../../src/planning/evaluate/index.js';
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

/** Our draws of what `test/reference/meridian/national.json` holds, by its names. */
export function meridianNationalQuantities(fitted: FittedModel): Readonly<Record<string, Float64Array>> {
  const at = (name: string): Float64Array => column(fitted, name);
  const channels = [0, 1, 2, 3, 4].flatMap((index) => {
    const [theirs, ours] = [`Channel${index}`, `channel_${index}`];
    return [
      [`roi_m[${theirs}]`, at(`roi[${ours}]`)],
      [`alpha_m[${theirs}]`, at(`alpha[${ours}]`)],
      [`ec_m[${theirs}]`, at(`half[${ours}]`)],
      [`beta_m[${theirs}]`, at(`coefficient[${ours}]`)],
    ] as const;
  });
  const { panel, scales } = fitted;
  const sold = panel.kpis[0]!.values.reduce((sum, value) => sum + value, 0);
  const promo = panel.treatments[0]!.values;
  const { center, scale } = scales.regressors['promo']!;
  const gamma = at('treatment[promo]');
  const lift = promo.reduce((sum, value) => sum + (value - center) / scale, 0);
  // Their level holds at the treatment's mean, ours without treatment.
  const level = at('intercept').map((value, d) => value + (gamma[d]! * lift) / promo.length);
  return {
    ...Object.fromEntries(channels),
    alpha_om: at('alpha[organic_channel_0]'),
    ec_om: at('half[organic_channel_0]'),
    beta_om: at('coefficient[organic_channel_0]'),
    contribution_om: organicTotals(fitted).map((value) => value / sold),
    'gamma_c[competitor_sales_control]': at('control[competitor_sales]'),
    'gamma_c[sentiment_score_control]': at('control[sentiment_score]'),
    gamma_n: gamma,
    contribution_n: gamma.map((value) => (value * lift * scales.kpis['conversions']!.scale) / sold),
    knot_values: level,
    sigma: at('sigma'),
  };
}

/** KPI units per draw of the organic medium over the data. */
function organicTotals(fitted: FittedModel): Float64Array {
  const count = drawCount(fitted.kpis[0]!);
  const periods = fitted.panel.periods.length;
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  const response = mediaResponse(fitted, 'conversions', fitted.spec.organic[0]!, rows);
  const carryIn = prepareCarryIn(response, new Float64Array(0), { history: 0, window: periods, runOut: 0 });
  const perMoney = fitted.panel.organic[0]!.values;
  const effect = effectByPeriod(preparePath(carryIn, { fixed: new Float64Array(periods), perMoney }), 1);
  const totals = new Float64Array(count);
  effect.forEach((value, cell) => (totals[cell % count]! += value));
  return totals;
}
