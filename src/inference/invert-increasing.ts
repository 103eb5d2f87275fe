/**
 * The root of an increasing function by Newton steps kept inside a shrinking bracket.
 *
 * Every step that leaves the bracket, or does not shrink |f|, is replaced by a bisection, so it always ends.
 * @param f value and slope at u
 * @param start first guess
 * @param low, high the root lies between them
 */
export function invertIncreasing(f: (u: number) => [number, number], start: number, low: number, high: number): number {
  let below = low;
  let above = high;
  let u = Math.min(Math.max(start, low), high);
  let last = Infinity;
  for (let iteration = 0; iteration < 200; iteration++) {
    const [value, slope] = f(u);
    if (value === 0) return u;
    if (value < 0) below = u;
    else above = u;
    let next = u - value / slope;
    if (!(next > below && next < above) || Math.abs(value) > 0.5 * last) next = 0.5 * (below + above);
    last = Math.abs(value);
    if (Math.abs(next - u) <= 4e-16 * Math.abs(u) || next === below || next === above) return next;
    u = next;
  }
  return u;
}
