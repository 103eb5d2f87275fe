import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priorDensity } from '../../src/mixmodel/priors.js';
import { scalesOf } from '../../src/mixmodel/scales.js';
import { isStretchable, stretchPrior, withTreatmentPriors } from '../../src/mixmodel/treatment-prior.js';
import type { TreatmentSpec } from '../../src/mixmodel/model-spec.js';
import { modelSpec, panelOf, prior, treatmentSpec } from './example-model.js';

const families = [
  prior.normal(0.3, 0.2),
  prior.laplace(-0.1, 0.4),
  prior.uniform(-0.5, 1),
  prior.truncatedNormal(0, 0.1, -1, 1),
  prior.studentT(4, 0.2, 0.3),
  prior.shifted(prior.normal(0, 1), 0.5),
].filter(isStretchable);

/** Forty weeks of sales with a promotion in every fourth of them. */
function promoted(treatment: TreatmentSpec) {
  const week = Array.from({ length: 40 }, (_, index) => index);
  const panel = panelOf(week.length, {
    kpi: Float64Array.from(week, (t) => 900 + 7 * t + 60 * Math.sin(t)),
    treatments: { promo: Float64Array.from(week, (t) => (t % 4 === 0 ? 0.2 + 0.01 * t : 0)) },
  });
  return { spec: modelSpec({ treatments: [treatment] }), panel };
}

describe('the prior of a share as a prior of the coefficient', () => {
  // Density of y = k x at k x is that of x at x, less log |k|.
  it.each(families)('changes variables: $family', (share) => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.99, max: 0.99, noNaN: true }),
        fc.double({ min: 0.05, max: 50, noNaN: true }),
        fc.boolean(),
        (x, size, negative) => {
          const factor = negative ? -size : size;
          const stretched = priorDensity(stretchPrior(share, factor)).logDensity(factor * x);
          const plain = priorDensity(share).logDensity(x);
          if (plain === -Infinity) return stretched === -Infinity;
          return Math.abs(stretched - (plain - Math.log(size))) < 1e-9 * (1 + Math.abs(plain));
        },
      ),
    );
  });

  it('keeps the numbers that fix a share', () => {
    expect(stretchPrior({ family: 'fixed', value: 0.5, shift: 0 }, -3)).toMatchObject({ value: -1.5 });
  });

  it.each([
    ['min', 1],
    ['max', -1],
  ] as const)('takes a share of 1 to the coefficient that makes up the whole KPI, from %s', (baseline, sign) => {
    const { spec, panel } = promoted(
      treatmentSpec('promo', { baseline, coefficient: prior.fixed(1), on: 'contribution' }),
    );
    const scales = scalesOf(spec, panel);
    const [resolved] = withTreatmentPriors(spec, panel, scales, 'sales').treatments;
    if (resolved?.coefficient.family !== 'fixed') throw new Error('not a number');
    const { center, scale } = scales.regressors['promo']!;
    const coefficient = resolved.coefficient.value;
    const sold = panel.kpis[0]!.values.reduce((sum, value) => sum + value, 0);
    const caused = panel.treatments[0]!.values.reduce(
      (sum, value) => sum + (coefficient * scales.kpis['sales']!.scale * (value - center)) / scale,
      0,
    );
    expect(resolved.on).toBeUndefined();
    expect(Math.sign(coefficient)).toBe(sign);
    expect(caused).toBeCloseTo(sold, 6);
  });

  it('leaves a model without such priors as it is', () => {
    const { spec, panel } = promoted(treatmentSpec('promo'));
    expect(withTreatmentPriors(spec, panel, scalesOf(spec, panel), 'sales')).toEqual(spec);
  });
});
