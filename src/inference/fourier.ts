/** Discrete Fourier transform in place. */

/**
 * Σ_j x_j exp(−2πi jk/n) of n complex numbers, n a power of two. Cooley & Tukey (1965), radix 2.
 * @param real, imaginary parts, length n each; replaced by those of the transform
 */
export function transform(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  if ((n & (n - 1)) !== 0) throw new RangeError(`invalid length; not a power of two: ${n}`);
  reverseBits(real, imaginary);
  const { cosines, sines } = roots(n);
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const stride = n / size;
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < half; k++) {
        const c = cosines[k * stride]!;
        const s = sines[k * stride]!;
        const even = start + k;
        const odd = even + half;
        const re = real[odd]! * c + imaginary[odd]! * s;
        const im = imaginary[odd]! * c - real[odd]! * s;
        real[odd] = real[even]! - re;
        imaginary[odd] = imaginary[even]! - im;
        real[even] = real[even]! + re;
        imaginary[even] = imaginary[even]! + im;
      }
    }
  }
}

function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const re = real[i]!;
    const im = imaginary[i]!;
    real[i] = real[j]!;
    imaginary[i] = imaginary[j]!;
    real[j] = re;
    imaginary[j] = im;
  }
}

interface Roots {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

const rootsBySize = new Map<number, Roots>();

/** cos and sin of 2πk/n for k < n/2, kept: the same few sizes come again and again. */
function roots(n: number): Roots {
  const known = rootsBySize.get(n);
  if (known) return known;
  const angle = (2 * Math.PI) / n;
  const cosines = Float64Array.from({ length: n / 2 }, (_, k) => Math.cos(angle * k));
  const sines = Float64Array.from({ length: n / 2 }, (_, k) => Math.sin(angle * k));
  rootsBySize.set(n, { cosines, sines });
  return { cosines, sines };
}
