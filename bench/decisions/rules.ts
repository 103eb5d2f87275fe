/** What planners do without a mix model, or with half of one. */
import { MultivariateLinearRegression } from 'ml-regression';
import { geometricAdstock } from '../../src/mixmodel/index.js';
import { dayOfYear } from '../../src/data/index.js';
import type { SimulatedMarket } from '../../src/simulate/index.js';
import { bestWithin, total, type Arena } from './arena.js';

/**
 * Money moves until every channel has the same *average* return by the given curves: the mistake that marginal returns
 * are taught against. Within boldness around the reference.
 * @param curves by our own fit, so that only the rule differs from our plan
 */
export function equalReturn(
  arena: Arena,
  boldness: number,
  curves: readonly ((money: number) => number)[],
): Float64Array {
  const spendAt = (level: number): Float64Array =>
    Float64Array.from(curves, (effect, c) => {
      let low = Math.max(0, arena.current[c]! * (1 - boldness));
      let high = arena.current[c]! * (1 + boldness);
      const returns = (money: number): number => effect(money) / Math.max(money, 1e-9 * arena.budget);
      if (returns(high) >= level) return high;
      if (returns(Math.max(low, 1e-6 * arena.budget)) <= level) return low;
      for (let step = 0; step < 60; step++) {
        const middle = (low + high) / 2;
        if (returns(middle) > level) low = middle;
        else high = middle;
      }
      return (low + high) / 2;
    });
  let [least, most] = [0, 1e6];
  for (let step = 0; step < 100; step++) {
    const middle = Math.sqrt(Math.max(1e-12, least) * most) || (least + most) / 2;
    if (total(spendAt(middle)) > arena.budget) least = middle;
    else most = middle;
  }
  // Channels that stand at a jump share what is left, in proportion to their room.
  const above = spendAt(least);
  const below = spendAt(most);
  const room = total(above) - total(below);
  const part = room > 0 ? (arena.budget - total(below)) / room : 0;
  return below.map((money, c) => money + part * (above[c]! - money));
}

/** What least squares takes for the response to adstocked media. */
export type LeastSquaresForm = 'straight' | 'root';

const carries = [0, 0.2, 0.4, 0.6, 0.8];

/**
 * Ordinary least squares (ml-regression) of sales on adstocked spend, straight or its square root, with a trend, two
 * seasonal pairs and every control the analyst sees; one carry-over for all channels, the one that fits best. The plan
 * is the best split by these curves; a negative coefficient takes what boldness lets it take.
 */
export function leastSquares(
  simulated: SimulatedMarket,
  arena: Arena,
  boldness: number,
  form: LeastSquaresForm,
): Float64Array {
  const { kpi, media, periods, environment } = simulated;
  const shape = (value: number): number => (form === 'root' ? Math.sqrt(value) : value);
  const means = media.map(({ spend }) => total(spend) / spend.length);
  const stock = (values: Float64Array, carry: number): Float64Array => {
    const out = new Float64Array(values.length);
    geometricAdstock(values, 0, carry, 13, true, out, new Float64Array(values.length));
    return out;
  };
  const controls = Object.values(environment.seen).flatMap((values) => (values === null ? [] : [standardised(values)]));
  const season = periods.map(({ start }, t) => {
    const angle = (2 * Math.PI * dayOfYear(start)) / 365.25;
    return [t / periods.length, Math.sin(angle), Math.cos(angle), Math.sin(2 * angle), Math.cos(2 * angle)];
  });
  const y = Array.from(kpi, (value) => [value]);
  const fits = carries.map((carry) => {
    const paths = media.map(({ spend }, c) => stock(spend, carry).map((value) => shape(value / means[c]!)));
    const rows = season.map((terms, t) => [
      ...paths.map((path) => path[t]!),
      ...terms,
      ...controls.map((values) => values[t]!),
    ]);
    return { carry, regression: new MultivariateLinearRegression(rows, y) };
  });
  const { carry, regression } = fits.reduce((best, fit) =>
    fit.regression.stdError < best.regression.stdError ? fit : best,
  );
  const curves = arena.shares.map((shares, c) => {
    const weight = regression.weights[c]![0]!;
    const padded = new Float64Array(shares.length + 13);
    padded.set(shares);
    const perMoney = total(stock(padded, carry).map((value) => shape(value / means[c]!)));
    return (money: number): number => weight * perMoney * shape(money);
  });
  return bestWithin(arena, boldness, curves);
}

function standardised(values: Float64Array): Float64Array {
  const mean = total(values) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (sd > 0 ? (value - mean) / sd : 0));
}
