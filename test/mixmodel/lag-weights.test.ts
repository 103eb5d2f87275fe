import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adstockGain } from '../../src/mixmodel/adstock.js';
import { convolve, LagWeights, type AdstockForm } from '../../src/mixmodel/lag-weights.js';

type Kind = Exclude<AdstockForm['kind'], 'none'>;

/** The weights as they are published, written out. */
function published(kind: Kind, lags: number, [first, second]: readonly [number, number]): number[] {
  const survival = (t: number): number => Math.exp(-((t / second) ** first));
  return Array.from({ length: lags }, (_, lag) => {
    switch (kind) {
      case 'geometric':
        return first ** lag;
      case 'binomial':
        return (1 - lag / lags) ** (1 / first - 1);
      case 'delayed':
        return first ** ((lag - second) ** 2);
      case 'weibull_pdf':
        return (first / second) * ((lag + 1) / second) ** (first - 1) * survival(lag + 1);
      case 'weibull_cdf':
        return Array.from({ length: lag }, (_unused, j) => survival(j + 1)).reduce((product, s) => product * s, 1);
    }
  });
}

const kinds = fc.constantFrom<Kind>('geometric', 'binomial', 'delayed', 'weibull_pdf', 'weibull_cdf');
const unit = fc.double({ min: 0, max: 1, noNaN: true });

function parametersOf(kind: Kind, a: number, b: number): readonly [number, number] {
  return kind.startsWith('weibull') ? [0.6 + 2.4 * a, 0.8 + 5 * b] : [0.02 + 0.93 * a, 4 * b];
}

function weightsOf(form: AdstockForm, parameters: readonly number[], most = 60): LagWeights {
  const weights = new LagWeights(form, most);
  weights.at(parameters);
  return weights;
}

describe('weights by lag', () => {
  it('are the published ones, divided by their sum where normalised', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        unit,
        unit,
        (kind, periods, normalised, a, b) => {
          const parameters = parametersOf(kind, a, b);
          const expected = published(kind, periods, parameters);
          const sum = normalised ? expected.reduce((total, weight) => total + weight, 0) : 1;
          const { weights, beyond } = weightsOf({ kind, periods, normalised }, parameters);
          expect(beyond).toBe(0);
          expect(weights.length).toBe(periods);
          expected.forEach((weight, lag) => {
            expect(Math.abs(weights[lag]! - weight / sum)).toBeLessThan(1e-12);
          });
        },
      ),
    );
  });

  it('have the derivatives they say', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 1, max: 14 }),
        fc.boolean(),
        unit,
        unit,
        (kind, periods, normalised, a, b) => {
          const parameters = parametersOf(kind, a, b);
          const form = { kind, periods, normalised } as const;
          const { tangents } = weightsOf(form, parameters);
          tangents.forEach((tangent, j) => {
            const h = 1e-6 * Math.max(0.1, parameters[j]!);
            const at = (step: number) =>
              weightsOf(
                form,
                parameters.map((value, i) => (i === j ? value + step : value)),
              );
            const [up, down] = [at(h), at(-h)];
            tangent.forEach((slope, lag) => {
              const numeric = (up.weights[lag]! - down.weights[lag]!) / (2 * h);
              expect(Math.abs(slope - numeric)).toBeLessThan(2e-6 * Math.max(1, Math.abs(slope)));
            });
          });
        },
      ),
    );
  });

  it('count what lies beyond the lags kept where every lag counts', () => {
    for (const normalised of [false, true]) {
      const form = { kind: 'geometric', periods: 'all', normalised } as const;
      const { weights, beyond, beyondTangents } = weightsOf(form, [0.8], 10);
      const total = weights.reduce((sum, weight) => sum + weight, beyond);
      expect(total).toBeCloseTo(normalised ? 1 : 5, 12);
      const h = 1e-6;
      const numeric = (weightsOf(form, [0.8 + h], 10).beyond - weightsOf(form, [0.8 - h], 10).beyond) / (2 * h);
      expect(beyondTangents[0]).toBeCloseTo(numeric, 6);
    }
  });

  it('stay shares where every weight underflows, and carry nothing over at no carry-over', () => {
    const peaked = weightsOf({ kind: 'delayed', periods: 6, normalised: true }, [1e-90, 1.4]);
    expect(peaked.weights[1]).toBeCloseTo(1, 12);
    expect([...peaked.tangents.flatMap((tangent) => [...tangent])].every(Number.isFinite)).toBe(true);
    expect([...weightsOf({ kind: 'binomial', periods: 4, normalised: true }, [0]).weights]).toEqual([1, 0, 0, 0]);
    expect([...weightsOf({ kind: 'geometric', periods: 4, normalised: true }, [0]).weights]).toEqual([1, 0, 0, 0]);
  });

  it('convolve as the sum says, history before the data included', () => {
    const values = fc.array(fc.oneof(fc.constant(0), fc.double({ min: -10, max: 10, noNaN: true })), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(values, fc.constantFrom(0, 1.7), fc.integer({ min: 1, max: 30 }), (media, before, lags) => {
        const weights = Float64Array.from({ length: lags }, (_, lag) => 1 / (1 + lag));
        const out = new Float64Array(media.length);
        convolve(Float64Array.from(media), before, weights, 0.3, out);
        out.forEach((got, t) => {
          const inside = weights.reduce((sum, w, lag) => sum + w * (t >= lag ? media[t - lag]! : before), 0);
          // The weights beyond reach the history before, from every period.
          expect(Math.abs(got - inside - 0.3 * before)).toBeLessThan(1e-10);
        });
      }),
    );
  });

  it('sum to the gain', () => {
    const form = { kind: 'weibull_cdf', periods: 9, normalised: false } as const;
    const { weights } = weightsOf(form, [1.2, 3]);
    expect(adstockGain(form, [1.2, 3])).toBeCloseTo(
      weights.reduce((sum, weight) => sum + weight, 0),
      12,
    );
    expect(adstockGain({ ...form, normalised: true }, [1.2, 3])).toBe(1);
  });
});
