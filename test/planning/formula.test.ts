import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFormula } from '../../src/planning/formula.js';

const names = ['sales', 'sales_incremental', 'spend', 'spend_tv'];

describe('formula', () => {
  it('computes what it says', () => {
    const { value, faults } = checkFormula('0.42 * sales - spend ^ 2 / (1 + sqrt(spend_tv)) + -log(exp(3))', names);
    expect(faults).toEqual([]);
    expect(value!.evaluate([100, 0, 3, 4])).toBeCloseTo(42 - 9 / 3 - 3, 12);
    expect(value!.uses).toEqual(['sales', 'spend', 'spend_tv']);
    expect(value!.affine).toBeNull();
  });

  it('knows an affine formula by its weights', () => {
    const { value } = checkFormula('(0.42 * sales - spend) / 2 + 3 * (1 - spend_tv) - exp(0) * sales', names);
    expect(value!.affine!.constant).toBeCloseTo(3, 12);
    expect(value!.affine!.weights['sales']).toBeCloseTo(-0.79, 12);
    expect(value!.affine!.weights['spend']).toBeCloseTo(-0.5, 12);
    expect(value!.affine!.weights['spend_tv']).toBeCloseTo(-3, 12);
  });

  it('differentiates', () => {
    const texts = ['sales ^ 1.5 / spend', 'log(sales) * exp(-spend / 100)', 'sqrt(sales * spend_tv) - spend ^ 2'];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.double({ min: 1, max: 50, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (text, values) => {
          const formula = checkFormula(text, names).value!;
          const gradient = formula.gradient!(values);
          formula.uses.forEach((name, i) => {
            const at = names.indexOf(name);
            const step = 1e-5 * values[at]!;
            const high = formula.evaluate(values.with(at, values[at]! + step));
            const low = formula.evaluate(values.with(at, values[at]! - step));
            const size = Math.max(1, Math.abs(formula.evaluate(values)));
            expect(Math.abs(gradient[i]! - (high - low) / (2 * step))).toBeLessThan(1e-5 * size);
          });
        },
      ),
      { numRuns: 100, seed: 2 },
    );
  });

  it('has no derivative where it takes the smaller or larger', () => {
    const { value } = checkFormula('max(sales, 10) - min(spend, 5, 7)', names);
    expect(value!.evaluate([3, 0, 6, 0])).toBe(5);
    expect(value!.displayOnly).toBe(true);
    expect(value!.gradient).toBeNull();
  });

  it.each([
    'constructor.constructor("return process")()',
    'import("fs")',
    'evaluate("1")',
    'zeros(3000, 3000)',
    'config({})',
    'f(x) = x',
    'x = 3',
    'sales; spend',
    '[1, 2]',
    '{a: 1}',
    '"text"',
    'sales > 3 ? 1 : 0',
    '__proto__',
    'toString',
    'hasOwnProperty(sales)',
    'sales!',
    'sales % 2',
    '2 sales',
    'sales.constructor',
    'sales[1]',
    'log(sales, 2)',
    'exp()',
    'true',
    '1e999',
    '',
    '((((',
    'sales +',
    'derivative("x^2", "x")',
    'cm',
  ])('refuses %s with a fault and without running it', (text) => {
    const { value, faults } = checkFormula(text, names, 'kpis.1.formula');
    expect(value).toBeNull();
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => fault.code.startsWith('formula-') && fault.where.path === 'kpis.1.formula')).toBe(
      true,
    );
  });

  it('names the nearest valid name', () => {
    const { faults } = checkFormula('slaes - spnd', names);
    expect(faults.map((fault) => fault.params['nearest'])).toEqual(['sales', 'spend']);
  });

  it('is at most 500 characters', () => {
    expect(checkFormula(`sales${' + sales'.repeat(61)}`, names).value).not.toBeNull();
    expect(checkFormula(`sales${' + sales'.repeat(62)}`, names).faults[0]!.code).toBe('formula-too-long');
  });

  it('survives the deepest nesting that fits', () => {
    expect(checkFormula(`${'('.repeat(245)}sales${')'.repeat(245)}`, names).value!.evaluate([7, 0, 0, 0])).toBe(7);
    expect(checkFormula('-'.repeat(495) + 'sales', names).value!.evaluate([7, 0, 0, 0])).toBe(-7);
  });
});
