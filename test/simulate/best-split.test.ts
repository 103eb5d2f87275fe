import { describe, expect, it } from 'vitest';
import { randomStream, type RandomStream } from '../../src/inference/index.js';
import { bestSplit, type MoneyCurve } from '../../src/simulate/index.js';

const budget = 100;

/** Curves of every kind: concave, S-shaped, straight, and one that brings nothing; some with bounds. */
function randomCurves(random: RandomStream, count: number): MoneyCurve[] {
  return Array.from({ length: count }, (_, index) => {
    const half = 5 + 60 * random.uniform();
    const slope = 0.7 + 3.5 * random.uniform();
    const height = 20 + 200 * random.uniform();
    const bounded = random.uniform() < 0.4;
    const effect = (money: number) => (index === 0 ? 0 : money === 0 ? 0 : height / (1 + (half / money) ** slope));
    return { low: bounded ? 3 : 0, high: bounded ? 40 : budget, effect };
  });
}

/** Random shares of the budget, pushed inside the bounds by taking and giving back. */
function randomSplit(random: RandomStream, curves: readonly MoneyCurve[]): Float64Array {
  const raw = curves.map(() => random.exponential() ** (1 + 2 * random.uniform()));
  const free = budget - curves.reduce((sum, { low }) => sum + low, 0);
  const all = raw.reduce((sum, value) => sum + value, 0);
  const spend = Float64Array.from(curves, ({ low }, c) => low + (free * raw[c]!) / all);
  for (let round = 0; round < 20; round++) {
    let over = 0;
    curves.forEach(({ high }, c) => {
      over += Math.max(0, spend[c]! - high);
      spend[c] = Math.min(spend[c]!, high);
    });
    const room = curves.reduce((sum, { high }, c) => sum + high - spend[c]!, 0);
    if (over === 0 || room <= 0) break;
    curves.forEach(({ high }, c) => {
      spend[c]! += (over * (high - spend[c]!)) / room;
    });
  }
  return spend;
}

describe('the best split by true curves', () => {
  it('keeps bounds and budget, and is never beaten by random search', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = randomStream(seed, 'splits');
      const curves = randomCurves(random, 3 + random.integer(8));
      const best = bestSplit(curves, budget, { spendAll: true })!;
      expect(best.spend.reduce((sum, money) => sum + money, 0)).toBeCloseTo(budget, 6);
      curves.forEach(({ low, high }, c) => {
        expect(best.spend[c]).toBeGreaterThanOrEqual(low - 1e-9);
        expect(best.spend[c]).toBeLessThanOrEqual(high + 1e-9);
      });
      const valueOf = (spend: Float64Array) => curves.reduce((sum, { effect }, c) => sum + effect(spend[c]!), 0);
      expect(valueOf(best.spend)).toBeCloseTo(best.effect, 6);
      let searched = -Infinity;
      for (let tries = 0; tries < 20_000; tries++) searched = Math.max(searched, valueOf(randomSplit(random, curves)));
      expect(best.effect).toBeGreaterThanOrEqual(searched * (1 - 1e-9));
    }
  });

  it('says when bounds cannot hold the budget', () => {
    const flat = (low: number, high: number): MoneyCurve => ({ low, high, effect: () => 0 });
    expect(bestSplit([flat(0, 10), flat(0, 20)], budget, { spendAll: true })).toBeNull();
  });
});
