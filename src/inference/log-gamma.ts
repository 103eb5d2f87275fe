/** log Γ and the pieces of it that keep distributions accurate for large arguments. */

const euler = 0.5772156649015329;
const halfLogTwoPi = 0.9189385332046728;

/** B₂ₖ / (2k(2k−1)), the Stirling series (DLMF 5.11.1). */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** (−1)ᵏ(ζ(k) − 1)/k for k = 2 …, the Taylor series about 2 (DLMF 5.7.3). */
const aboutTwo = Array.from({ length: 28 }, (_, i) => ((i % 2 === 0 ? 1 : -1) * zetaMinusOne(i + 2)) / (i + 2));

/** ζ(k) − 1 by Euler–Maclaurin after fifty terms (DLMF 25.2.9). */
function zetaMinusOne(k: number): number {
  const n = 50;
  let sum = 0;
  for (let m = n - 1; m >= 2; m--) sum += m ** -k;
  const last = n ** -k;
  const first = (k * last) / n / 12;
  const third = (k * (k + 1) * (k + 2) * last) / n ** 3 / 720;
  const fifth = (k * (k + 1) * (k + 2) * (k + 3) * (k + 4) * last) / n ** 5 / 30240;
  return sum + (n * last) / (k - 1) + last / 2 + first - third + fifth;
}

/** log Γ(x) for x > 0, relative error about 1e-15 also next to its zeros at 1 and 2; ∞ at 0, NaN below. */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x === Infinity) return Infinity;
  if (x < 0.5) return logGammaAboutOne(x) - Math.log(x);
  if (x < 1.5) return logGammaAboutOne(x - 1);
  if (x < 2.5) return logGammaAboutTwo(x - 2);
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingSeries(x);
  let product = 1;
  let base = x;
  while (base >= 2.5) {
    base -= 1;
    product *= base;
  }
  return Math.log(product) + logGammaAboutTwo(base - 2);
}

/** log Γ(1 + z), |z| ≤ ½. */
function logGammaAboutOne(z: number): number {
  return logGammaAboutTwo(z) - Math.log1p(z);
}

/** log Γ(2 + z), |z| ≤ ½. */
function logGammaAboutTwo(z: number): number {
  let sum = 0;
  for (let i = aboutTwo.length - 1; i >= 0; i--) sum = sum * z + aboutTwo[i]!;
  return z * (1 - euler + z * sum);
}

function stirlingSeries(x: number): number {
  const inverse = 1 / (x * x);
  let sum = 0;
  for (let i = stirling.length - 1; i >= 0; i--) sum = sum * inverse + stirling[i]!;
  return sum / x;
}

/** log Γ(x) − ((x − ½) log x − x + ½ log 2π): what Stirling's formula misses. */
export function stirlingError(x: number): number {
  if (x >= 10) return stirlingSeries(x);
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + halfLogTwoPi);
}

/** x log(x/m) + m − x ≥ 0 without cancellation for x near m. Source: Loader (2000), deviance. */
export function deviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) > 0.1 * (x + m)) return x * Math.log(x / m) - difference;
  const v = difference / (x + m);
  const square = v * v;
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 200; j++) {
    term *= square;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
