import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideMoney, moneyOfLines, wholeCents } from '../../src/planning/line-money.js';

const line = fc
  .record({
    amount: fc.constantFrom(0, 10, 50, 120),
    below: fc.constantFrom(0, 0.3, 1),
    above: fc.constantFrom(0, 0.3, 2),
    extra: fc.constantFrom(0, 40),
  })
  .map(({ amount, below, above, extra }) => ({
    amount,
    low: amount * (1 - below),
    high: amount * (1 + above) + extra,
  }));

const total = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe('money of a channel among its lines', () => {
  it('adds up, keeps every line inside its bounds, and grows with the total', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lines, share) => {
          const stretches = divideMoney(lines);
          const low = total(lines.map((l) => l.low));
          const high = total(lines.map((l) => l.high));
          const money = low + share * (high - low);
          const divided = moneyOfLines(stretches, money);
          expect(total(divided)).toBeCloseTo(money, 8);
          divided.forEach((value, i) => {
            expect(value).toBeGreaterThanOrEqual(lines[i]!.low - 1e-9);
            expect(value).toBeLessThanOrEqual(lines[i]!.high + 1e-9);
          });
          const more = moneyOfLines(stretches, money + 1);
          more.forEach((value, i) => {
            expect(value).toBeGreaterThanOrEqual(divided[i]! - 1e-9);
          });
          for (const outside of [low / 2, high * 2 + 10])
            expect(total(moneyOfLines(stretches, outside))).toBeCloseTo(outside, 8);
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  it('is one stretch for one line, and for lines that reach their bounds together', () => {
    expect(divideMoney([{ amount: 100, low: 70, high: 130 }])).toHaveLength(1);
    const together = divideMoney([
      { amount: 100, low: 70, high: 130 },
      { amount: 50, low: 35, high: 65 },
    ]);
    expect(together).toHaveLength(1);
    expect([...together[0]!.rate]).toEqual([2 / 3, 1 / 3]);
  });

  it('is rounded to cents that add up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (amounts) => {
          const cents = wholeCents(Float64Array.from(amounts));
          expect(Math.abs(total(cents) - total(amounts))).toBeLessThan(0.0051 + 1e-9 * total(amounts));
          cents.forEach((value, i) => {
            expect(Math.abs(value - amounts[i]!)).toBeLessThan(0.0101);
            expect(Math.abs(value * 100 - Math.round(value * 100))).toBeLessThan(1e-5);
          });
        },
      ),
      { numRuns: 200, seed: 4 },
    );
  });
});
